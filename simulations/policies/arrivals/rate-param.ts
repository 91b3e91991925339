/** What every source with a mean rate says of it. */
export const ratePerS = {
  label: 'Arrival rate', unit: 'per s', min: 0, max: 1_000_000, initial: 90, slider: [0, 200], primary: true,
  help: 'λ: how many jobs come per second on average. 0 makes none.',
} as const;

/** Mean gap in ns; a source that is turned off never comes. */
export const gapOfRateNs = (ratePerSecond: number): number => (ratePerSecond === 0 ? -1 : 1e9 / ratePerSecond);
