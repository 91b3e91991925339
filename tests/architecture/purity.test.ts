// Method: the configuration that compiles simulations/ is applied to an invented file that reaches for the screen, the
// disk and the process; the linter's, read for what it forbids by name.
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { expect, it } from 'vitest';

const repo = resolve(import.meta.dirname, '../..');

function complaints(source: string): string[] {
  const folder = join(repo, 'simulations');
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, folder);
  const invented = join(folder, 'engine/invented.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === invented || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === invented ? ts.createSourceFile(path, source, ts.ScriptTarget.Latest) : getSourceFile(path, ...rest);
  const program = ts.createProgram([invented], { ...options, composite: false, noEmit: true }, host);
  return program.getSemanticDiagnostics().map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it.each(['document.title', 'window', 'process.exit()', 'setTimeout(() => 1)', 'performance.now()', 'fetch("x")', 'Buffer.from("x")'])(
  'in simulations/, %s does not compile',
  (expression) => {
    expect(complaints(`export const value = ${expression};`)).not.toEqual([]);
  },
);

it('in simulations/, plain computing does compile', () => {
  expect(complaints('export const total = new Float64Array([1, 2]).reduce((sum, x) => sum + Math.exp(x), 0);')).toEqual([]);
});

it('clock and dice of the machine are forbidden by the linter in simulations/, except on the command line', async () => {
  const eslint = new ESLint({ cwd: repo });
  const rulesOf = async (path: string): Promise<string> =>
    JSON.stringify(((await eslint.calculateConfigForFile(path)) as { rules: Record<string, unknown> }).rules['no-restricted-globals'] ?? null) +
    JSON.stringify(((await eslint.calculateConfigForFile(path)) as { rules: Record<string, unknown> }).rules['no-restricted-properties'] ?? null);

  const engine = await rulesOf('simulations/engine/invented.ts');
  for (const name of ['Date', 'performance', 'window', 'document', 'localStorage', 'setTimeout', 'random']) {
    expect(engine).toContain(`"${name}"`);
  }
  expect(await rulesOf('simulations/cli/main.ts')).not.toContain('"Date"');
});
