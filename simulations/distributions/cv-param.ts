/** What every distribution of times that is given by its coefficient of variation says of it. */
export const cv = {
  label: 'Unevenness', unit: 'ratio', min: 0.01, max: 10, initial: 1, scale: 'log', primary: true,
  help: 'Coefficient of variation: standard deviation divided by mean. 0 would be clockwork; 1 is as uneven as exponential.',
} as const;
