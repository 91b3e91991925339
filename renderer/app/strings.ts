import { listed, type ThemeChoice } from '../document';
import type { RunSnapshot } from '../run';
import { formatCount } from '../ui/format';

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export const THEME_NAMES: Readonly<Record<ThemeChoice, string>> = { system: 'As the computer', dark: 'Dark', light: 'Light', projector: 'Projector' };

/** What the app says in its own words; panels and stage have theirs, stations and parameters come from the catalogue. */
export const strings = {
  appName: 'Spillway',
  help: 'Help',
  open: 'Open',
  save: 'Save',
  fullScreen: 'Full screen',
  pictureLarge: 'Large picture',
  pictureLargeHint: 'The picture with its headline figures alone, for showing to others',
  theme: 'Theme',
  themeHint: 'How the window looks: dark, light, or large and high in contrast for a projector',
  library: 'Library',
  documents: 'Scenarios and files',
  newScenario: 'New',
  newHint: 'A new, empty scenario',
  untitled: 'Untitled',
  addStation: 'Add',
  addStationHint: 'Stations that can be added',
  edited: 'edited',
  editedLong: 'There are changes that are not saved',
  areas: {
    stage: 'Picture of the system',
    otherStage: 'Picture of the other version',
    controls: 'Controls',
    palette: 'Stations to add',
    transport: 'Playback',
    instruments: 'Instruments',
    scenario: 'Scenario',
    notices: 'Notices',
  },
  areaBroken: (area: string, why: string): string => `${area}: this part failed to draw (${why}). The run and your scenario are not affected.`,
  tryAgain: 'Try again',

  unsavedTitle: 'Save your changes first?',
  unsavedText: (name: string): string => `“${name}” has changes that are not saved. They are lost when something else is opened.`,
  saveFirst: 'Save',
  discard: 'Discard changes',
  cancel: 'Cancel',
  close: 'Close',

  said: {
    playing: (seed: number): string => `Playing, seed ${seed}.`,
    paused: (nowS: number): string => `Paused at ${nowS.toFixed(3)} seconds.`,
    ended: (why: string): string => `The run has ended: ${why}.`,
    reading: (name: string): string => `Reading ${name}…`,
    notRead: (name: string): string => `${name} was not opened.`,
    opened: (title: string): string => `Opened: ${title}.`,
    pictureLarge: 'The picture is large; panels and charts are away.',
    pictureAsBefore: 'Panels and charts are back.',
    saved: (name: string): string => `Saved as ${name}.`,
    added: (name: string, from: string | null): string => `${name} added${from === null ? '' : `, linked from ${from}`}.`,
    linked: (from: string, to: string): string => `${from} leads to ${to}.`,
    deleted: (what: string): string => `Deleted ${what}.`,
    cut: (what: string): string => `Cut ${what}.`,
    alsoGone: (n: number): string => ` ${n === 1 ? 'One check or planned change that named it' : `${n} checks or planned changes that named it`} went too.`,
    copied: (what: string): string => `Copied ${what}.`,
    pasted: (what: string): string => `Pasted ${what}.`,
    classesToo: (ids: readonly string[]): string => ` ${ids.length === 1 ? `The class ${ids[0] ?? ''}, which it names, came` : `The classes ${listed(ids)}, which it names, came`} along.`,
    duplicated: (what: string): string => `Duplicated: ${what}.`,
    beside: (name: string): string => `Beside it runs, on the same requests: ${name}.`,
    alone: 'It runs alone again.',
    nothingBeside: 'Nothing runs that another version could run beside.',
    selected: (what: string): string => `Selected ${what}.`,
    moved: (n: number): string => `${count(n, 'station')} moved.`,
    inPlace: 'Everything is in its place already.',
    created: 'A new, empty scenario.',
    undone: (label: string): string => `Undone: ${label}.`,
    redone: (label: string): string => `Redone: ${label}.`,
    theme: (theme: ThemeChoice): string => `Theme: ${THEME_NAMES[theme].toLowerCase()}.`,
    stale: 'The system was changed. Play starts a new run of it.',
    notReady: (why: string): string => `It cannot play yet: ${why}.`,
    trace: (station: string, isRunning: boolean): string => `The file's arrivals now feed ${station}${isRunning ? ', from the present on. Restart to play them from the beginning' : ''}.`,
  },
  follow: {
    next: 'The next job that is made will be followed.',
    none: 'No job was served yet that could be looked back at.',
    notDrawn: (every: number): string =>
      (every > 1 ? `Nothing is known of the way of this job: at this speed one in ${formatCount(every)} is written down. One that stands can be followed from there on.` : 'Nothing is known of the way of this job yet.'),
    notPlaying: 'Nothing runs. Play, and the next job that is made will be followed.',
    nobody: 'Nobody is followed any more.',
  },
  /** What an undo step is called, after "Undo". */
  step: {
    newStation: (name: string): string => `new station ${name}`,
    deletion: (what: string): string => `deletion of ${what}`,
    link: (from: string, to: string): string => `link from ${from} to ${to}`,
    copy: (what: string): string => `copy: ${what}`,
    paste: (what: string): string => `paste: ${what}`,
    place: (name: string): string => `place of ${name}`,
    places: (n: number): string => `places of ${count(n, 'station')}`,
    id: (name: string): string => `id of ${name}`,
    alignment: 'alignment',
    distribution: 'distribution',
    tidying: 'tidying up',
  },
  /** "Inbox and 2 links", "5 stations". */
  parts: (stations: readonly string[], links: number): string => {
    const named = stations.length > 3 ? count(stations.length, 'station') : listed(stations);
    if (links === 0) return named;
    return named === '' ? count(links, 'link') : `${named} and ${count(links, 'link')}`;
  },
  theClass: (id: string): string => `the class ${id}`,
  theLink: (from: string, to: string): string => `the link from ${from} to ${to}`,
  refused: (why: string): string => `That is not possible: ${why}.`,
  selectFirst: 'Select something first.',
  onlyStations: 'Only stations can be duplicated. A link comes along with the two that it leads from and to.',
  selectOne: 'Select the station first from which the link shall lead.',
  nothingCopied: 'Nothing was copied yet.',
  badPaste: (why: string): string => `What is on the clipboard cannot be used: ${why}.`,
  stale: {
    title: 'You changed the system.',
    text: 'The run shown is of the system as it was. Play starts a new run.',
    play: 'Play the new system',
    first: 'This system has not run yet.',
    ready: 'Play starts its first run.',
    unready: 'It cannot play yet.',
    show: 'Show',
  },
  empty: {
    title: 'An empty scenario',
    text: 'Add a producer that makes jobs, a queue in which they wait, workers that serve them, and a sink where they end. Each new station is linked to the selected one.',
    add: 'Add a station',
    library: 'Begin with a ready system',
  },
  noProducer: 'There is no producer here that could play the arrivals of this file.',
  emptyFile: (name: string): string => `${name} is empty.`,
  unreadable: (name: string, why: string): string => `${name} could not be read: ${why}.`,
  wrongFile: (name: string): string => `${name} is not a scenario (.spillway, .json) nor recorded arrivals (.csv).`,

  helpTitle: 'Keys',
  helpRun: 'Run and document',
  helpDiagram: 'Diagram',
  helpFile: 'Drop a .spillway file on the window to open it, or a .csv file to play its arrivals.',
} as const;

export function statusSaid({ status, seed, nowS, stopped }: RunSnapshot): string {
  switch (status) {
    case 'playing': return strings.said.playing(seed);
    case 'paused': return nowS === 0 ? '' : strings.said.paused(nowS);
    case 'ended': return strings.said.ended(stopped);
    case 'empty':
    case 'starting':
    case 'failed': return ''; // What failed is told by the banner.
  }
}
