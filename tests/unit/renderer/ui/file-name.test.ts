// Method: names as titles have them: with commas, colons, marks above letters, characters of two units, and longer than a name may be.
import { expect, it } from 'vitest';
import { fileName } from '../../../../renderer/ui/file-name';

it('has the whole title, without what some system forbids', () => {
  expect(fileName('Adaptive LIFO: in a rush, the newest first', 'Latency percentiles', 'png')).toBe('Adaptive LIFO in a rush the newest first Latency percentiles.png');
  expect(fileName('Little’s law: a/b\\c*?"<>|', '', 'spillway')).toBe('Little’s law a b c.spillway');
  expect(fileName('कतार और समय', 'Rates', 'csv')).toBe('कतार और समय Rates.csv');
});

it('says what is in it however long the title is', () => {
  const name = fileName('𝒳'.repeat(200), 'Share that took longer', 'csv');
  expect(name).toBe(`${'𝒳'.repeat(80 - 22)} Share that took longer.csv`);
  expect(fileName('', 'Rates', 'csv')).toBe('Rates.csv');
});
