// Method: keys asked for at invented times; no clock.
import { expect, it } from 'vitest';
import { Gesture } from '../../../../renderer/ui/gesture';

it('one drag is one gesture however long it takes, and the next drag is another', () => {
  const gesture = new Gesture();
  gesture.hold();
  const first = gesture.keyAt(0);
  expect(gesture.keyAt(60_000)).toBe(first);
  gesture.release();
  gesture.hold();
  expect(gesture.keyAt(60_001)).not.toBe(first);
});

it('keys pressed in quick succession are one gesture, after a rest another', () => {
  const gesture = new Gesture();
  const first = gesture.keyAt(0);
  expect(gesture.keyAt(400)).toBe(first);
  expect(gesture.keyAt(800)).toBe(first);
  expect(gesture.keyAt(5000)).not.toBe(first);
});

it('no two controls share a key', () => {
  expect(new Gesture().keyAt(0)).not.toBe(new Gesture().keyAt(0));
});
