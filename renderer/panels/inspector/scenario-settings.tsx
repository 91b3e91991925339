import { useId, useState } from 'react';
import { SCENARIO_NUMBERS } from '../../../simulations/scenario/validate-scenario';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { Cell } from '../../ui/cell';
import { Fold } from '../../ui/fold';
import type { PanelProps } from '../panel-props';
import { useWatched } from '../use-watched';
import { ChecksEditor } from './checks-editor';
import { ClassesEditor } from './classes-editor';
import { NumberCell } from './number-cell';
import { whyNot } from './said';
import { TimelineEditor } from './timeline-editor';
import './inspector.css';

type ScenarioSettingsProps = Pick<PanelProps, 'document' | 'actions'>;

/** What belongs to the scenario as a whole: its words, its time, its classes, its plan and what it promises. */
export function ScenarioSettings(props: ScenarioSettingsProps) {
  return <Fold className="panel-card inspector-settings" summary={<h2>Scenario settings</h2>}>{() => <Settings {...props} />}</Fold>;
}

function Settings({ document, actions }: ScenarioSettingsProps) {
  const { scenario } = useWatched(document);
  const { title, seed, warmupS, durationS } = scenario;
  const set = (label: string, part: Partial<Scenario>) => actions.change(label, { ...scenario, ...part }, { quiet: true });
  return (
    <div className="inspector-form">
      <Cell label="Title" showLabel="Title" value={title} onCommit={(text) => whyNot(set('title', { title: text.trim() }))} />
      <AboutField about={scenario.about} onCommit={(about) => whyNot(set('text about the scenario', { about }))} />
      <div className="inspector-three">
        <NumberCell label="Seed of the scenario" showLabel="Seed" range={SCENARIO_NUMBERS.seed} value={seed} hint="The same seed gives the same history. Another one begins with the next run." onChange={(value = 1) => set('seed', { seed: value })} />
        <NumberCell label="Warm-up, s" showLabel="Warm-up, s" range={SCENARIO_NUMBERS.warmupS} value={warmupS} hint="Figures begin after it." onChange={(value = 0) => set('warm-up', { warmupS: value })} />
        <NumberCell label="Duration, s" showLabel="Duration, s" range={SCENARIO_NUMBERS.durationS} value={durationS} hint="How long the command line and the checks measure after the warm-up." onChange={(value = 60) => set('duration', { durationS: value })} />
      </div>
      <ClassesEditor scenario={scenario} actions={actions} />
      <TimelineEditor scenario={scenario} actions={actions} />
      <ChecksEditor scenario={scenario} actions={actions} />
    </div>
  );
}

/** A text of many lines; set on leaving. Escape brings back what was there. */
function AboutField({ about, onCommit }: { readonly about: string; readonly onCommit: (text: string) => string | null }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const commit = (): void => {
    if (typed === null) return;
    const wrong = typed === about ? null : onCommit(typed);
    setProblem(wrong);
    if (wrong === null) setTyped(null);
  };
  return (
    <div className="ui-cell">
      <label htmlFor={id}>About: what is it, what to notice, what to try</label>
      <textarea
        id={id} rows={5} value={typed ?? about} data-settled={typed === null} aria-invalid={problem !== null} aria-describedby={problem === null ? undefined : `${id}problem`}
        onChange={(event) => setTyped(event.target.value)} onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit();
          if (event.key !== 'Escape' || typed === null) return;
          event.stopPropagation();
          setTyped(null);
          setProblem(null);
        }}
      />
      {problem !== null && <p id={`${id}problem`} className="ui-problem" role="alert">{problem}</p>}
    </div>
  );
}
