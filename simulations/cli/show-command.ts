import { catalog } from '../catalog';
import type { Param, ParamValue } from '../engine/param';
import { libraryScenarios } from '../library';
import { isWay } from '../scenario/param-path';
import { printScenario } from '../scenario/print-scenario';
import { linkId, type LinkSpec, type Scenario, type StationSpec, type TimelineItem } from '../scenario/scenario';
import { stationKind } from '../scenario/station-kind';
import { numeral } from '../scenario/wording';
import { FILE_WORDS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { figureLabel, paramText } from './figure-text';
import { givenScenario } from './given-scenario';
import { limitText } from './print-check';
import { printProblems } from './print-problems';
import { table } from './table';
import { checkedFigure } from '../experiments/figure-names';

const LINE_CHARS = 100;
const VALUE_CHARS_MAX = 140;

export const showCommand: Command = {
  name: 'show',
  usage: 'FILE [options]',
  summary: 'Shows what a scenario is: its card, its stations and their parameters, its checks.',
  about: 'With --json the scenario itself, which is a good way to begin one of your own.',
  options: { '--json': { help: 'print the scenario as a file' }, ...SCENARIO_OPTIONS },
  examples: [
    { line: 'show overload', what: 'What is it, what to notice, what to try' },
    { line: 'show bounded-queue --set stations.pickers.workers=5 --json > my.spillway', what: 'A scenario of your own' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    if (!words.ok) return printProblems('show', words.problems, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    io.out(args.flags.has('--json') ? printScenario(given.scenario) : card(given.scenario, counterpartText(words.value[0] ?? '')));
    return ExitCode.ok;
  },
};

/** Of a built-in scenario: where its other half is, and which of the two breaks what. */
function counterpartText(id: string): string {
  const found = libraryScenarios.find((each) => each.id === id);
  const other = libraryScenarios.find((each) => each.id === found?.counterpart);
  if (found === undefined || other === undefined) return '';
  const breaks = found.breaks === undefined ? other.breaks === undefined ? '' : `, which breaks “${other.breaks}”` : `, where “${found.breaks}” is kept`;
  return `the same system set otherwise: ${other.id}${breaks}`;
}

function card(scenario: Scenario, counterpart: string): string {
  const { title, about, seed, warmupS, durationS, classes, stations, links, timeline, checks, changelog } = scenario;
  const labelled = (id: string): string => (stations[id]?.label === undefined ? id : `${id} (${stations[id].label})`);
  return `${[
    title, '='.repeat(title.length),
    ...(about === '' ? [] : ['', ...about.split('\n').flatMap(wrapped)]),
    '', `${numeral(durationS)} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, seed ${seed}`,
    ...(counterpart === '' ? [] : [counterpart]),
    '', ...table([
      ['class', 'share', 'priority', 'deadline'],
      ...Object.entries(classes).map(([id, { share, priority, deadlineS }]) => [id, numeral(share), String(priority), deadlineS === undefined ? 'none' : `${numeral(deadlineS)} s`]),
    ]),
    '', ...table([
      ['station', 'kind', 'leads to', 'parameters (stations.ID.NAME; the others are as declared)'],
      ...Object.entries(stations).map(([id, spec]) => [labelled(id), spec.kind, links.filter(({ from }) => from === id).map(({ to }) => to).join(', '), params(stationKind(spec.kind)?.params ?? {}, spec)]),
    ], 4),
    ...linkLines(links),
    ...(timeline.length === 0 ? [] : ['', 'planned', ...timeline.map((item) => `  ${numeral(item.atS)} s  ${planned(item)}`)]),
    ...(checks.length === 0 ? [] : ['', 'checks', ...checks.map((check) => {
      const figure = checkedFigure(check);
      return `  ${check.name}: ${figureLabel(figure)} ${limitText(figure, check.min ?? null, check.max ?? null)}`;
    })]),
    ...(changelog.length === 0 ? [] : ['', 'change log', ...changelog.flatMap(({ version, date, why }) => `version ${version}, ${date}: ${why}`.split('\n').flatMap(wrapped).map((line) => `  ${line}`.trimEnd()))]),
  ].join('\n')}\n`;
}

/** Links of which more is to say than where they lead. */
function linkLines(links: readonly LinkSpec[]): string[] {
  const rows = links.flatMap((link): string[][] => [
    ...(isWay(link) ? [[linkId(link), 'way', params(catalog.links.flow.params, link as unknown as Readonly<Record<string, ParamValue>>)]] : []),
    ...(link.call === undefined ? [] : [[linkId(link), 'call', params(catalog.links.call.params, link.call)]]),
  ]);
  return rows.length === 0 ? [] : ['', ...table([['link', 'is a', 'parameters (links.FROM>TO.NAME, links.FROM>TO.call.NAME)'], ...rows], 3)];
}

function params(declared: Readonly<Record<string, Param>>, spec: StationSpec | Readonly<Record<string, ParamValue>>): string {
  // What nobody has set is as the schema says; a station has too many parameters to list them all.
  return Object.entries(declared).filter(([name, { primary }]) => spec[name] !== undefined || primary === true).map(([name, param]) => {
    const value = paramText((spec[name] as ParamValue | undefined) ?? param.initial).replaceAll('\n', ' ');
    return `${name} ${value.length > VALUE_CHARS_MAX ? `${value.slice(0, VALUE_CHARS_MAX)}…` : value}`;
  }).join(', ');
}

function planned({ change, fault }: TimelineItem): string {
  if (change !== undefined) return `${change.path} = ${paramText(change.value)}`;
  if (fault === undefined) return '';
  const { kind, station, link, forS, ...rest } = fault;
  const more = Object.entries(rest).map(([name, value]) => `${name} ${value === undefined ? '' : paramText(value)}`);
  return `${kind} at ${station ?? link ?? ''} for ${numeral(forS)} s${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** Broken between words, as a terminal is read. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE_CHARS) {
      lines.push(line);
      line = /^(- |\d+\. )/.test(text) ? `  ${word}` : word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
