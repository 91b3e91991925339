import type { ConnectionLineComponentProps } from '@xyflow/react';
import { cubicText, linkCubic } from '../geometry/link-path';

/** The link that is being drawn: as it will lie, dashed until it leads somewhere. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromHandle, connectionStatus }: ConnectionLineComponentProps) {
  const [from, to] = [[fromX, fromY], [toX, toY]] as const;
  const d = cubicText(fromHandle.type === 'source' ? linkCubic(from, to) : linkCubic(to, from));
  return <path className="diagram-drawn" data-status={connectionStatus ?? 'open'} d={d} />;
}
