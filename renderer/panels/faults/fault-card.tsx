import { CalendarPlus, Zap } from 'lucide-react';
import { useState } from 'react';
import { problemText, type Result } from '../../../simulations/scenario/problem';
import type { FaultSpec, Scenario } from '../../../simulations/scenario/scenario';
import type { AppActions } from '../../document';
import type { NotedFault } from '../../run';
import { Fold } from '../../ui/fold';
import { formatModelTime } from '../../ui/format';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { faultWords } from '../fault-words';
import type { PanelProps } from '../panel-props';
import { useWatched, useWatchedPart } from '../use-watched';
import { canHappen, faultOf, faultsFor, firstFault, targetOf, targetsOf } from './fault-edits';
import { anyFault, FaultFields } from './fault-fields';
import '../inspector/inspector.css';

interface Said {
  readonly words: string;
  /** Of what was done now: it holds only in the history in which that was done. */
  readonly of: NotedFault | null;
}

/** Makes something go wrong: now, in the run that goes on, or by the plan, in every run. */
export function FaultCard({ run, document, actions, selection = null }: PanelProps) {
  const { scenario } = useWatched(document);
  const status = useWatchedPart(run, (snapshot) => snapshot.status);
  const [chosen, setChosen] = useState<FaultSpec | null>(null);
  const [followed, setFollowed] = useState(selection);
  const [said, setSaid] = useState<Said | null>(null);
  const done = useWatchedPart(run, () => run.measurements.faultsByHand);
  const [problem, setProblem] = useState<string | null>(null);

  if (selection !== followed) {
    setFollowed(selection);
    if (selection !== null && chosen !== null) setChosen(movedTo(scenario, chosen, selection));
  }
  const fault = chosen !== null && canHappen(scenario, chosen) ? chosen : firstFault(scenario, selection);
  if (fault === null) return null;

  const tell = (result: Result<void>, words: string, of: NotedFault | null): void => {
    setProblem(result.ok ? null : result.problems.map(problemText).join(' '));
    setSaid(result.ok ? { words, of } : null);
    if (result.ok) actions.announce(words);
  };
  const { where, what } = faultWords(scenario, fault);
  const now = async (): Promise<void> => {
    const result = await actions.fault(fault);
    const noted = run.measurements.faultsByHand.at(-1) ?? null;
    tell(result, `${where}: ${what}${noted === null ? '' : `, ${when(noted)}`}.`, noted);
  };
  const plan = (): void => tell(planned(scenario, fault, actions), `${where}: ${what}, is planned. Scenario settings say when.`, null);
  return (
    <Fold className="panel-card inspector-settings" summary={<h2>Make something fail</h2>}>{() => (
      <div className="inspector-form">
        <fieldset className="inspector-list">
          <legend>Fault <Help about="Fault">Something goes wrong for a while, then it is over. The charts mark both. Go back in time to see the same run with and without it.</Help></legend>
          <div className="inspector-row inspector-values">
            <FaultFields
              label="Fault" scenario={scenario} fault={fault}
              onChange={(next) => {
                setChosen(next);
                setProblem(null);
                setSaid(null);
                return anyFault();
              }}
            />
          </div>
          <div className="inspector-buttons">
            <IconButton icon={Zap} name="Now" showName className="ui-button-accent" hint="From the present model time on" disabled={status === 'empty' || status === 'failed' || status === 'starting'} onClick={() => void now()} />
            <IconButton icon={CalendarPlus} name="Plan it" showName hint="In every run, at a time that the scenario's settings say" onClick={plan} />
          </div>
          {said !== null && (said.of === null || done.includes(said.of)) && <p className="ui-hint">{said.words}</p>}
          {problem !== null && <p className="ui-problem" role="alert">{problem}</p>}
        </fieldset>
      </div>
    )}</Fold>
  );
}

/** In model time, for it is read later too. */
const when = ({ atS, fault: { forS } }: NotedFault): string => (forS === 0 ? `at ${formatModelTime(atS)}` : `from ${formatModelTime(atS)} to ${formatModelTime(atS + forS)}`);

/** At the selected place, if such a fault can happen there; else one that can. */
function movedTo(scenario: Scenario, fault: FaultSpec, target: string): FaultSpec {
  if (targetOf(fault) === target) return fault;
  const kinds = faultsFor(scenario);
  const fits = (kind: (typeof kinds)[number]): boolean => targetsOf(scenario, kind).some(({ id }) => id === target);
  const same = kinds.find(({ kind }) => kind === fault.kind);
  if (same !== undefined && fits(same)) return same.on === 'station' ? { ...fault, station: target } : { ...fault, link: target };
  const other = kinds.find(fits);
  return other === undefined ? fault : faultOf(scenario, other, target, fault.forS);
}

/** Behind what is planned already, and not before the figures count. */
export function planned(scenario: Scenario, fault: FaultSpec, actions: Pick<AppActions, 'change'>): Result<void> {
  const atS = Math.max(scenario.warmupS, ...scenario.timeline.map((item) => item.atS + (item.fault?.forS ?? 0)));
  return actions.change('planned fault', { ...scenario, timeline: [...scenario.timeline, { atS, fault }] }, { quiet: true });
}
