/** What every distribution of times that is given by its mean says of it. */
export const meanS = {
  label: 'Mean', unit: 's', min: 0.000001, max: 86_400, initial: 0.04, scale: 'log', slider: [0.001, 10], primary: true,
  help: 'Average time.',
} as const;
