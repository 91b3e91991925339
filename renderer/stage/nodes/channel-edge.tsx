import { EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import { memo, useSyncExternalStore } from 'react';
import type { LinkSpec } from '../../../simulations/scenario/scenario';
import type { Point } from '../geometry/layout';
import { linkText } from '../link-words';
import { QUIET_LINK, type StationBoard } from '../station-board';

export type ChannelData = {
  readonly d: string;
  readonly middle: Point;
  readonly spec: LinkSpec;
  readonly board: StationBoard;
  /** The job that is followed went over it. */
  readonly isLit: boolean;
};
export type ChannelEdgeType = Edge<ChannelData, 'channel'>;

/**
 * A link. One that hands over is a channel; one that calls is a narrow line with two lanes, there and back. Both shine the more the more goes
 * through, also when few of the jobs can be drawn. One that takes time is dashed and says how long.
 */
export const ChannelEdge = memo(function ChannelEdge({ id, data, selected }: EdgeProps<ChannelEdgeType>) {
  const numbers = useSyncExternalStore(data?.board.subscribe ?? never, () => data?.board.getLinks().get(id) ?? QUIET_LINK);
  const flow = useSyncExternalStore(data?.board.subscribe ?? never, () => shineOf(data?.board.getFlow(id) ?? 0));
  if (data === undefined) return null;
  const { d, spec, middle: [x, y] } = data;
  const isCall = spec.call !== undefined;
  const text = linkText(spec, numbers);
  const isAlarm = numbers.isCut || numbers.breaker > 0;
  const kind = `${isCall ? ' channel-call' : ''}${(spec.delayS ?? 0) > 0 ? ' channel-slow' : ''}${numbers.isCut ? ' channel-cut' : ''}${data.isLit ? ' channel-lit' : ''}`;
  return (
    <g className={`channel${kind}`}>
      <path className="channel-hit" d={d} />
      <path className={selected === true ? 'channel-halo channel-halo-on' : 'channel-halo'} d={d} />
      <path className="channel-bank" d={d} />
      <path className="channel-bed" d={d} />
      <path className="channel-flow" d={d} style={{ opacity: 0.05 + 0.4 * flow, strokeWidth: (isCall ? 1 : 1.5) + (isCall ? 2 : 4.5) * flow }} />
      {isCall && <path className="channel-lane" d={d} />}
      {numbers.isCut && <path className="channel-break" d={`M${x - 9} ${y - 9}L${x + 9} ${y + 9}M${x + 9} ${y - 9}L${x - 9} ${y + 9}`} />}
      {numbers.breaker > 0 && !numbers.isCut && <Breaker x={x} y={y} isHalf={numbers.breaker === 2} />}
      {text !== '' && (
        <EdgeLabelRenderer>
          <div className={isAlarm ? 'channel-text channel-text-alarm' : 'channel-text'} style={{ transform: `translate(-50%, -100%) translate(${x}px, ${y - (isAlarm ? 15 : 9)}px)` }} aria-hidden>{text}</div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/** How strongly a link shines that so many jobs go over in a second: 0 to 1, in steps, because a steady flow that wavers is a steady flow. */
const shineOf = (flowPerS: number): number => Math.round(SHINES * Math.min(1, Math.log10(1 + flowPerS) / 3.5)) / SHINES;
const SHINES = 16;

/** A switch in the line: its lever is up while it is open, half way while it lets one through to see. */
function Breaker({ x, y, isHalf }: { readonly x: number; readonly y: number; readonly isHalf: boolean }) {
  return (
    <>
      <circle className="channel-breaker-ground" cx={x} cy={y} r="13" />
      <path className="channel-breaker" d={`M${x - 11} ${y}h4M${x + 7} ${y}h4M${x - 7} ${y}L${x + 6} ${y - (isHalf ? 4 : 9)}`} />
    </>
  );
}

const never = () => () => undefined;
