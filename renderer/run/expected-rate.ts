import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';

/**
 * About how many jobs per second of model time the producers make, as far as the scenario says it outright. Only the
 * pace of the picture is chosen from it; 0 where it is not known.
 */
export function arrivalsPerS(scenario: Scenario): number {
  return Object.values(scenario.stations).reduce((sum, station) => sum + stationPerS(station), 0);
}

function stationPerS({ arrivals }: StationSpec): number {
  if (typeof arrivals !== 'object' || !('kind' in arrivals)) return 0;
  const { ratePerS, csv, atColumn } = arrivals;
  if (typeof ratePerS === 'number') return ratePerS;
  return typeof csv === 'string' ? rowsPerS(csv, typeof atColumn === 'string' ? atColumn : 'atS') : 0;
}

/** A trace's rows, by the time between its first and its last. */
function rowsPerS(csv: string, atColumn: string): number {
  const text = csv.trimEnd();
  const headerEnd = text.indexOf('\n');
  const column = text.slice(0, headerEnd).split(',').findIndex((name) => name.trim() === atColumn);
  if (headerEnd < 0 || column < 0) return 0;
  const timeS = (row: string): number => Number.parseFloat(row.split(',')[column] ?? '');
  const firstS = timeS(text.slice(headerEnd + 1, text.indexOf('\n', headerEnd + 1)));
  const lastS = timeS(text.slice(text.lastIndexOf('\n') + 1));
  let rows = 0;
  for (let at = headerEnd; at >= 0; at = text.indexOf('\n', at + 1)) rows += 1;
  return lastS > firstS ? rows / (lastS - firstS) : 0;
}
