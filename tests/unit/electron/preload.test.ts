import { expect, it, vi } from 'vitest';
import { events, HOST_KEY, requests, type HostApi } from '../../../electron/contract';

const electron = vi.hoisted(() => ({ exposed: new Map<string, unknown>(), listeners: new Map<string, (event: unknown, message: unknown) => void>(), invoke: vi.fn(), send: vi.fn() }));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (key: string, value: unknown) => electron.exposed.set(key, value) },
  ipcRenderer: {
    invoke: electron.invoke,
    send: electron.send,
    on: (channel: string, listener: (event: unknown, message: unknown) => void) => electron.listeners.set(channel, listener),
  },
}));
await import('../../../electron/preload/index');
const host = electron.exposed.get(HOST_KEY) as HostApi;
const arrive = (channel: string, message: unknown): void => electron.listeners.get(channel)?.({ sender: 'secret' }, message);

it('exposes the contract and nothing of Electron', () => {
  expect([...electron.exposed.keys()]).toEqual(['spillwayHost']);
  expect(Object.keys(host).sort()).toEqual(
    ['kind', 'onMenu', 'onOpenFailed', 'onOpened', 'openFile', 'saveFile', 'setDocument', 'setFullScreen'],
  );
});

it('keeps what arrives before the page listens, and stops when asked to', () => {
  const listener = vi.fn();
  arrive(events.opened, { name: 'early' });
  const stop = host.onOpened(listener);
  arrive(events.opened, { name: 'late' });
  stop();
  expect(listener.mock.calls).toEqual([[{ name: 'early' }], [{ name: 'late' }]]);
});

it('passes on the sentence that the main process meant for the user', async () => {
  electron.invoke.mockRejectedValueOnce(
    new Error(`Error invoking remote method '${requests.saveFile}': FileProblem: a.spillway was not saved: the disk is full.`),
  );
  const saving = host.saveFile({ handle: null, suggestedName: 'a', text: '' });
  await expect(saving).rejects.toThrow(/^a\.spillway was not saved: the disk is full\.$/);
});
