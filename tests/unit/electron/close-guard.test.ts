import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CloseGuard, type CloseAnswer } from '../../../electron/main/close-guard';

let answer: CloseAnswer;
const around = {
  ask: vi.fn(() => Promise.resolve(answer)),
  requestSave: vi.fn(),
  closeNow: vi.fn(),
  onCancelled: vi.fn(),
};
let guard: CloseGuard;

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers();
  guard = new CloseGuard(around);
});

async function tryToClose(given: CloseAnswer): Promise<void> {
  answer = given;
  expect(guard.mayClose()).toBe(false);
  await vi.advanceTimersByTimeAsync(0);
}

it('without unsaved changes the window closes unasked', () => {
  guard.setDocument({ name: 'Queue', edited: false });
  expect(guard.mayClose()).toBe(true);
  expect(around.ask).not.toHaveBeenCalled();
});

describe('with unsaved changes', () => {
  beforeEach(() => guard.setDocument({ name: 'Queue', edited: true }));

  it('asks, by the name of the document, and only once at a time', () => {
    answer = 'cancel';
    guard.mayClose();
    guard.mayClose();
    expect(around.ask).toHaveBeenCalledExactlyOnceWith('Queue');
  });

  it('closes on "do not save" and stays on "cancel"', async () => {
    await tryToClose('cancel');
    expect(around.onCancelled).toHaveBeenCalledOnce();
    expect(around.closeNow).not.toHaveBeenCalled();
    await tryToClose('discard');
    expect(around.closeNow).toHaveBeenCalledOnce();
  });

  it('closes after saving, once the page says that nothing is left unsaved', async () => {
    await tryToClose('save');
    expect(around.requestSave).toHaveBeenCalledOnce();
    guard.saveStarted();
    guard.saveEnded(true);
    expect(around.closeNow).not.toHaveBeenCalled();
    guard.setDocument({ name: 'Queue', edited: false });
    expect(around.closeNow).toHaveBeenCalledOnce();
  });

  it('stays when saving failed or was cancelled, and a later save does not close it', async () => {
    await tryToClose('save');
    guard.saveStarted();
    guard.saveEnded(false);
    guard.saveStarted();
    guard.saveEnded(true);
    guard.setDocument({ name: 'Queue', edited: false });
    expect(around.closeNow).not.toHaveBeenCalled();
  });

  it('stays when something was edited while it was saved, and a later save does not close it', async () => {
    await tryToClose('save');
    guard.saveStarted();
    guard.saveEnded(true);
    guard.setDocument({ name: 'Queue', edited: true });
    expect(around.onCancelled).toHaveBeenCalledOnce();
    guard.saveStarted();
    guard.saveEnded(true);
    guard.setDocument({ name: 'Queue', edited: false });
    expect(around.closeNow).not.toHaveBeenCalled();
  });

  it('gives up on a page that does not begin to save, but waits as long as a dialog is open', async () => {
    await tryToClose('save');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(around.onCancelled).toHaveBeenCalledOnce();

    await tryToClose('save');
    guard.saveStarted();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(around.onCancelled).toHaveBeenCalledOnce();
  });
});
