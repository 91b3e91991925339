import { bareMm1 } from './bare-mm1';
import { EVENTS, goOn, line, started, takeTurns } from './measure';
import { systems } from './systems';

const BARE = 'a bare hand-written M/M/1 loop';

/** Events per second of each system, the bare loop first: all of them take turns. */
export const besideBare = (): Readonly<Record<string, number>> => takeTurns({
  [BARE]: (round) => bareMm1(90, 100, round, EVENTS).events,
  ...Object.fromEntries(Object.entries(systems).map(([name, scenario]) => [name, (round: number) => goOn(started(scenario, round), EVENTS)])),
});

/** Each with its rate and the ratio to the bare loop. */
export const rateLines = (rates: Readonly<Record<string, number>>): readonly string[] => (
  Object.entries(rates).map(([name, rate]) => line(name, `${(rate / 1e6).toFixed(1).padStart(5)} million events/s`, (rate / rates[BARE]!).toFixed(2)))
);
