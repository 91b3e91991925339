import { formatDuration } from '../../ui/format';
import type { CurveModel, CurvePoint } from './curve-model';
import { labelledLogTicks, logTicks } from './nice-range';
import type { Pen } from './pen';

/** Utilisation to the right, time upwards by factors: theory's line, the way that the system came, and where it is. */
export function drawCurve(pen: Pen, { theory, trail, now, bounds: [low, high] }: CurveModel): void {
  const { rem } = pen;
  const left = 3.1 * rem;
  const right = pen.width - 1.4 * rem;
  const top = 0.6 * rem;
  const bottom = pen.height - 1.35 * rem;
  const x = (load: number): number => left + (right - left) * Math.min(1, Math.max(0, load));
  const y = (timeS: number): number => bottom - (bottom - top) * Math.min(1, Math.max(0, Math.log(timeS / low) / Math.log(high / low)));
  for (const load of [0, 0.25, 0.5, 0.75, 1]) {
    pen.rect(Math.round(x(load)), top, 1, bottom - top, 'line');
    pen.text(`${load * 100} %`, x(load), bottom + 0.75 * rem, { align: 'center' });
  }
  for (const tick of labelledLogTicks(logTicks(low, high), (bottom - top) / (1.1 * rem))) {
    if (tick === null) continue;
    pen.rect(left, Math.round(y(tick)), right - left, 1, 'line');
    pen.text(formatDuration(tick), left - 5, y(tick), { align: 'right' });
  }
  if (theory !== null) {
    const inside = theory.points.filter(({ timeS }) => timeS <= high * 1.2);
    pen.line(flat(inside, x, y), 'amber', { width: 2, dash: [7, 4] });
  }
  // Older parts of the way are fainter.
  trail.forEach((point, n) => {
    const before = trail[n - 1];
    const alpha = 0.08 + 0.6 * ((n + 1) / trail.length) ** 2;
    if (before !== undefined) pen.line([x(before.load), y(before.timeS), x(point.load), y(point.timeS)], 'sky', { width: 1.5, alpha });
  });
  if (now === null) return;
  pen.dot(x(now.load), y(now.timeS), 0.5 * rem, 'sky', 0.25);
  pen.dot(x(now.load), y(now.timeS), 0.28 * rem, 'sky');
  // Theory's line rises to the right: below and to the right of the point there is room.
  const label = formatDuration(now.timeS);
  pen.text(label, Math.min(x(now.load) + 0.5 * rem, pen.width - pen.textWidth(label) - 2), Math.min(y(now.timeS) + rem, bottom - 0.6 * rem), { colour: 'ink', bold: true });
}

const flat = (points: readonly CurvePoint[], x: (load: number) => number, y: (timeS: number) => number): number[] =>
  points.flatMap(({ load, timeS }) => [x(load), y(timeS)]);
