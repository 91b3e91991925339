export const ExitCode = { ok: 0, checkFailed: 1, badInput: 2, interrupted: 130 } as const;
