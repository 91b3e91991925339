// npm test [-- --only NAME[,NAME]…]: everything that can run here, and at the end what ran, how long it took, and what
// was skipped and why. Names: types, lint, unit, theory, properties, architecture, shell, e2e, electron.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../electron/launch/setup.mjs';
import { findOrInstallChromium } from './find-or-install-chromium.mjs';
import { readPlaywrightSummary, readVitestSummary } from './summaries.mjs';

const repo = fileURLToPath(new URL('..', import.meta.url));
const reports = join(repo, 'out/reports');
const vitestFolders = {
  unit: 'tests/unit/',
  theory: 'tests/theory/',
  properties: 'tests/properties/',
  architecture: 'tests/architecture/',
  shell: 'tests/electron/', // The built main process, with a browser in Electron's place.
};
const playwrightProjects = { e2e: 'browser', electron: 'electron' };
const names = ['types', 'lint', ...Object.keys(vitestFolders), ...Object.keys(playwrightProjects)];

/** What hangs is ended; the browser tests take a quarter of an hour on two cores. */
const STEP_MS_MAX = 40 * 60_000;
const startedMs = Date.now();
const chosen = readArguments();
const results = [];
const temporary = mkdtempSync(join(tmpdir(), 'spillway-test-'));

ensureInstalled();
const chromium = needsBrowser() ? await findOrInstallChromium() : null;
if (chromium === null && needsBrowser()) console.error('No Chromium could be installed: the browser tests will fail. CHROMIUM_PATH names one.');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

// Two cores: the checks run beside the tests in Node. The browser draws in software and wants the machine to itself.
await Promise.all([check(), testInNode()]);
await testInBrowser();
rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
summarise();

function readArguments() {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
    const only = values.only.flatMap((value) => value.split(','));
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}`);
    return new Set(only.length > 0 ? only : names);
  } catch (error) {
    console.error(`${error.message}. Use: npm test -- --only ${names.join(',')}`);
    process.exit(2);
  }
}

function needsBrowser() {
  return ['shell', 'e2e', 'electron'].some((name) => chosen.has(name));
}

async function check() {
  if (chosen.has('types')) await step('types', 'node_modules/typescript-7/bin/tsc', ['-b']);
  if (chosen.has('lint')) await step('lint', 'node_modules/eslint/bin/eslint.js', ['.']);
}

async function testInNode() {
  if (needsBrowser()) await step('build', 'node_modules/electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);

  const folders = Object.keys(vitestFolders).filter((name) => chosen.has(name)).map((name) => vitestFolders[name]);
  if (folders.length === 0) return;
  const report = join(reports, 'vitest.json');
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=./tests/vitest-summary.ts', ...folders];
  await step('vitest', 'node_modules/vitest/vitest.mjs', args, { SPILLWAY_VITEST_SUMMARY: report }, () => readVitestSummary(report));
}

async function testInBrowser() {
  const projects = Object.keys(playwrightProjects).filter((name) => chosen.has(name));
  if (projects.length === 0) return;
  const report = join(reports, 'playwright.json');
  const args = ['test', '--config', 'tests/playwright.config.ts', ...projects.map((name) => `--project=${playwrightProjects[name]}`)];
  await step('playwright', 'node_modules/@playwright/test/cli.js', args, {}, () => readPlaywrightSummary(report));
}

/** Runs one tool. What it prints is shown only when it fails: a page of success hides the one line that matters. */
async function step(name, tool, args, env = {}, readSummary = null) {
  const beganMs = Date.now();
  const { code, output } = await run(tool, args, env);
  const summary = readSummary === null ? null : countedBy(readSummary);
  const counted = summary === null ? 0 : summary.passed + summary.failed + summary.skipped.length;
  const ranNothing = readSummary !== null && counted === 0;
  const ok = code === 0 && !ranNothing;

  results.push({ name, ok, summary });
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name}  ${seconds(Date.now() - beganMs)}${summary === null ? '' : `  ${counts(summary)}`}`);
  for (const { name: test, why } of summary?.wrong ?? []) console.log(`\n${test}\n${why}`);
  if (!ok) console.log(`${output}\n${ranNothing ? `${name} ran no test\n` : ''}`);
}

function run(tool, args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(repo, tool), ...args], {
      cwd: repo,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STEP_MS_MAX,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, ...env, ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }) },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? 1, output: signal === null ? output : `${output}\nended by ${signal}` }));
  });
}

/** A runner that broke before it wrote its report has counted nothing. */
function countedBy(readSummary) {
  try {
    return readSummary();
  } catch {
    return { passed: 0, failed: 0, skipped: [] };
  }
}

function summarise() {
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const { ok, summary } of results) {
    total.passed += summary?.passed ?? 0;
    total.skipped.push(...(summary?.skipped ?? []));
    // A check without tests, or a runner that failed without a failed test, counts as one.
    total.failed += ok ? 0 : Math.max(1, summary?.failed ?? 0);
  }

  const late = results.flatMap(({ summary }) => summary?.late ?? []);
  if (late.length > 0) console.log(`\nPassed only at the second attempt, so not to be relied on:\n${late.map((name) => `  ${name}`).join('\n')}`);

  const reasons = new Map();
  for (const { name, reason } of total.skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  for (const [reason, skipped] of reasons) console.log(`\nSkipped, because ${reason}:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
  if (results.some(({ name, ok }) => name === 'playwright' && !ok)) console.log('\nPictures and traces of failed browser tests: test-results/');

  console.log(`\nIn ${seconds(Date.now() - startedMs)}:`);
  console.log(counts(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
