/** A station's box in the picture, and the height at which its links meet it. */
export interface PlacedBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the box's top to the line on which its links come and go. */
  readonly river: number;
}

/** `row` puts links on one level, which is what makes them straight. */
export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'row' | 'bottom';
export type Direction = 'across' | 'down';

/** How far each box has to go, by id; what stays is left out. */
export type Shifts = ReadonlyMap<string, readonly [number, number]>;

/** To the edge of all of them; the middle ones to the mean of theirs. */
export function aligned(boxes: readonly PlacedBox[], how: Alignment): Shifts {
  const along = (of: (box: PlacedBox) => number, choose: (values: readonly number[]) => number, axis: 0 | 1): Shifts => {
    const line = choose(boxes.map(of));
    return shifts(boxes, (box) => (axis === 0 ? [line - of(box), 0] : [0, line - of(box)]));
  };
  switch (how) {
    case 'left': return along(({ x }) => x, least, 0);
    case 'centre': return along(({ x, width }) => x + width / 2, mean, 0);
    case 'right': return along(({ x, width }) => x + width, most, 0);
    case 'top': return along(({ y }) => y, least, 1);
    case 'row': return along(({ y, river }) => y + river, mean, 1);
    case 'bottom': return along(({ y, height }) => y + height, most, 1);
  }
}

/** The same gap between neighbours; the outermost two stay where they are. */
export function distributed(boxes: readonly PlacedBox[], direction: Direction): Shifts {
  const across = direction === 'across';
  const start = (box: PlacedBox): number => (across ? box.x : box.y);
  const size = (box: PlacedBox): number => (across ? box.width : box.height);
  const order = boxes.toSorted((a, b) => start(a) - start(b));
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined || order.length < 3) return new Map();
  const room = start(last) + size(last) - start(first) - order.reduce((sum, box) => sum + size(box), 0);
  const gap = room / (order.length - 1);
  const places = new Map<string, number>();
  let next = start(first);
  for (const box of order) {
    places.set(box.id, next);
    next += size(box) + gap;
  }
  return shifts(boxes, (box) => {
    const by = (places.get(box.id) ?? start(box)) - start(box);
    return across ? [by, 0] : [0, by];
  });
}

function shifts(boxes: readonly PlacedBox[], by: (box: PlacedBox) => readonly [number, number]): Shifts {
  const moved = new Map<string, readonly [number, number]>();
  for (const box of boxes) {
    const [x, y] = by(box).map(Math.round) as [number, number];
    if (x !== 0 || y !== 0) moved.set(box.id, [x, y]);
  }
  return moved;
}

const least = (values: readonly number[]): number => Math.min(...values);
const most = (values: readonly number[]): number => Math.max(...values);
const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
