import { formatCount, formatDuration } from '../../ui/format';
import { Swatch } from '../../ui/swatch';
import { FollowAt } from './follow-at';
import type { HistogramModel } from './histogram-model';

interface PercentileListProps {
  readonly histogram: HistogramModel;
  readonly onFollow: (fromS: number, toS: number) => void;
}

/** The percentiles with what is known of them: an interval, or how many jobs they still want. */
export function PercentileList({ histogram: { marks, n, meanS, deadlineS, sinceS, warmingUp, mixed }, onFollow }: PercentileListProps) {
  return (
    <div className="percentiles" role="region" aria-label="Percentiles" tabIndex={0}>
      <table>
        <caption>{n === 0 ? 'No job served yet' : `${formatCount(n)} ${n === 1 ? 'job' : 'jobs'} ${warmingUp ? 'in the warm-up' : `since ${formatDuration(sinceS)}`}`}</caption>
        <tbody>
          {marks.map(({ key, label, atS, supported, needed, interval, colour, dash }) => (
            <tr key={key} data-faint={!supported}>
              <th scope="row"><Swatch colour={colour} dash={dash} faint={!supported} /> <FollowAt label={label} atS={atS} onFollow={onFollow}>{label}</FollowAt></th>
              <td>{formatDuration(atS)}</td>
              <td className="percentiles-reach">
                {!supported ? `wants n ${formatCount(needed)}` : interval === null ? (mixed ? 'changed since' : 'no interval yet') : `95 %: ${formatDuration(interval[0])} – ${formatDuration(interval[1])}`}
              </td>
            </tr>
          ))}
          {n > 0 && <tr><th scope="row"><Swatch colour="grey" dash={[1, 2]} /> mean</th><td>{formatDuration(meanS)}</td><td /></tr>}
          {deadlineS !== null && <tr><th scope="row"><Swatch colour="ink" dash={[]} /> due</th><td>{formatDuration(deadlineS)}</td><td /></tr>}
        </tbody>
      </table>
    </div>
  );
}
