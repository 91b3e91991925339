// Method: a hand that asks many times between two pictures, which the test makes; what is done, and when, is written down.
import { describe, expect, it } from 'vitest';
import { OnceAPicture } from '../../../../renderer/ui/once-a-picture';

function hand() {
  const pictures: (() => void)[] = [];
  const done: number[] = [];
  const once = new OnceAPicture((callback) => { pictures.push(callback); });
  return { done, once, picture: () => { for (const callback of pictures.splice(0)) callback(); }, set: (value: number) => once.do(() => done.push(value)) };
}

describe('once a picture', () => {
  it('does the first at once and of those that follow the newest, in the next picture', () => {
    const { done, set, picture } = hand();
    for (const value of [1, 2, 3, 4]) set(value);
    expect(done).toEqual([1]);
    picture();
    expect(done).toEqual([1, 4]);
    set(5);
    expect(done).toEqual([1, 4]);
    picture();
    expect(done).toEqual([1, 4, 5]);
    picture();
    set(6);
    expect(done).toEqual([1, 4, 5, 6]);
  });

  it('keeps nothing back from a hand that is done, and does nothing twice', () => {
    const { done, set, once, picture } = hand();
    for (const value of [1, 2, 3]) set(value);
    once.finish();
    once.finish();
    expect(done).toEqual([1, 3]);
    picture();
    picture();
    expect(done).toEqual([1, 3]);
  });
});
