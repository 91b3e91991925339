// Method: small drawings of links, among them a loop.
import { expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { stationName, stationsInFlow } from '../../../../renderer/panels/stations-in-flow';

const reversed = Object.fromEntries(Object.entries(boundedQueue.stations).reverse());

it('follows the jobs, not the file', () => {
  expect(stationsInFlow({ ...boundedQueue, stations: reversed }).map(({ id }) => id)).toEqual(['orders', 'inbox', 'pickers', 'done']);
});

it('shows every station of a loop once', () => {
  const links = [...boundedQueue.links, { from: 'pickers', to: 'inbox' }];
  expect(stationsInFlow({ ...boundedQueue, links }).map(({ id }) => id).sort()).toEqual(['done', 'inbox', 'orders', 'pickers']);
});

it('calls a station by its label, else by its id in words', () => {
  expect(stationName('a-b', { label: 'Door' })).toBe('Door');
  expect(stationName('slow_store', {})).toBe('Slow store');
  expect(stationName('slow-store', { label: '  ' })).toBe('Slow store');
});
