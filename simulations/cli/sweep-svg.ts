import type { ParamValue } from '../engine/param';
import { figureUnit } from '../experiments/figure-names';
import { pointCount, valuesAt, type SweepResult } from '../experiments/sweep';
import { figureLabel, paramText } from './figure-text';
import { listed } from '../experiments/merge';
import { chartedFigures } from './print-sweep';
import { scaleFor } from './svg-scale';

const WIDTH = 760;
/** Of the title, and of each picture below it. */
const TOP = 28;
const PANEL = 432;
const PLOT = { left: 84, right: 600, top: 64, bottom: 388 };
/** Told apart in grey and by those who see no red or green; each has its own mark and dashes, too (Okabe and Ito, 2008). */
const SERIES = [
  { colour: '#0b5fa5', dashes: '', mark: 'circle' }, { colour: '#b34700', dashes: '7 4', mark: 'square' },
  { colour: '#00705a', dashes: '2 4', mark: 'triangle' }, { colour: '#8a3a72', dashes: '10 3 2 3', mark: 'diamond' },
  { colour: '#3d3d3d', dashes: '4 2', mark: 'circle' }, { colour: '#7a5c00', dashes: '12 4', mark: 'square' },
] as const;

interface Point {
  readonly x: number;
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}

/** A sweep as a figure for a report: the first parameter along the bottom, a line for each value of the second, 95 % intervals as whiskers; a picture for each figure, one below the other. */
export function sweepSvg(result: SweepResult): string {
  const { plan } = result;
  const figures = chartedFigures(plan);
  const [across] = plan.axes;
  const height = TOP + figures.length * PANEL;
  const about = `${listed(figures.map(figureLabel))} over ${axisTitle(across)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="Inter, Helvetica, Arial, sans-serif" font-size="12" fill="#1a1a1a">
<title>${escaped(`${plan.title}: ${about}`)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${text(PLOT.left, 28, plan.title, { size: 17, weight: 600 })}
${figures.map((figure, i) => `<g transform="translate(0 ${i * PANEL})">\n${panel(result, figure).join('\n')}\n</g>`).join('\n')}
</svg>
`;
}

function panel(result: SweepResult, figure: string): string[] {
  const { plan } = result;
  const [across, second] = plan.axes;
  const series = seriesOf(result, figure);
  const points = series.flatMap(({ points: its }) => its);
  const isNumber = across.values.every((value) => typeof value === 'number');
  const xs = isNumber ? across.values.map(Number) : across.values.map((_, i) => i);
  const pad = isNumber ? 0 : 0.5;
  const x = scaleFor([Math.min(...xs) - pad, Math.max(...xs) + pad], PLOT.left, PLOT.right);
  const y = scaleFor(points.length === 0 ? [0, 1] : points.flatMap(({ mean, ci95 }) => [mean, ...(ci95 ?? [])]), PLOT.bottom, PLOT.top, { zero: true });
  const [factor, unit] = shownUnit(figure, Math.max(...y.ticks));

  return [
    text(PLOT.left, 48, `${figureLabel(figure)}${unit === '' ? '' : ` (${unit})`}; ${plan.replications} replications a point, whiskers are 95 % intervals`, { size: 12, fill: '#4a4a4a' }),
    ...y.ticks.flatMap((tick) => [
      line(PLOT.left, y.at(tick), PLOT.right, y.at(tick), tick === 0 ? '#4a4a4a' : '#d9d9d9'),
      text(PLOT.left - 8, y.at(tick) + 4, round(tick * factor), { anchor: 'end' }),
    ]),
    ...(isNumber ? x.ticks.map((tick) => [x.at(tick), round(tick)] as const) : across.values.map((value, i) => [x.at(i), shorten(paramText(value), 18)] as const)).flatMap(([at, label]) => [
      line(at, PLOT.bottom, at, PLOT.bottom + 5, '#4a4a4a'), text(at, PLOT.bottom + 20, label, { anchor: 'middle' }),
    ]),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 46, axisTitle(across), { anchor: 'middle', size: 13 }),
    ...(second === undefined ? [] : [text(PLOT.right + 20, PLOT.top - 4, shorten(second.path.split('.').slice(1).join('.'), 21), { size: 12, weight: 600 })]),
    ...series.flatMap(({ label, points: its }, s) => [
      ...drawSeries(its, s, (value) => x.at(value), (value) => y.at(value)),
      ...(second === undefined ? [] : [mark(PLOT.right + 26, PLOT.top + 12 + 20 * s, s), text(PLOT.right + 38, PLOT.top + 16 + 20 * s, shorten(label, 20), {})]),
    ]),
  ];
}

/** Points that nothing was measured at are gaps. */
function seriesOf(result: SweepResult, figure: string): readonly { readonly label: string; readonly points: readonly Point[] }[] {
  const { plan } = result;
  const [across, second] = plan.axes;
  const key = (values: Readonly<Record<string, ParamValue>>): string => JSON.stringify(plan.axes.map(({ path }) => values[path]));
  const measured = new Map(result.points.map((point) => [key(point.values), point]));
  const labels = second === undefined ? [''] : second.values.map(paramText);
  const series = labels.map((label) => ({ label, points: [] as Point[] }));
  for (let p = 0; p < pointCount(plan); p++) {
    const values = valuesAt(plan, p);
    const found = measured.get(JSON.stringify(values))?.figures[figure];
    const place = typeof values[0] === 'number' && across.values.every((value) => typeof value === 'number') ? values[0] : across.values.indexOf(values[0]);
    const s = second === undefined ? 0 : second.values.indexOf(values[1]);
    if (found !== undefined && found.mean !== null) series[s].points.push({ x: place, mean: found.mean, ci95: found.ci95 });
  }
  return series.map(({ label, points }) => ({ label, points: points.sort((a, b) => a.x - b.x) }));
}

function drawSeries(points: readonly Point[], s: number, x: (value: number) => number, y: (value: number) => number): string[] {
  const { colour, dashes } = SERIES[s % SERIES.length];
  const way = points.map((point) => `${px(x(point.x))},${px(y(point.mean))}`).join(' ');
  return [
    `<polyline points="${way}" fill="none" stroke="${colour}" stroke-width="2"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}/>`,
    ...points.flatMap(({ x: at, ci95 }) => (ci95 === null ? [] : [
      line(x(at), y(ci95[0]), x(at), y(ci95[1]), colour, 1.5),
      ...ci95.map((end) => line(x(at) - 4, y(end), x(at) + 4, y(end), colour, 1.5)),
    ])),
    ...points.map((point) => mark(x(point.x), y(point.mean), s)),
  ];
}

function mark(x: number, y: number, s: number): string {
  const { colour, mark: shape } = SERIES[s % SERIES.length];
  const fill = `fill="${colour}" stroke="#ffffff"`;
  switch (shape) {
    case 'circle': return `<circle cx="${px(x)}" cy="${px(y)}" r="4.5" ${fill}/>`;
    case 'square': return `<rect x="${px(x - 4)}" y="${px(y - 4)}" width="8" height="8" ${fill}/>`;
    case 'triangle': return `<path d="M${px(x)} ${px(y - 5.5)}l5 9h-10z" ${fill}/>`;
    case 'diamond': return `<path d="M${px(x)} ${px(y - 6)}l5 6l-5 6l-5 -6z" ${fill}/>`;
  }
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;
}

interface TextLook {
  readonly anchor?: 'middle' | 'end';
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
}

function text(x: number, y: number, words: string, { anchor, size, weight, fill }: TextLook): string {
  const look = [anchor && `text-anchor="${anchor}"`, size && `font-size="${size}"`, weight && `font-weight="${weight}"`, fill && `fill="${fill}"`].filter(Boolean);
  return `<text x="${px(x)}" y="${px(y)}"${look.map((each) => ` ${each ?? ''}`).join('')}>${escaped(words)}</text>`;
}

function axisTitle({ path, unit }: { readonly path: string; readonly unit: string }): string {
  return `${path.replace(/^(stations|classes|links)\./, '')}${unit === '' ? '' : ` (${unit})`}`;
}

function shownUnit(figure: string, most: number): readonly [number, string] {
  const unit = figureUnit(figure);
  if (unit === 's' && most < 1) return [1000, 'ms'];
  return unit === 'share' ? [100, '%'] : [1, unit];
}

function round(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function px(value: number): string {
  return String(Number(value.toFixed(2)));
}

function shorten(words: string, charsMax: number): string {
  return words.length <= charsMax ? words : `${words.slice(0, charsMax - 1)}…`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}
