import { Bookmark, Columns2, Copy, Download, Play, Square } from 'lucide-react';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { problemText } from '../../../simulations/scenario/problem';
import { AS_IT_IS, type DocumentSnapshot, type Version } from '../../document';
import type { Compared, Comparison } from '../../run';
import { figureText, formatCount, formatModelTime } from '../../ui/format';
import { fileName } from '../../ui/file-name';
import { IconButton } from '../../ui/icon-button';
import { ChartFrame } from '../instruments/chart-frame';
import { csvText, tsvText } from '../instruments/csv';
import { saveFile } from '../instruments/save-file';
import type { Watched } from '../panel-props';
import { useWatched } from '../use-watched';
import { compareModel, compareTable, namedBeside, type CompareModel } from './compare-model';
import type { Versions } from './versions';
import './compare.css';

interface ComparePanelProps {
  readonly comparison: Comparison;
  readonly versions: Versions;
  readonly document: Watched<DocumentSnapshot>;
  readonly seed: number;
  readonly announce: (text: string) => void;
  /** The version whose picture is beside this one's, or null. */
  readonly beside: Version | null;
  readonly onBeside: (version: Version | null) => void;
}

/** The edited scenario and another version of it on the same requests: both lines, and the difference job by job. */
export function ComparePanel({ comparison, versions, document, seed, announce, beside, onBeside }: ComparePanelProps) {
  const { scenario } = useWatched(document);
  const measured = useSyncExternalStore(comparison.subscribe, comparison.getSnapshot);
  const compared = useMemo(() => (measured === null ? null : namedBeside(measured, scenario)), [measured, scenario]);
  const [picked, setPicked] = useState<string | null>(null);
  const { own, likely, library, keep } = versions;
  const chosen = picked ?? likely;
  const other = [...own, ...library].find(({ id }) => id === chosen) ?? own[0];
  const isBeside = beside !== null && beside.scenario === other?.scenario;
  const isOn = compared !== null && !compared.isDone;
  const start = (): void => {
    if (other === undefined) return;
    comparison.start({ name: other.name, scenario: other.scenario }, { name: AS_IT_IS, scenario }, seed);
    announce(`Comparing with ${other.name}, seed ${seed}.`);
  };
  return (
    <div className="compare">
      <header className="compare-head">
        <label>
          Compare with
          <select className="ui-select" value={other?.id} onChange={({ target: { value } }) => setPicked(value)}>
            <optgroup label="This scenario">{own.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</optgroup>
            <optgroup label="Library">{library.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</optgroup>
          </select>
        </label>
        {isOn
          ? <IconButton icon={Square} name="Stop" showName onClick={() => comparison.stop()} />
          : <IconButton icon={Play} name="Compare" showName className="ui-button-accent" hint="Runs both on the same requests, from the start on, as fast as it goes" onClick={start} />}
        <IconButton
          icon={Columns2} name="Side by side" showName pressed={isBeside} shortcut="V" hint="Both move side by side, at the same time and on the same requests"
          disabled={other === undefined} onClick={() => onBeside(isBeside || other === undefined ? null : other)}
        />
        <IconButton icon={Bookmark} name="Keep this version" showName hint="Keep the scenario as it is now, to compare with it later" onClick={() => { keep(); setPicked('kept'); announce('This version is kept.'); }} />
      </header>
      {compared === null
        ? <p className="instruments-none">Both run on the same requests: job 417 comes at the same time and asks for the same work on either side.</p>
        : <Outcome compared={compared} announce={announce} />}
    </div>
  );
}

function Outcome({ compared, announce }: { readonly compared: Compared; readonly announce: (text: string) => void }) {
  const model = useMemo(() => compareModel(compared), [compared]);
  const { a, b, nowS, toS, isDone, problems, otherRequests, seed } = compared;
  if (problems.length > 0) return <p className="ui-problem" role="alert">{problems.map(problemText).join(' ')}</p>;
  return (
    <div className="compare-outcome">
      <div className="compare-words" role="region" aria-label="What differs" tabIndex={0}>
        <p>{a.scenario.title === b.scenario.title ? '' : `“${a.scenario.title}” and “${b.scenario.title}”. `}Seed {seed}, {isDone ? `to ${formatModelTime(nowS)}` : `${formatModelTime(nowS)} of ${formatModelTime(toS)}`}.</p>
        <p>These figures are of two whole runs, beside the one in the picture.</p>
        {otherRequests.length > 0 && <p className="compare-other">Not the same requests: {otherRequests.join('; ')}.</p>}
        {model.pairWords.map((words, n) => <p key={n} className={n === 0 ? 'compare-first' : ''}>{words}</p>)}
        <FigureTable compared={compared} model={model} announce={announce} />
      </div>
      <Charts compared={compared} model={model} announce={announce} />
    </div>
  );
}

function FigureTable({ compared, model: { rows }, announce }: { readonly compared: Compared; readonly model: CompareModel; readonly announce: (text: string) => void }) {
  const table = compareTable(compared, rows);
  const copy = (): void => {
    navigator.clipboard.writeText(tsvText(table))
      .then(() => announce('The comparison is copied as a table.'))
      .catch(() => announce('The clipboard is not to be had; save it as CSV instead.'));
  };
  return (
    <table className="numbers-table">
      <caption>
        Since the warm-up
        <IconButton icon={Copy} name="Copy the comparison" onClick={copy} />
        <IconButton icon={Download} name="Save the comparison as CSV" onClick={() => saveFile(fileName(compared.b.scenario.title, 'comparison', 'csv'), new Blob([csvText(table)], { type: 'text/csv' }))} />
      </caption>
      <thead><tr><th scope="col">Figure</th><th scope="col">{compared.a.name}</th><th scope="col">{compared.b.name}</th><th scope="col">Difference</th></tr></thead>
      <tbody>
        {rows.map(({ key, label, a, b, difference, nA, nB, faint }) => (
          <tr key={key} data-figure={`compare.${key}`} data-faint={faint}>
            <th scope="row">{label}</th>
            <td>{figureText(a)}{nA !== null && <small>n {formatCount(nA)}</small>}</td>
            <td>{figureText(b)}{nB !== null && <small>n {formatCount(nB)}</small>}</td>
            <td>{difference}{faint ? <small>too few</small> : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Charts({ compared: { a, b, seed, toS, nowS }, model: { charts, tS }, announce }: { readonly compared: Compared; readonly model: CompareModel; readonly announce: (text: string) => void }) {
  const [hover, setHover] = useState<number | null>(null);
  const nothing = useCallback(() => undefined, []);
  const span = useMemo(() => ({ fromS: 0, toS }), [toS]);
  const about = useMemo(() => ({
    name: `${b.scenario.title} and ${a.name}`, words: `${a.name} and ${b.name}: ${b.scenario.title}, seed ${seed}, to ${formatModelTime(nowS)}`,
  }), [a, b, seed, nowS]);
  return (
    <div className="panel-charts compare-charts">
      {charts.map((chart) => (
        <ChartFrame
          key={chart.key} chart={chart} tS={tS} span={span} warmupS={b.scenario.warmupS} marks={NO_MARKS} about={about}
          hover={hover !== null && hover < tS.length ? hover : null} cursorS={null} onHover={setHover} onChoose={nothing} announce={announce}
        />
      ))}
    </div>
  );
}

const NO_MARKS: readonly never[] = [];
