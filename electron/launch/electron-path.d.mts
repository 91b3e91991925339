export function electronPath(): string | null;
