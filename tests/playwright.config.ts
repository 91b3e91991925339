import { defineConfig } from '@playwright/test';
import { findChromium } from '../electron/launch/browser.mjs';
import { WITHOUT_ADDRESS_BAR, WITHOUT_GPU } from './as-in-the-app.mjs';

const chromium = findChromium();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}', // The same on every system: what may differ is said where they are compared.
  workers: 1, // Software WebGL on two cores: two pages at once starve each other.
  expect: { timeout: 20_000 }, // As here: what is waited for comes on a busy machine, too, only later.
  timeout: 180_000, // Graphics are drawn in software, and the machine may be busy.
  retries: 1, // What only another task on the machine upset is told apart: a second failure counts, and the report says which passed late.
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../out/reports/playwright.json' }]],
  use: {
    // Known only once the server below has printed its address.
    baseURL: `http://127.0.0.1:${process.env['SPILLWAY_PORT'] ?? '0'}/`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox', // Root, in a container.
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...WITHOUT_GPU, ...WITHOUT_ADDRESS_BAR,
      ],
    },
  },
  projects: [
    { name: 'browser', testMatch: 'e2e/**/*.spec.ts' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
  ],
  webServer: {
    command: 'node ../electron/launch/serve.mjs',
    wait: { stdout: /http:\/\/127\.0\.0\.1:(?<spillway_port>\d+)\// },
  },
});
