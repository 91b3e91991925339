import { createHash, randomUUID } from 'node:crypto';

/**
 * Which files the page may save to: those that the user chose in a dialog or gave through the operating system.
 * The page holds opaque handles, so a page gone wrong cannot name a path of its own.
 */
export class DocumentHandles {
  private readonly pathByHandle = new Map<string, string>();
  /** By path, of what was read or written here last. */
  private readonly known = new Map<string, string>();

  /** `text`: what stands in the file now. */
  grant(path: string, text: string): string {
    this.known.set(path, digest(text));
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

  /** Somebody else has written it since. */
  isOther(path: string, text: string): boolean {
    const known = this.known.get(path);
    return known !== undefined && known !== digest(text);
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
