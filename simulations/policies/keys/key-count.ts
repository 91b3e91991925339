/** What every family of keys says of how many there are. */
export const keyCount = {
  label: 'Keys', unit: 'count', min: 1, max: 1_000_000_000, initial: 1_000, integer: true, scale: 'log', slider: [1, 1_000_000], primary: true,
  help: 'How many different things jobs can be about.',
} as const;
