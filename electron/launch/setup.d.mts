interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
type Packages = Readonly<Record<string, LockedPackage>>;

export function ensureInstalled(): void;
export function whyInstall(locked: Packages, installed: Packages | null): string | null;
