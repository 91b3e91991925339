// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { Saving } from '../../../../renderer/app/saving';
import { DocumentStore } from '../../../../renderer/document';
import type { SaveText } from '../../../../renderer/host/host';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';

// Method: a disk that writes when the test lets it; meanwhile something else is done.
type Answer = { readonly name: string; readonly handle: string | null } | null;

function slowDisk(): { readonly document: DocumentStore; readonly saving: Saving; readonly asked: SaveText[]; readonly said: string[]; answer(answer: Answer): Promise<void> } {
  const document = new DocumentStore(boundedQueue, null);
  const asked: SaveText[] = [];
  const said: string[] = [];
  const open: ((answer: Answer) => void)[] = [];
  const host = { save: (request: SaveText) => new Promise<Answer>((resolve) => { asked.push(request); open.push(resolve); }) };
  const saving = new Saving(document, host, { onSaved: (name) => said.push(name), onFailed: (error) => said.push(String(error)) });
  const answer = async (given: Answer): Promise<void> => {
    await settled();
    open.shift()?.(given);
    await settled();
  };
  return { document, saving, asked, said, answer };
}
const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });

it('what is opened while the disk is slow is not taken for what was saved', async () => {
  const { document, saving, answer } = slowDisk();
  const saved = saving.save(true);
  document.replace({ ...boundedQueue, title: 'Another' }, { name: 'another.spillway', handle: 'its-own' });
  await answer({ name: 'first.spillway', handle: 'first' });
  expect(await saved).toBe(true);
  expect(document.getSnapshot()).toMatchObject({ name: 'another.spillway', handle: 'its-own', edited: false });
});

it('one is written after the other, the second where the first was put', async () => {
  const { document, saving, asked, answer } = slowDisk();
  const first = saving.save(false);
  document.setParam('stations.pickers.workers', 2);
  const second = saving.save(false);
  await settled();
  expect(asked).toHaveLength(1);
  await answer({ name: 'a.spillway', handle: 'a' });
  expect(await first).toBe(true);
  expect(document.getSnapshot().edited).toBe(true);
  expect(asked[1]).toMatchObject({ handle: 'a', text: expect.stringContaining('"workers": 2') });
  await answer({ name: 'a.spillway', handle: 'a' });
  expect(await second).toBe(true);
  expect(document.getSnapshot()).toMatchObject({ handle: 'a', edited: false });
});

it('the same wish again asks once; after it was cancelled, anew', async () => {
  const { saving, asked, said, answer } = slowDisk();
  const wishes = [saving.save(false), saving.save(false)];
  await answer(null);
  expect(await Promise.all(wishes)).toEqual([false, false]);
  expect(asked).toHaveLength(1);
  const again = saving.save(false);
  await answer({ name: 'a.spillway', handle: null });
  expect(await again).toBe(true);
  expect(asked).toHaveLength(2);
  expect(said).toEqual(['a.spillway']);
});
