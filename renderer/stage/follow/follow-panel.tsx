import './follow.css';
import { ChevronsRight, Hourglass, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { JobWay } from '../../../simulations/experiments/job-log';
import type { AppActions } from '../../document';
import { formatCount, formatDuration } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import type { FollowWords } from './follow-words';
import type { FollowedView } from './use-followed';
import { hasEnded, type Step } from './waterfall';

interface FollowPanelProps {
  readonly view: FollowedView;
  readonly actions: AppActions;
  /** Jobs that were served and can be looked back at. */
  readonly ends: number;
  /** One job in so many is followed at the present speed. */
  readonly every: number;
}

/** One job's way as a waterfall: where it waited and for whom, who served it, what was tried again. */
export function FollowPanel({ view: { followed, words, nowNs, steps }, actions, ends, every }: FollowPanelProps) {
  if (followed.what === 'nobody' || words === null) return null;
  const way = followed.what === 'job' ? followed.way : null;
  return (
    <aside className="follow" aria-label="The job that is followed">
      <header className="follow-head">
        <div>
          <h2>{way === null ? 'The next job' : words.job(way.id)}</h2>
          <p>{way === null ? 'It is followed as soon as it is made. Or click on any job.' : words.born(way)}</p>
        </div>
        <IconButton icon={X} name="Let it go" shortcut="Escape" onClick={() => actions.followNobody()} />
      </header>
      {followed.what === 'job' && (
        <Waterfall key={followed.way.id} way={followed.way} why={followed.why} isLost={followed.isLost} steps={steps} words={words} nowNs={nowNs} actions={actions} />
      )}
      <footer className="follow-foot">
        <button type="button" className="ui-push ui-push-small" aria-keyshortcuts="J" onClick={() => actions.followNext()}><ChevronsRight aria-hidden size={15} /> Next job</button>
        <button type="button" className="ui-push ui-push-small" aria-keyshortcuts="Shift+J" disabled={ends === 0} onClick={() => actions.followSlowest()}><Hourglass aria-hidden size={15} /> {ends === 0 ? 'Slowest: none known yet' : `Slowest of ${formatCount(ends)}`}</button>
        {every > 1 && <p>At this speed one job in {formatCount(every)} is drawn. The one that is followed is heard of at any speed.</p>}
      </footer>
    </aside>
  );
}

interface WaterfallProps {
  readonly way: JobWay;
  readonly why: string;
  readonly isLost: boolean;
  readonly steps: readonly Step[];
  readonly words: FollowWords;
  readonly nowNs: number;
  readonly actions: AppActions;
}

function Waterfall({ way, why, isLost, steps, words, nowNs, actions }: WaterfallProps) {
  const isOver = hasEnded(way, nowNs);
  const outcome = words.outcome(way, nowNs);
  const list = useRef<HTMLOListElement>(null);
  const name = words.job(way.id);
  // The end is said once, also to those who do not see it.
  useEffect(() => { if (isOver) actions.announce(`${name}: ${outcome}.`); }, [isOver]); // eslint-disable-line react-hooks/exhaustive-deps -- the words of the moment in which it ended
  useEffect(() => { list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }); }, [steps.length]);
  const fromNs = Math.min(nowNs, way.madeNs, ...steps.map((step) => step.fromNs));
  const toNs = Math.max(fromNs, isOver ? way.endNs : nowNs, ...steps.map((step) => step.toNs));
  return (
    <>
      <p className="follow-outcome" data-outcome={isOver ? way.outcome : 'inside'}>
        <b>{outcome}</b>{why === '' ? '' : `, ${why}`}
      </p>
      {isLost && !isOver && <p className="follow-lost" role="status">It went on before it was followed, and where to is not known: at this speed only some jobs are written down. If it is still inside, its way goes on here as soon as it moves.</p>}
      <ol className="follow-steps" ref={list} tabIndex={0} aria-label={`The way of ${name}`}>
        {steps.map((step, index) => <StepLine key={`${index} ${step.fromNs}`} step={step} words={words} fromNs={fromNs} toNs={toNs} />)}
      </ol>
      <div className="follow-axis" aria-hidden><span>0</span><span>{formatDuration((toNs - fromNs) / 1e9)} of model time</span></div>
      <ul className="follow-legend" aria-label="Bars">
        {LEGEND.map(([what, word]) => <li key={what}><span className="follow-bar" data-what={what} aria-hidden />{word}</li>)}
      </ul>
    </>
  );
}

const LEGEND = [['wait', 'waits'], ['service', 'served'], ['calls', 'calling'], ['blocked', 'blocked']] as const;

interface StepLineProps {
  readonly step: Step;
  readonly words: FollowWords;
  readonly fromNs: number;
  readonly toNs: number;
}

function StepLine({ step, words, fromNs, toNs }: StepLineProps) {
  const across = Math.max(toNs - fromNs, 1);
  const place = (from: number, to: number) => ({ left: `${((from - fromNs) / across) * 100}%`, width: `${Math.max(((to - from) / across) * 100, 0.6)}%` });
  const pieces = step.what === 'stay' ? step.pieces : [{ what: step.what, fromNs: step.fromNs, toNs: step.toNs }];
  return (
    <li className="follow-step" data-depth={Math.min(step.depth, 3)} data-what={step.what} data-now={!step.isOver}>
      <div className="follow-step-head">
        <span className="follow-step-name">{words.name(step)}</span>
        <span className="follow-step-time">{step.isOver ? '' : 'now, '}{formatDuration((step.toNs - step.fromNs) / 1e9)}</span>
      </div>
      <div className="follow-track" aria-hidden>
        {pieces.map((piece) => <span key={`${piece.what} ${piece.fromNs}`} className="follow-bar" data-what={piece.what} style={place(piece.fromNs, piece.toNs)} />)}
      </div>
      <p className="follow-says">{words.says(step)}</p>
    </li>
  );
}
