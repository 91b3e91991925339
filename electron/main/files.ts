import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeAtomically } from './atomic-write';

/** Far beyond any scenario; keeps a mistaken choice of file from filling the memory. */
export const FILE_BYTES_MAX = 50_000_000;

/** A failure that the user can do something about; its message is shown as it is. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

export async function readDocument(path: string): Promise<string> {
  const name = basename(path);
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > FILE_BYTES_MAX) {
        throw new FileProblem(`${name} is too large: ${megabytes(size)} MB, at most ${megabytes(FILE_BYTES_MAX)} MB.`);
      }
      return decode(name, await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explained(`${name} cannot be opened`, error);
  }
}

export async function writeDocument(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, text);
  } catch (error) {
    throw explained(`${basename(path)} was not saved`, error);
  }
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem(`${name} is not a text file.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to do so',
  EPERM: 'you have no permission to do so',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  ENOENT: 'it is not there any more',
  ENOTDIR: 'its folder is not there any more',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program is using it',
};

function explained(what: string, error: unknown): FileProblem {
  if (error instanceof FileProblem) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new FileProblem(`${what}: ${reasons[code] ?? String(error)}.`, { cause: error });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
