import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

interface Fixtures {
  /** What went wrong in the page so far. A test that expects an error takes it out; what is left fails the test. */
  pageErrors: string[];
}

export const test = base.extend<Fixtures>({
  pageErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`security policy: ${event.violatedDirective} refused ${event.blockedURI}`);
        });
      });
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => {
        errors.push(`page: ${error.error().stack ?? error.error().message}`);
      });
      context.on('page', (page) => {
        page.on('crash', () => errors.push('the page crashed'));
      });

      await use(errors);

      if (errors.length > 0) throw new Error(`errors in the page:\n${errors.join('\n')}`);
    },
    { auto: true },
  ],
});
