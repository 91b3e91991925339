import type { RunSnapshot } from '../run';

/** What the app says in its own words; panels and stage have theirs, stations and parameters come from the catalogue. */
export const strings = {
  appName: 'Spillway',
  help: 'Help',
  open: 'Open',
  save: 'Save',
  fullScreen: 'Full screen',
  library: 'Scenarios',
  libraryOf: (title: string, summary: string): string => `${title}. ${summary}`,
  edited: 'edited',
  editedLong: 'There are changes that are not saved',
  areas: {
    stage: 'Picture of the system',
    controls: 'Controls',
    transport: 'Playback',
    instruments: 'Instruments',
    scenario: 'Scenario',
    notices: 'Notices',
  },
  areaBroken: (area: string, why: string): string => `${area}: this part failed to draw (${why}). The run and your scenario are not affected.`,
  tryAgain: 'Try again',
  stageLoading: 'Setting the stage …',

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
    opened: (title: string): string => `Opened: ${title}.`,
    saved: (name: string): string => `Saved as ${name}.`,
    undone: (label: string): string => `Undone: ${label}.`,
    redone: (label: string): string => `Redone: ${label}.`,
    stale: 'The system was changed. Play starts a new run of it.',
    trace: (station: string): string => `The file's arrivals now feed ${station}, from the present on. Restart to play them from the beginning.`,
  },
  noProducer: 'There is no producer here that could play the arrivals of this file.',
  emptyFile: (name: string): string => `${name} is empty.`,
  wrongFile: (name: string): string => `${name} is not a scenario (.spillway, .json) nor recorded arrivals (.csv).`,

  helpTitle: 'Keys',
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
