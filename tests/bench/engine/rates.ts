import { bareMm1 } from './bare-mm1';
import { EVENTS, goOn, started, takeTurns } from './measure';
import { systems } from './systems';

const BARE = 'a bare hand-written M/M/1 loop';

/** Events per second of each system, the bare loop first: all of them take turns. */
export const besideBare = (): Readonly<Record<string, number>> => takeTurns({
  [BARE]: (round) => bareMm1(90, 100, round, EVENTS).events,
  ...Object.fromEntries(Object.entries(systems).map(([name, scenario]) => [name, (round: number) => goOn(started(scenario, round), EVENTS)])),
});

/** Name, rate and ratio to the bare loop, as they are printed. */
export const rateLines = (rates: Readonly<Record<string, number>>): readonly (readonly [string, string, string])[] => (
  Object.entries(rates).map(([name, rate]) => [name, `${(rate / 1e6).toFixed(1).padStart(5)} million events/s`, (rate / rates[BARE]!).toFixed(2)])
);
