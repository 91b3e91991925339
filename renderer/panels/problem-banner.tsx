import { FolderOpen, RotateCcw, TriangleAlert, X } from 'lucide-react';
import { memo, useState } from 'react';
import { problemText } from '../../simulations/scenario/problem';
import { IconButton } from '../ui/icon-button';
import type { PanelProps } from './panel-props';
import { useWatchedPart } from './use-watched';
import './panels.css';

const PROBLEMS_SHOWN_MAX = 4;

/** What went wrong, or what the user should know, each with a way on. Takes no room while all is well. */
export const ProblemBanner = memo(function ProblemBanner({ run, document, actions }: PanelProps) {
  const notice = useWatchedPart(run, (snapshot) => snapshot.notice);
  const runProblems = useWatchedPart(run, (snapshot) => snapshot.problems);
  const status = useWatchedPart(run, (snapshot) => snapshot.status);
  const stopped = useWatchedPart(run, (snapshot) => snapshot.stopped);
  const documentProblems = useWatchedPart(document, (snapshot) => snapshot.problems);
  const [dismissed, setDismissed] = useState('');

  const problems = [...new Set([...documentProblems, ...runProblems].map(problemText))];
  const ended = status === 'ended' && stopped !== '' ? `The run has ended: ${stopped}.` : '';
  const texts = problems.length > 0 ? problems : [notice ?? ended].filter((text) => text !== '');
  const said = texts.join('\n');
  if (dismissed !== '' && dismissed !== said) setDismissed(''); // Something new is shown even after the last was dismissed.
  const shown = texts.length > 0 && dismissed !== said;
  const serious = problems.length > 0 || status === 'failed';

  return (
    <div role={serious ? 'alert' : 'status'} className={shown ? 'panel-banner' : undefined} data-serious={serious}>
      {shown && (
        <>
          <TriangleAlert aria-hidden size={18} className="panel-banner-sign" />
          <div className="panel-banner-text">
            {texts.slice(0, PROBLEMS_SHOWN_MAX).map((text) => <p key={text}>{text}</p>)}
            {texts.length > PROBLEMS_SHOWN_MAX && <p>… and {texts.length - PROBLEMS_SHOWN_MAX} more.</p>}
          </div>
          {(status === 'failed' || status === 'ended') && <IconButton icon={RotateCcw} name="Restart" showName onClick={() => actions.restart()} />}
          {serious && <IconButton icon={FolderOpen} name="Open another" showName onClick={() => actions.open()} />}
          <IconButton
            icon={X} name="Dismiss"
            onClick={() => {
              setDismissed(said);
              actions.dismissProblems();
            }}
          />
        </>
      )}
    </div>
  );
});
