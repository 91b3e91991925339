import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces a file as a whole: a reader, or a power cut, finds the old text or the new one and never half of it.
 * When anything fails, the old file is untouched and nothing is left beside it.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path); // Renaming onto a link would replace the link.
  const mode = await stat(target).then((old) => old.mode & 0o777, () => null);
  const temporary = join(dirname(target), `.spillway-${randomUUID()}.tmp`); // Not the file's own name and more: that may be too long.

  try {
    const file = await open(temporary, 'wx', mode ?? 0o666);
    await writeAndClose(file, text, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeAndClose(file: FileHandle, text: string, mode: number | null): Promise<void> {
  try {
    // The user's mask may have taken from what a new file is opened with.
    if (mode !== null && ((await file.stat()).mode & 0o777) !== mode) await file.chmod(mode);
    await file.writeFile(text, 'utf8');
    await file.sync(); // Otherwise the new name can reach the disk before the text does.
  } finally {
    await file.close();
  }
}
