import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** What a runner did, for the summary at the end of `npm test`. Vitest's own JSON leaves out why a test was skipped. */
export interface RunnerSummary {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
}

/** Writes the summary to the file that the environment names. */
export default class VitestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const path = process.env['SPILLWAY_VITEST_SUMMARY'];
    if (path === undefined) return;

    const summary: RunnerSummary = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      summary.failed += module.errors().length; // A file that could not be loaded holds no tests to count.
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'skipped') {
          summary.skipped.push({ name: test.fullName, reason: result.note ?? 'no reason given' });
        } else summary.failed += 1;
      }
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(summary));
  }
}
