import { formatDecimals, formatDuration, formatNumber } from '../../ui/format';
import type { Span } from './visible-span';

/** A tick of model time with as many digits as the visible span needs, and one unit for all of them. */
export function timeTick(atS: number, { fromS, toS }: Span): string {
  const spanS = toS - fromS;
  if (toS < 0.1) return formatDuration(Number(atS.toPrecision(6)));
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(spanS / 10))));
  return `${atS >= 10_000 ? formatNumber(atS) : formatDecimals(atS, digits)} s`;
}
