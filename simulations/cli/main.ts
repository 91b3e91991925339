/** Placeholder until the commands exist. */
export function main(argv: string[]): Promise<number> {
  process.stderr.write(`Unknown command ${argv[0] ?? '(none)'}\n`);
  return Promise.resolve(2);
}
