import type { LinkSpec } from '../../simulations/scenario/scenario';
import { formatCount, formatDuration, formatShare } from '../ui/format';
import type { LinkNumbers } from './station-board';

/** What stands beside a link: how long it takes, and what is the matter with it. */
export function linkText({ delayS = 0, lossRatio = 0 }: LinkSpec, { breaker, isCut, waiting }: LinkNumbers): string {
  return [
    isCut ? 'cut' : '', BREAKER_WORDS[breaker] ?? '', waiting > 0 ? `${formatCount(waiting)} wait` : '',
    delayS > 0 ? formatDuration(delayS) : '', lossRatio > 0 ? `loses ${formatShare(lossRatio)}` : '',
  ].filter((words) => words !== '').join(' · ');
}

const BREAKER_WORDS: readonly string[] = ['', 'breaker open', 'breaker half open'];

/** The same for those who hear it, with what the link is. */
export function linkWords(from: string, to: string, spec: LinkSpec, numbers: LinkNumbers): string {
  const { call } = spec;
  const timeoutS = call?.['timeoutS'];
  const tries = call?.['attemptsMax'];
  const parts = [
    `${call === undefined ? 'Link' : 'Call link'} from ${from} to ${to}`,
    typeof timeoutS === 'number' ? `timeout ${formatDuration(timeoutS)}` : '', typeof tries === 'number' && tries > 1 ? `${tries} tries` : '',
    linkText(spec, numbers).replaceAll(' · ', ', '),
  ];
  return parts.filter((words) => words !== '').join(', ');
}
