import { formatDuration, formatNumber, formatShare, shareFigure, type Figure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { column, largest, LEVEL_DASH, LINES_MAX, NOTHING_YET, nthLook, plainFigure, type ChartModel, type LineModel, type Part } from './chart-model';
import { steadyTop } from './nice-range';
import { OWN_CHARTS, RUN_CHARTS, STATION_CHARTS, type RunChart, type StationChart, type StationLine } from './series-table';
import { stationRoles, type StationRole } from './station-roles';

/** A little above all of it, so that a line at 100 % is not the frame. */
const SHARE_TOP = 1.14;

/** Builds one chart of the table for the drawn rows; `before` is the scale's top a moment ago, so that it keeps still. */
export function tableChart(part: Part, key: string, before: number | undefined): ChartModel {
  const ofRun = RUN_CHARTS.find((chart) => chart.key === key);
  if (ofRun !== undefined) return runChart(part, ofRun, before);
  const ofStations = STATION_CHARTS.find((chart) => chart.key === key);
  if (ofStations === undefined) throw new RangeError(`there is no chart “${key}”`);
  return stationsChart(part, ofStations, before);
}

/** What a station shows of itself. */
export function ownCharts(part: Part, id: string, was: (key: string) => number | undefined): readonly ChartModel[] {
  const at = stationRoles(part.scenario).findIndex((station) => station.id === id);
  return OWN_CHARTS.map((chart) => {
    const role = stationRoles(part.scenario)[at];
    const lines = role === undefined || chart.has(role.role) === 'never' ? [] : linesOf(part, chart, { ...role, at }, null);
    const seen = lines.some(({ values, level }) => level !== true && values.some((value) => value !== null));
    const shown = role !== undefined && chart.has(role.role) === 'rarely' && largest(lines.map(({ values }) => values)) === 0 ? [] : lines;
    return model(part, chart, seen ? shown : [], was(chart.key), '', chart.unit);
  });
}

function runChart(part: Part, { key, title, unit, least, lines: table, none }: RunChart, before: number | undefined): ChartModel {
  const lines = table.flatMap(({ rare, read, ...line }): LineModel[] => {
    const values = column(part, read(part.series));
    return rare === true && largest([values]) === 0 ? [] : [{ ...line, values, figure: plainFigure }];
  });
  return {
    key, title, unit, lines, scale: 'linear', tick: formatNumber,
    bounds: [0, steadyTop(before, largest(lines.map(({ values }) => values)), least)],
    empty: part.rows.length === 0 ? NOTHING_YET : lines.length === 0 ? none : '', note: '',
  };
}

type Placed = StationRole & { readonly at: number };

function stationsChart(part: Part, chart: StationChart, before: number | undefined): ChartModel {
  const all = stationRoles(part.scenario)
    .map((role, at) => ({ ...role, at }))
    .filter(({ role }) => chart.has(role) !== 'never')
    .map((station) => {
      const own = part.series.stations[station.at];
      const most = own === undefined ? 0 : largest(chart.lines.map(({ read }) => column(part, read(own))));
      return { station, most };
    })
    .filter(({ station, most }) => chart.has(station.role) === 'always' || most > 0);
  const shown = [...all].sort((a, b) => b.most - a.most).slice(0, LINES_MAX);
  const kept = all.filter((one) => shown.includes(one));
  const lines = kept.flatMap(({ station }, n) => linesOf(part, chart, station, { n, alone: kept.length === 1 }));
  const dropped = all.length > kept.length ? `the ${LINES_MAX} largest of ${all.length}` : '';
  const only = kept.length === 1 && chart.key === 'busy' ? kept[0]?.station : undefined;
  return model(part, chart, lines, before, dropped, only === undefined ? chart.unit : `of ${stationName(only.id, only.spec)}`);
}

/** A station's lines; `among` is its place among others in the same chart, or null in its own. */
function linesOf(part: Part, chart: StationChart, { id, spec, role, capacityJobs, at }: Placed, among: { readonly n: number; readonly alone: boolean } | null): LineModel[] {
  const own = part.series.stations[at];
  if (own === undefined) return [];
  const name = role === 'source' && chart.key === 'waiting' ? `outside ${stationName(id, spec)}` : stationName(id, spec);
  const label = (line: StationLine): string => {
    if (among === null || (among.alone && line.label !== '')) return line.label;
    return line.key === '' ? name : `${name} ${line.label}`;
  };
  const lines = chart.lines.flatMap((line): LineModel[] => {
    const values = column(part, line.read(own));
    if (line.rare === true && largest([values]) === 0) return [];
    const look = line.look ?? nthLook(among?.n ?? 0);
    return [{ key: `${id}${line.key}`, label: label(line), ...look, values, figure: chart.scale === 'share' ? shareFigure : plainFigure }];
  });
  const most = largest(lines.map(({ values }) => values));
  const [first] = lines;
  // A capacity far above what waits would press the line to the floor.
  if (chart.capacity !== true || capacityJobs === null || first === undefined || (capacityJobs > 200 && most < capacityJobs / 10)) return lines;
  const of = (value: number): Figure => ({ number: `${formatNumber(value)} of ${formatNumber(capacityJobs)}`, unit: '' });
  return [
    { ...first, figure: of }, ...lines.slice(1),
    { ...first, key: `${id} capacity`, label: `${name} capacity`, dash: LEVEL_DASH, values: first.values.map(() => capacityJobs), level: true },
  ];
}

function model(part: Part, { key, title, scale, none, least = 5 }: StationChart, lines: readonly LineModel[], before: number | undefined, dropped: string, unit: string): ChartModel {
  const isShare = scale === 'share';
  // The stage says what is so at this instant; these are means, so the difference has to be told.
  const note = lines.length === 0 ? '' : [`mean of ${formatDuration(part.spanS)}`, dropped].filter((text) => text !== '').join(', ');
  return {
    key, title, unit, lines, scale, note,
    tick: isShare ? formatShare : formatNumber,
    bounds: isShare ? [0, SHARE_TOP] : [0, steadyTop(before, largest(lines.map(({ values }) => values)), least)],
    empty: part.rows.length === 0 ? NOTHING_YET : lines.length === 0 ? none : '',
  };
}
