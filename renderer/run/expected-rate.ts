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
  const { ratePerS, csv } = arrivals;
  if (typeof ratePerS === 'number') return ratePerS;
  return typeof csv === 'string' ? rowsPerS(csv) : 0;
}

/** A trace's rows, by the time that its last row begins with. */
function rowsPerS(csv: string): number {
  const text = csv.trimEnd();
  const lastS = Number.parseFloat(text.slice(text.lastIndexOf('\n') + 1));
  if (!(lastS > 0)) return 0;
  let rows = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows += 1;
  return rows / lastS;
}
