// The part of Papa Parse that is used here: text in, rows out. Its published types pull in those of Node, and
// simulations/ is compiled without them.
declare module 'papaparse' {
  export interface ParseError {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly row?: number;
  }
  export interface ParseResult<Row> {
    readonly data: Row[];
    readonly errors: readonly ParseError[];
    readonly meta: { readonly delimiter: string; readonly truncated: boolean; readonly fields?: readonly string[] };
  }
  export interface ParseConfig {
    readonly delimiter?: string;
    readonly header?: boolean;
    readonly comments?: boolean | string;
    readonly dynamicTyping?: boolean;
    readonly skipEmptyLines?: boolean | 'greedy';
    readonly transformHeader?: (header: string, index: number) => string;
    readonly preview?: number;
    /** With it, each row is handed over as it is read and none is kept; the cursor stands behind it. */
    readonly step?: (row: { readonly data: string[]; readonly errors: readonly ParseError[]; readonly meta: { readonly cursor: number } }, parser: { abort(): void }) => void;
  }
  export interface UnparseConfig {
    readonly newline?: string;
    readonly header?: boolean;
  }
  export function parse<Row = string[]>(text: string, config?: ParseConfig): ParseResult<Row>;
  export function unparse(rows: readonly object[] | readonly (readonly unknown[])[], config?: UnparseConfig): string;
  const Papa: { readonly parse: typeof parse; readonly unparse: typeof unparse };
  export default Papa;
}
