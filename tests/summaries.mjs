import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** { passed, failed, skipped: [{ name, reason }] } as tests/vitest-summary.ts wrote it. */
export function readVitestSummary(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The same, out of the report of Playwright's JSON reporter; and what went wrong: [{ name, why }], where a second attempt passed too. */
export function readPlaywrightSummary(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const summary = { passed: 0, failed: report.errors.length, skipped: [], late: [], wrong: [] };
  for (const { name, test } of report.suites.flatMap((suite) => testsIn(suite, []))) {
    const error = test.results.flatMap(({ errors }) => errors)[0];
    if (error !== undefined) summary.wrong.push({ name, why: stripVTControlCharacters(error.message ?? '') });
    if (test.status === 'skipped') {
      const skip = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
      summary.skipped.push({ name, reason: skip?.description ?? 'no reason given' });
    } else if (test.status === 'unexpected') summary.failed += 1;
    else {
      summary.passed += 1;
      if (test.status === 'flaky') summary.late.push(name);
    }
  }
  return summary;
}

function testsIn(suite, above) {
  const names = [...above, suite.title];
  const here = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ name: [...names, spec.title].join(' > '), test })),
  );
  return [...here, ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, names))];
}
