import { randomUUID } from 'node:crypto';

/**
 * Which files the page may save to: those that the user chose in a dialog or gave through the operating system.
 * The page holds opaque handles, so a page gone wrong cannot name a path of its own.
 */
export class DocumentHandles {
  private readonly pathByHandle = new Map<string, string>();

  grant(path: string): string {
    for (const [handle, known] of this.pathByHandle) {
      if (known === path) return handle;
    }
    const handle = randomUUID();
    this.pathByHandle.set(handle, path);
    return handle;
  }

  pathOf(handle: string): string | null {
    return this.pathByHandle.get(handle) ?? null;
  }
}
