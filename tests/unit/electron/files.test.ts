// Method: real files in a temporary folder; the failures are those that a disk can make without being root's friend
// (a folder in the way, a missing folder, a disk call that throws).
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FILE_BYTES_MAX, readDocument, writeDocument } from '../../../electron/main/files';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof disk>();
  return { ...real, rename: vi.fn(real.rename) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);

describe('writing', () => {
  it('writes a new file and replaces an old one', async () => {
    await writeDocument(inFolder('a.spillway'), 'one');
    await writeDocument(inFolder('a.spillway'), 'zwei, größer');
    expect(readFileSync(inFolder('a.spillway'), 'utf8')).toBe('zwei, größer');
    expect(readdirSync(folder)).toEqual(['a.spillway']);
  });

  it('keeps the permissions, and the link that leads to the file', async () => {
    writeFileSync(inFolder('real.spillway'), 'old');
    symlinkSync(inFolder('real.spillway'), inFolder('link.spillway'));
    for (const mode of [0o600, 0o664]) { // The second has more than a new file gets.
      chmodSync(inFolder('real.spillway'), mode);
      await writeDocument(inFolder('link.spillway'), `new ${mode}`);
      expect(readFileSync(inFolder('real.spillway'), 'utf8')).toBe(`new ${mode}`);
      expect(statSync(inFolder('real.spillway')).mode & 0o777).toBe(mode);
    }
  });

  it('takes a name as long as the disk does, and says so of a longer one', async () => {
    const longest = `${'名'.repeat(82)}.spillway`; // 255 bytes.
    await writeDocument(inFolder(longest), 'x');
    expect(readdirSync(folder)).toEqual([longest]);
    await expect(writeDocument(inFolder(`名${longest}`), 'x')).rejects.toThrow(/was not saved: its name is too long\.$/);
    expect(readdirSync(folder)).toEqual([longest]);
  });

  it('leaves the old file and nothing else when the last step fails', async () => {
    writeFileSync(inFolder('a.spillway'), 'old');
    vi.mocked(disk.rename).mockRejectedValueOnce(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
    await expect(writeDocument(inFolder('a.spillway'), 'new')).rejects.toThrow(
      'a.spillway was not saved: the disk is full.',
    );
    expect(readFileSync(inFolder('a.spillway'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.spillway']);
  });

  it('says so when a folder is in the way or missing', async () => {
    mkdirSync(inFolder('a.spillway'));
    await expect(writeDocument(inFolder('a.spillway'), 'x')).rejects.toThrow(/^a\.spillway was not saved: it is a folder\.$/);
    await expect(writeDocument(inFolder('gone/b.spillway'), 'x')).rejects.toThrow(/not there any more/);
    expect(readdirSync(folder)).toEqual(['a.spillway']);
  });
});

describe('reading', () => {
  it('reads text and takes off a byte order mark', async () => {
    writeFileSync(inFolder('a.spillway'), '\uFEFF{"title":"größer"}');
    expect(await readDocument(inFolder('a.spillway'))).toBe('{"title":"größer"}');
  });

  it('refuses a file beyond the limit before reading it', async () => {
    writeFileSync(inFolder('big.spillway'), '');
    truncateSync(inFolder('big.spillway'), FILE_BYTES_MAX + 1_000_000);
    await expect(readDocument(inFolder('big.spillway'))).rejects.toThrow('big.spillway is too large: 51 MB, at most 50 MB.');
  });

  it('refuses what is not text, not a file, or not there', async () => {
    writeFileSync(inFolder('picture.spillway'), Buffer.from([0x89, 0x50, 0xff, 0xfe]));
    await expect(readDocument(inFolder('picture.spillway'))).rejects.toThrow('is not a text file');
    await expect(readDocument(folder)).rejects.toThrow('it is a folder');
    await expect(readDocument(inFolder('none.spillway'))).rejects.toThrow('it is not there any more');
  });
});
