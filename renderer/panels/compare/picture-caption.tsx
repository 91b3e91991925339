import { RotateCcw, X } from 'lucide-react';
import { memo, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { sourceDifferences } from '../../../simulations/experiments/compare';
import { problemText } from '../../../simulations/scenario/problem';
import type { AppActions } from '../../document';
import type { OtherRun, OtherState } from '../../run';
import { formatCount, formatShare } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import type { WatchedRun } from '../panel-props';
import type { CaptionPair, Captions } from './caption-pair';
import './picture-caption.css';

interface PictureCaptionProps {
  readonly run: WatchedRun;
  readonly captions: CaptionPair;
  readonly of: keyof Captions;
  readonly name: string;
  readonly children?: ReactNode;
}

/** Over one of two pictures: which version it is of, and the figures by which the two are told apart. */
export const PictureCaption = memo(function PictureCaption({ run, captions, of, name, children }: PictureCaptionProps) {
  const { [of]: figures } = useSyncExternalStore(captions.subscribe, captions.getSnapshot);
  const sampleEvery = useSyncExternalStore(run.subscribe, () => run.getSnapshot().sampleEvery);
  return (
    <div className="whose" role="group" aria-label={name}>
      <div className="whose-line">
        <strong className="whose-name" title={name}>{name}</strong>
        <dl className="whose-figures">
          {figures.map(({ key, label, figure, rests, faint, help }) => (
            <div key={key} data-faint={faint} data-figure={`whose.${key}`} title={help}>
              <dt>{label}</dt>
              <dd><b>{figure.number}</b> {figure.unit} <small>{rests}</small></dd>
            </div>
          ))}
        </dl>
        {sampleEvery > 1 && <span className="whose-note" title={`1 job in ${formatCount(sampleEvery)} is drawn on its way`}>1 in {formatCount(sampleEvery)} drawn</span>}
        {children}
      </div>
    </div>
  );
});

interface OtherCaptionProps {
  readonly run: OtherRun;
  readonly lead: WatchedRun;
  readonly captions: CaptionPair;
  readonly name: string;
  /** What became here of the job that is followed, or ''. */
  readonly ofJob: string;
  readonly actions: Pick<AppActions, 'showBeside'>;
}

/** The same of the other version, with what there is to say of it and the way to be alone again. */
export const OtherCaption = memo(function OtherCaption({ run, lead, captions, name, ofJob, actions }: OtherCaptionProps) {
  const state = useSyncExternalStore(run.subscribe, run.getState);
  const ours = useSyncExternalStore(lead.subscribe, () => lead.getSnapshot().scenario);
  const theirs = useSyncExternalStore(run.subscribe, () => run.getSnapshot().scenario);
  const differences = useMemo(() => (ours === null || theirs === null ? [] : sourceDifferences(ours, theirs)), [ours, theirs]);
  const words = stateWords(state);
  return (
    <PictureCaption run={run} captions={captions} of="other" name={name}>
      {differences.length > 0 && <span className="whose-note" title={`Not the same requests: ${differences.join('; ')}`}>other requests: {differences.join('; ')}</span>}
      {words !== '' && <span className="whose-note" role={state.is === 'on its way' ? undefined : 'status'} title={words}>{words}</span>}
      {ofJob !== '' && <span className="whose-note whose-job" title={ofJob}>{ofJob}</span>}
      <span className="whose-end">
        {state.is === 'lost' && <IconButton icon={RotateCcw} name="Try again" onClick={() => run.again()} />}
        <IconButton icon={X} name="Take the other version away" shortcut="V" onClick={() => actions.showBeside(null)} />
      </span>
    </PictureCaption>
  );
});

function stateWords(state: OtherState): string {
  switch (state.is) {
    case 'there': return '';
    case 'on its way': return state.share > 0 ? `coming to the same time: ${formatShare(state.share)}` : '';
    case 'stopped': return `It stopped: ${state.why}.`;
    case 'refused': return `It cannot run: ${state.problems.map(problemText).join(' ')}`;
    case 'lost': return `The engine ${state.why}.`;
  }
}
