/** A way as points, x and y in turn. */
export type Polyline = readonly number[];

export interface Cubic {
  readonly from: readonly [number, number];
  readonly c1: readonly [number, number];
  readonly c2: readonly [number, number];
  readonly to: readonly [number, number];
}

export type Curves = readonly [Cubic, ...Cubic[]];

/** Leaves to the right and arrives from the left, level at both ends, as water in a channel does. */
export function linkCubic(from: readonly [number, number], to: readonly [number, number]): Cubic {
  const ahead = to[0] - from[0];
  const reach = ahead > 0 ? Math.max(ahead * 0.5, Math.min(40, ahead)) : 60 + Math.abs(ahead) * 0.4;
  return { from, c1: [from[0] + reach, from[1]], c2: [to[0] - reach, to[1]], to };
}

export function cubicText({ from, c1, c2, to }: Cubic): string {
  return `M${from.join(' ')}C${[...c1, ...c2, ...to].join(' ')}`;
}

/** Curves that follow on each other, as one. */
export function curvesText([first, ...others]: Curves): string {
  return cubicText(first) + others.map(({ c1, c2, to }) => `C${[...c1, ...c2, ...to].join(' ')}`).join('');
}

export function flattenCurves([first, ...others]: Curves): number[] {
  return [...flattenCubic(first), ...others.flatMap((each) => flattenCubic(each).slice(2))];
}

/** Where a sign on it stands: the middle of one, the place where the two halves meet. */
export function middleOfCurves(curves: Curves): readonly [number, number] {
  return curves.length === 1 ? middleOf(curves[0]) : (curves[curves.length >> 1] ?? curves[0]).from;
}

export function flattenCubic({ from, c1, c2, to }: Cubic, parts = 24): number[] {
  const points: number[] = [];
  for (let i = 0; i <= parts; i++) {
    const t = i / parts;
    const u = 1 - t;
    for (const axis of [0, 1] as const) {
      points.push(u * u * u * from[axis] + 3 * u * u * t * c1[axis] + 3 * u * t * t * c2[axis] + t * t * t * to[axis]);
    }
  }
  return points;
}

export function middleOf({ from, c1, c2, to }: Cubic): readonly [number, number] {
  const along = (axis: 0 | 1): number => (from[axis] + 3 * c1[axis] + 3 * c2[axis] + to[axis]) / 8;
  return [along(0), along(1)];
}

/** Over the lip in an arc, then straight down into the tray. */
export function spillPolyline(start: readonly [number, number], lip: readonly [number, number], tray: readonly [number, number]): number[] {
  const over: Cubic = {
    from: start,
    c1: [start[0] + (lip[0] - start[0]) * 0.25, Math.min(start[1], lip[1])],
    c2: [lip[0] - 20, lip[1]],
    to: lip,
  };
  const down: Cubic = { from: lip, c1: [tray[0], lip[1]], c2: [tray[0], lip[1] + 10], to: tray };
  return [...flattenCubic(over, 16), ...flattenCubic(down, 16).slice(2)];
}
