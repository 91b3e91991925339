// Method: the handlers are registered with a double of ipcMain and called as Electron would, on real files.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requests, type OpenedFile, type SavedFile } from '../../../electron/contract';
import { DocumentHandles } from '../../../electron/main/document-handles';
import { registerIpc, type IpcSurroundings } from '../../../electron/main/ipc';
import { APP_ORIGIN } from '../../../electron/main/navigation';

type Handler = (event: unknown, ...message: unknown[]) => unknown;
const ourFrame = { url: `${APP_ORIGIN}/index.html`, parent: null };
const strangers = [
  { url: 'https://example.org/', parent: null },
  { url: `${APP_ORIGIN}.example.org/`, parent: null },
  { url: `${APP_ORIGIN}/index.html`, parent: ourFrame },
  null,
];

let folder: string;
let handlers: Map<string, Handler>;
let around: { [Key in keyof IpcSurroundings]: ReturnType<typeof vi.fn> };
const ask = (channel: string, ...message: unknown[]): unknown => handlers.get(channel)?.({ senderFrame: ourFrame }, ...message);
const save = (message: unknown): Promise<SavedFile | null> => ask(requests.saveFile, message) as Promise<SavedFile | null>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-'));
  handlers = new Map();
  const register = (channel: string, handler: Handler): unknown => handlers.set(channel, handler);
  const surroundings = {
    ipcMain: { handle: register, on: register },
    origins: [APP_ORIGIN],
    handles: new DocumentHandles(),
    askWhatToOpen: vi.fn(),
    askWhereToSave: vi.fn(),
    askWhetherToReplace: vi.fn(),
    setDocument: vi.fn(),
    setFullScreen: vi.fn(),
    onSaveStarted: vi.fn(),
    onSaveEnded: vi.fn(),
  };
  around = surroundings as never;
  registerIpc(surroundings as never);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('who may ask', () => {
  it.each(Object.values(requests))('%s answers the application\u2019s own top frame only', async (channel) => {
    for (const senderFrame of strangers) {
      const call = async (): Promise<unknown> => handlers.get(channel)?.({ senderFrame }, { name: 'x', edited: false });
      await expect(call()).rejects.toThrow('not the application');
    }
    for (const effect of [around.askWhatToOpen, around.askWhereToSave, around.setDocument, around.setFullScreen]) {
      expect(effect).not.toHaveBeenCalled();
    }
  });
});

describe('what may be asked', () => {
  const good = { handle: null, suggestedName: 'a', text: '{}' };
  it.each([
    [undefined],
    ['text'],
    [{ ...good, text: 1 }],
    [{ ...good, handle: '/etc/passwd' }],
    [{ ...good, handle: 7 }],
    [{ ...good, suggestedName: '' }],
    [{ ...good, suggestedName: 'x'.repeat(201) }],
    [{ ...good, path: '/etc/passwd' }],
    [{ handle: null, suggestedName: 'a' }],
  ])('a save request such as %j is refused before anything happens', async (message) => {
    await expect(save(message)).rejects.toThrow();
    expect(around.askWhereToSave).not.toHaveBeenCalled();
    expect(around.onSaveEnded).toHaveBeenCalledWith(false);
  });

  it('a document state or a full-screen wish of another shape is refused', () => {
    expect(() => ask(requests.setDocument, { name: 'x', edited: 'yes' })).toThrow();
    expect(() => ask(requests.setDocument, { name: 'x', edited: true, path: '/' })).toThrow();
    expect(() => ask(requests.setFullScreen, 1)).toThrow();
  });
});

describe('open and save', () => {
  it('a file that the user opened can be saved by its handle, and the page never learns its path', async () => {
    writeFileSync(join(folder, 'a.spillway'), 'old');
    around.askWhatToOpen.mockResolvedValue(join(folder, 'a.spillway'));
    const opened = (await ask(requests.openFile)) as OpenedFile;
    expect(opened).toEqual({ handle: expect.any(String) as string, name: 'a.spillway', text: 'old' });
    expect(JSON.stringify(opened)).not.toContain(folder);

    const saved = await save({ handle: opened.handle, suggestedName: 'else', text: 'new' });
    expect(saved).toEqual({ handle: opened.handle, name: 'a.spillway' });
    expect(readFileSync(join(folder, 'a.spillway'), 'utf8')).toBe('new');
    expect(around.askWhereToSave).not.toHaveBeenCalled();
    expect(around.onSaveEnded).toHaveBeenCalledWith(true);
  });

  it('offers for opening all that the app takes, recorded arrivals too', async () => {
    around.askWhatToOpen.mockResolvedValue(null);
    await ask(requests.openFile);
    const [options] = around.askWhatToOpen.mock.calls[0] as [OpenDialogOptions];
    expect(options.filters?.[0]?.extensions).toEqual(['spillway', 'json', 'csv']);
  });

  it('what another program has written meanwhile is replaced only when the user agrees', async () => {
    const path = join(folder, 'shared.spillway');
    writeFileSync(path, 'old');
    around.askWhatToOpen.mockResolvedValue(path);
    const { handle } = await ask(requests.openFile) as OpenedFile;
    const write = (text: string): Promise<SavedFile | null> => save({ handle, suggestedName: 'x', text });
    expect(await write('mine')).not.toBeNull();
    expect(await write('mine again')).not.toBeNull();
    expect(around.askWhetherToReplace).not.toHaveBeenCalled();

    writeFileSync(path, 'theirs');
    around.askWhetherToReplace.mockResolvedValue(false);
    expect(await write('mine')).toBeNull();
    expect(around.onSaveEnded).toHaveBeenLastCalledWith(false);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(around.askWhetherToReplace).toHaveBeenCalledWith('shared.spillway');
    around.askWhetherToReplace.mockResolvedValue(true);
    expect(await write('mine')).not.toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('mine');

    rmSync(path);
    around.askWhetherToReplace.mockClear();
    expect(await write('once more')).not.toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('once more');
    expect(around.askWhetherToReplace).not.toHaveBeenCalled();
  });

  it('a handle that was never given out saves nothing', async () => {
    const handle = '6d0e2a8c-2f0b-4a52-9a94-1f4de1b2a111';
    await expect(save({ handle, suggestedName: 'a', text: 'x' })).rejects.toThrow('not opened in this window');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('cancelling either dialog changes nothing', async () => {
    around.askWhatToOpen.mockResolvedValue(null);
    around.askWhereToSave.mockResolvedValue(null);
    expect(await ask(requests.openFile)).toBeNull();
    expect(await save({ handle: null, suggestedName: 'a', text: 'x' })).toBeNull();
    expect(around.onSaveEnded).toHaveBeenCalledWith(false);
  });

  it('adds the extension that some dialogs leave out, unless that would replace another file', async () => {
    around.askWhereToSave.mockResolvedValue(join(folder, 'plain'));
    expect(await save({ handle: null, suggestedName: 'plain', text: '1' })).toMatchObject({ name: 'plain.spillway' });
    expect(await save({ handle: null, suggestedName: 'plain', text: '2' })).toMatchObject({ name: 'plain' });
    expect(readFileSync(join(folder, 'plain.spillway'), 'utf8')).toBe('1');
  });

  it('a failed write rejects with a sentence for the user', async () => {
    around.askWhereToSave.mockResolvedValue(join(folder, 'gone', 'a.spillway'));
    await expect(save({ handle: null, suggestedName: 'a', text: 'x' })).rejects.toThrow(/^a\.spillway was not saved: /);
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });

  it.each([
    ['A queue, and four workers', 'A queue, and four workers.spillway'],
    ['queue.spillway', 'queue.spillway'],
    ['Release 1.5', 'Release 1.5.spillway'],
    ['../../etc/passwd', 'etc passwd.spillway'],
    ['C:\\Windows\\system', 'C Windows system.spillway'],
    ['...', 'untitled.spillway'],
    ['a\nb', 'a b.spillway'],
  ])('the title %j suggests the name %j', async (suggestedName, name) => {
    around.askWhereToSave.mockResolvedValue(null);
    await save({ handle: null, suggestedName, text: '' });
    expect((around.askWhereToSave.mock.lastCall as [SaveDialogOptions])[0].defaultPath).toBe(name);
  });
});
