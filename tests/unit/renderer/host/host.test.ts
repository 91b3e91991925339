// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { BrowserHost } from '../../../../renderer/host/browser-host';
import { readFile, watchDrops } from '../../../../renderer/host/dropped-files';
import { ElectronHost } from '../../../../renderer/host/electron-host';
import { FILE_BYTES_MAX, type OpenedText } from '../../../../renderer/host/host';
import type { HostApi } from '../../../../electron/contract';

// Method: the hosts in a simulated page, with pickers, drops and a shell of the test's.

function file(name: string, text: string, size = text.length): Pick<File, 'name' | 'size' | 'text'> {
  return { name, size, text: vi.fn(async () => text) };
}

describe('reading a file', () => {
  it('refuses an enormous one before it is read', async () => {
    const huge = file('huge.spillway', '', FILE_BYTES_MAX + 1);
    await expect(readFile(huge, null)).rejects.toThrow('huge.spillway is too large to open: 51 MB, and 50 MB is the most.');
    expect(huge.text).not.toHaveBeenCalled();
  });

  it('says which file could not be read', async () => {
    const gone = { ...file('gone.json', ''), text: () => Promise.reject(new Error('NotFoundError')) };
    await expect(readFile(gone, null)).rejects.toThrow('gone.json could not be read.');
  });
});

describe('a drop on the window', () => {
  function drop(types: string[], files: unknown[]): { event: Event; opened: ReturnType<typeof vi.fn>; failed: ReturnType<typeof vi.fn>; stop: () => void } {
    const opened = vi.fn();
    const failed = vi.fn();
    const stop = watchDrops(window, opened, failed);
    const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { types, files } });
    window.dispatchEvent(event);
    return { event, opened, failed, stop };
  }

  it('gives a file', async () => {
    const { event, opened, stop } = drop(['Files'], [file('a.csv', 'atS\n1\n')]);
    expect(event.defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(opened).toHaveBeenCalledWith({ name: 'a.csv', handle: null, text: 'atS\n1\n' }));
    stop();
  });

  it('tells why not', async () => {
    const { failed, stop } = drop(['Files'], [file('a.csv', '', FILE_BYTES_MAX * 2)]);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(expect.stringContaining('too large')));
    stop();
  });

  it('of several files opens none, and says so', async () => {
    const { event, opened, failed, stop } = drop(['Files'], [file('a.spillway', '{}'), file('b.csv', 'atS\n1\n')]);
    expect(event.defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith('One file can be opened at a time, and 2 were dropped.'));
    expect(opened).not.toHaveBeenCalled();
    stop();
  });

  it('of anything else is left alone', () => {
    const { event, stop } = drop(['text/plain'], []);
    expect(event.defaultPrevented).toBe(false);
    stop();
  });
});

describe('in a browser', () => {
  const written: string[] = [];
  const picked = {
    name: 'mine.spillway',
    getFile: async () => file('mine.spillway', 'text'),
    createWritable: async () => ({ write: async (text: string) => void written.push(text), close: async () => undefined }),
  };

  it('saves again to the file that was opened, without asking', async () => {
    const pickers = { showOpenFilePicker: vi.fn(async () => [picked]), showSaveFilePicker: vi.fn() };
    Object.assign(window, pickers);
    const host = new BrowserHost();
    const opened = await host.open();
    expect(opened).toMatchObject({ name: 'mine.spillway', text: 'text' });
    const saved = await host.save({ handle: opened!.handle, suggestedName: 'x', text: 'new' });
    expect(saved).toEqual({ name: 'mine.spillway', handle: opened!.handle });
    expect(written).toEqual(['new']);
    expect(pickers.showSaveFilePicker).not.toHaveBeenCalled();
  });

  it('replaces what another program has written meanwhile only when the user agrees', async () => {
    let lastModified = 1;
    const shared = {
      ...picked,
      getFile: async () => Object.assign(file('mine.spillway', 'text'), { lastModified }),
      createWritable: async () => ({ write: async (text: string) => void written.push(text), close: async () => { lastModified += 1; } }),
    };
    const confirm = vi.fn(() => false);
    Object.assign(window, { showOpenFilePicker: async () => [shared], confirm });
    const host = new BrowserHost();
    const { handle } = (await host.open())!;
    const save = (text: string): ReturnType<BrowserHost['save']> => host.save({ handle, suggestedName: 'x', text });
    expect(await save('mine')).not.toBeNull();
    expect(await save('mine again')).not.toBeNull();
    expect(confirm).not.toHaveBeenCalled();
    lastModified = 99;
    expect(await save('over theirs')).toBeNull();
    expect(written).not.toContain('over theirs');
    confirm.mockReturnValue(true);
    expect(await save('over theirs')).not.toBeNull();
    expect(written.at(-1)).toBe('over theirs');
  });

  it('takes "cancelled" for an answer, and tells of anything else', async () => {
    const cancelled = async (): Promise<never> => { throw new DOMException('cancelled', 'AbortError'); };
    Object.assign(window, { showOpenFilePicker: cancelled, showSaveFilePicker: cancelled });
    const host = new BrowserHost();
    expect(await host.open()).toBeNull();
    expect(await host.save({ handle: null, suggestedName: 'x.spillway', text: '' })).toBeNull();

    const full = { ...picked, createWritable: async () => { throw new Error('the disk is full'); } };
    Object.assign(window, { showSaveFilePicker: async () => full });
    await expect(host.save({ handle: null, suggestedName: 'x.spillway', text: '' })).rejects.toThrow('mine.spillway could not be saved: the disk is full');
  });

  it('asks before unsaved changes are lost, and only then', () => {
    const host = new BrowserHost();
    const leaves = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    host.setDocument({ name: 'a', edited: false });
    expect(leaves()).toBe(true);
    expect(document.title).toBe('a – Spillway');
    host.setDocument({ name: 'a', edited: true });
    expect(leaves()).toBe(false);
    expect(document.title).toBe('• a – Spillway');
    host.setDocument({ name: 'a', edited: false });
    expect(leaves()).toBe(true);
  });

  it('opens the file that the launcher was given, from its own origin only', async () => {
    const fetched = vi.fn(async () => new Response('text'));
    vi.stubGlobal('fetch', fetched);
    const open = (search: string): Promise<OpenedText | undefined> => {
      history.replaceState(null, '', search);
      return new Promise((resolve) => {
        new BrowserHost().onOpened(resolve);
        setTimeout(() => resolve(undefined), 50);
      });
    };
    expect(await open('?open=opened.spillway&name=mine.spillway')).toEqual({ name: 'mine.spillway', handle: null, text: 'text' });
    expect(await open('?open=https://example.org/x.spillway')).toBeUndefined();
    expect(await open('?')).toBeUndefined();
    expect(fetched).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
  });
});

it('in Electron, files come from the shell and from drops alike', async () => {
  const stopShell = vi.fn();
  const shell = {
    kind: 'electron', openFile: vi.fn(async () => null), saveFile: vi.fn(async () => null), setDocument: vi.fn(), setFullScreen: vi.fn(),
    onOpened: vi.fn(() => stopShell), onOpenFailed: vi.fn(() => stopShell), onMenu: vi.fn(() => stopShell),
  } satisfies HostApi;
  const host = new ElectronHost(shell);
  const opened = vi.fn();
  const stop = host.onOpened(opened);
  window.dispatchEvent(Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { types: ['Files'], files: [file('a.json', '{}')] } }));
  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));
  stop();
  expect(stopShell).toHaveBeenCalled();
});

it('what is typed and not set yet counts as edited, so that the shell asks before it closes the window', async () => {
  const setDocument = vi.fn();
  const host = new ElectronHost({ setDocument } as unknown as HostApi);
  host.setDocument({ name: 'a', edited: false });
  document.body.innerHTML = '<input data-settled="true">';
  const field = document.querySelector('input')!;
  field.focus();
  field.dataset['settled'] = 'false';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(setDocument).toHaveBeenLastCalledWith({ name: 'a', edited: true }));
  host.setDocument({ name: 'b', edited: false }); // Something else is told of meanwhile.
  expect(setDocument).toHaveBeenLastCalledWith({ name: 'b', edited: true });

  field.dataset['settled'] = 'true';
  field.blur();
  await vi.waitFor(() => expect(setDocument).toHaveBeenLastCalledWith({ name: 'b', edited: false }));
  document.body.replaceChildren();
});
