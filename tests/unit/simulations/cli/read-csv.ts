import { createRequire } from 'node:module';

interface PapaParse {
  parse(text: string, options: { header: true; skipEmptyLines: true }): {
    readonly data: readonly Record<string, string>[];
    readonly errors: readonly unknown[];
    readonly meta: { readonly fields: readonly string[] };
  };
}

/** With Papa Parse, which is not ours, so that what it reads is what a spreadsheet reads. */
export function readCsv(text: string): { readonly rows: readonly Record<string, string>[]; readonly fields: readonly string[] } {
  const { data, errors, meta } = (createRequire(import.meta.url)('papaparse') as PapaParse).parse(text, { header: true, skipEmptyLines: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return { rows: data, fields: meta.fields };
}
