import { WindowStation } from '../engine/frame';
import { windowMeansInterval } from '../metrics/batch-means';
import { recogniseGroups, type Recognised } from '../theory/recognise';
import { compareWithTheory } from './agreement';
import { expectedErrorShareOfWaits, type Evidence, type ShownApproximation, type TheoryVerdict } from './theory-verdict';

/** What theory says of stations that only make sense together: a fork with its branches and its join by "split>merge", a router with its lines by its id. */
export function groupVerdicts(evidence: Evidence): Readonly<Record<string, TheoryVerdict>> {
  const recognised = Object.entries(recogniseGroups(evidence.scenario, evidence.catalog));
  return Object.fromEntries(recognised.map(([key, each]) => [key, verdictOf(key, each, evidence)]));
}

function verdictOf(key: string, recognised: Recognised, { scenario, stations, windows, simulatedS, warmup }: Evidence): TheoryVerdict {
  const { model, source, figures, note, why } = recognised;
  const countsOf: CountsOf = (id) => stations[id] ?? null;
  const said = { model, source, note, figures, meanWaitS: figures?.waitS.mean ?? null };
  if (figures === null) return { ...said, compared: {}, agrees: null, why: `assumption broken: ${why}`, approximation: groupApproximation(key, recognised, countsOf, simulatedS) };
  const head = Object.keys(scenario.stations).indexOf(headOf(key));
  const interval = windowMeansInterval(windows.ofStation(head, WindowStation.jobsNs).map((ns) => ns / 1e9), windows.ofStation(head, WindowStation.left));
  const compared = compareWithTheory(figures.timeInSystemS.mean, meanStayS([headOf(key)], countsOf, simulatedS), interval, {
    early: warmup.enough === false ? `the warm-up was too short, ${warmup.why}` : '', expectedErrorShare: expectedErrorShareOfStay(figures, simulatedS),
  });
  return { ...said, compared: { meanStayS: compared }, agrees: compared.agrees, why: compared.agrees === false ? `meanStayS: ${compared.why}` : compared.why, approximation: null };
}

/** The fork keeps a job until its copies are back: the stay there is that in the whole group. */
export const headOf = (key: string): string => key.split('>')[0] ?? '';

/** The wait scatters as theory says of waits, the rest hardly. */
export function expectedErrorShareOfStay(figures: NonNullable<Recognised['figures']>, simulatedS: number): number {
  return (expectedErrorShareOfWaits(figures, simulatedS) * figures.waitS.mean) / figures.timeInSystemS.mean;
}

/** A fork's is one of the stay in the group, a router's one of the wait in its lines. */
export function groupApproximation(key: string, { approximation, waitAt }: Recognised, countsOf: CountsOf, spanS: number): ShownApproximation | null {
  if (approximation === null) return null;
  const { model, meanWaitS, meanTimeInSystemS, caveat } = approximation;
  if (!key.includes('>')) return { model, meanWaitS, measuredMeanWaitS: meanStayS(waitAt, countsOf, spanS), caveat };
  return { model, meanWaitS, measuredMeanWaitS: null, meanStayS: meanTimeInSystemS, measuredMeanStayS: meanStayS([headOf(key)], countsOf, spanS), caveat };
}

/** What was counted at a station; null where nothing is known of it. */
export type CountsOf = (station: string) => { readonly meanJobs: number; readonly left: number } | null;

/** By Little's law: those who are there at a time, over those who have left in a second. */
export function meanStayS(stations: readonly string[], countsOf: CountsOf, spanS: number): number | null {
  let [jobs, left] = [0, 0];
  for (const station of stations) {
    const counts = countsOf(station);
    if (counts === null) return null;
    jobs += counts.meanJobs;
    left += counts.left;
  }
  return left === 0 ? null : (jobs * spanS) / left;
}
