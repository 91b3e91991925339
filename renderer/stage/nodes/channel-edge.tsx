import type { Edge, EdgeProps } from '@xyflow/react';
import { memo } from 'react';

export type ChannelData = {
  readonly d: string;
  /** Jobs per second of screen time, all of them and not only the drawn ones. */
  readonly flowPerS: number;
};
export type ChannelEdgeType = Edge<ChannelData, 'channel'>;

/** A link as a channel; it shines the more the more goes through, also when few of the jobs can be drawn. */
export const ChannelEdge = memo(function ChannelEdge({ data, selected }: EdgeProps<ChannelEdgeType>) {
  if (data === undefined) return null;
  const flow = Math.min(1, Math.log10(1 + data.flowPerS) / 3.5);
  return (
    <>
      <path className="channel-hit" d={data.d} />
      <path className={selected === true ? 'channel-halo channel-halo-on' : 'channel-halo'} d={data.d} />
      <path className="channel-bank" d={data.d} />
      <path className="channel-bed" d={data.d} />
      <path className="channel-flow" d={data.d} style={{ opacity: 0.05 + 0.4 * flow, strokeWidth: 1.5 + 4.5 * flow }} />
    </>
  );
});
