// Method: things made from scratch, as a stage makes its nodes; what is asked is which objects are the same ones as before.
import { describe, expect, it } from 'vitest';
import { Kept } from '../../../../renderer/ui/kept';

class Board {
  readonly jobs = 1;
}

const station = (name: string, at: readonly number[], extra: object = {}) => ({ name, at: [...at], data: { words: `${name} is here`, ...extra } });

describe('what is made anew and says the same', () => {
  it('is the object from before, and so is every part of it', () => {
    const keeps = new Kept<unknown>();
    const first = keeps.take([station('a', [0, 1]), station('b', [2, 3])]);
    expect(keeps.take([station('a', [0, 1]), station('b', [2, 3])])).toBe(first);
  });

  it('is another where something of it is another, and there alone', () => {
    const keeps = new Kept<ReturnType<typeof station>[]>();
    const [a, b] = keeps.take([station('a', [0, 1]), station('b', [2, 3])]);
    const after = keeps.take([station('a', [0, 1]), station('b', [2, 4])]);
    expect(after).toEqual([station('a', [0, 1]), station('b', [2, 4])]);
    expect(after[0]).toBe(a);
    expect(after[1]).not.toBe(b);
    expect(after[1]?.data).toBe(b?.data);
  });

  it.each([
    ['a part more', { a: 1 }, { a: 1, b: 2 }],
    ['a part less', { a: 1, b: 2 }, { a: 1 }],
    ['a part that is undefined in place of another', { a: 1 }, { b: undefined }],
    ['another order of a list', [1, 2], [2, 1]],
    ['a longer list', [1], [1, 2]],
    ['a list in place of an object', { 0: 1 }, [1]],
    ['nothing in place of something', { a: {} }, { a: null }],
    ['zero with another sign', [0], [-0]],
  ])('%s is told', (_what, before, after) => {
    const keeps = new Kept<unknown>();
    keeps.take(before);
    const taken = keeps.take(after);
    expect(taken).not.toBe(before);
    expect(taken).toStrictEqual(after);
  });

  it('keeps no number that is none apart from itself', () => {
    const keeps = new Kept<unknown>();
    const first = keeps.take({ share: NaN });
    expect(keeps.take({ share: NaN })).toBe(first);
  });

  it('goes by itself where it is of a class, a map or a function', () => {
    const keeps = new Kept<{ part: unknown }>();
    for (const make of [() => new Board(), () => new Map([[1, 2]]), () => () => 1]) {
      const before = keeps.take({ part: make() });
      const part = make();
      expect(keeps.take({ part }).part).toBe(part);
      expect(keeps.take({ part })).not.toBe(before);
    }
  });
});
