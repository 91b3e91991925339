export const OPENED_PATH: string;
export function serve(options?: { port?: number; file?: string | null }): Promise<{ readonly url: string; close(): void }>;
