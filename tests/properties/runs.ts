/** How many random cases each property tries in `npm test`; runs.test.ts adds them up. SPILLWAY_PROPERTY_FACTOR multiplies them. */
export const RUNS = {
  'at random instants': 800,
  'after every event': 3000,
  'nobody overlooked': 1000,
  'the same seed': 300,
  'slices': 500,
  'event by event': 300,
  'nobody looks': 400,
  'keyframes': 400,
  'recordings': 600,
  'changed and changed back at once': 600,
  'a change and its opposite': 1000,
  'two in one thread': 150,
  'printed and parsed': 1000,
  'migrated': 800,
  'windows': 500,
  'figures': 400,
  'full queues': 700,
  'workers': 500,
  'one parameter': 1000,
  'one more station': 500,
  'beside another system': 500,
  'a circle that halts': 300,
  'no unnamed stall': 700,
} as const;

export type PropertyName = keyof typeof RUNS;
