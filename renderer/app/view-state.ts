import { NO_PARTS, sameParts, type Parts, type ThemeChoice, type Version } from '../document';
import { Listeners } from '../listeners';
import { chosenTheme, keepTheme } from './theme';

export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

/** A sentence that stands on the stage for a while. */
export interface Notice {
  readonly text: string;
  /** Something was refused. */
  readonly refused: boolean;
  readonly id: number;
}

/** A long file is being read. */
export interface ReadingShown {
  readonly name: string;
  /** How much of it has been read, 0 to 1. */
  readonly share: number;
  readonly cancel: () => void;
}

export interface AppView {
  readonly helpShown: boolean;
  readonly libraryShown: boolean;
  readonly paletteShown: boolean;
  /** The name of the document about whose changes the user is asked, or null. */
  readonly asksAbout: string | null;
  /** For those who do not see it; said anew with every object. */
  readonly announcement: string;
  readonly notice: Notice | null;
  readonly reading: ReadingShown | null;
  readonly picked: Parts;
  /** The station that is selected when it is the only thing that is. */
  readonly selection: string | null;
  /** The station for which a target of a link is asked for, or null. */
  readonly linkFrom: string | null;
  /** How often everything was asked to be brought into view. */
  readonly showAlls: number;
  readonly theme: ThemeChoice;
  /** The picture has the room of panels and charts, too. */
  readonly pictureLarge: boolean;
  /** What runs beside this one, or null. */
  readonly beside: Version | null;
}

/** What is on the screen and neither saved nor part of a run. */
export class ViewState {
  private view: AppView = {
    helpShown: false, libraryShown: false, paletteShown: false, asksAbout: null, announcement: '', notice: null, reading: null,
    picked: NO_PARTS, selection: null, linkFrom: null, showAlls: 0, theme: chosenTheme(), pictureLarge: false, beside: null,
  };
  private answer: ((answer: UnsavedAnswer) => void) | null = null;
  private notices = 0;
  private readonly listeners = new Listeners();

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): AppView => this.view;

  showHelp(helpShown: boolean): void {
    this.set({ helpShown });
  }

  showLibrary(libraryShown: boolean): void {
    this.set({ libraryShown });
  }

  showPalette(paletteShown: boolean): void {
    this.set({ paletteShown });
  }

  select(station: string | null): void {
    this.pick(() => (station === null ? NO_PARTS : { stations: [station], links: [] }));
  }

  /** Given what is selected, answers what shall be. */
  pick(choose: (before: Parts) => Parts): void {
    const { picked: before, linkFrom } = this.view;
    const picked = choose(before);
    if (sameParts(picked, before)) return;
    const selection = picked.stations.length === 1 && picked.links.length === 0 ? picked.stations[0] ?? null : null;
    this.set({ picked, selection, linkFrom: linkFrom === selection ? linkFrom : null });
  }

  askLink(linkFrom: string | null): void {
    this.set({ linkFrom });
  }

  showAll(): void {
    this.set({ showAlls: this.view.showAlls + 1 });
  }

  showTheme(theme: ThemeChoice): void {
    keepTheme(theme);
    this.set({ theme });
  }

  enlargePicture(pictureLarge: boolean): void {
    this.set({ pictureLarge });
  }

  showBeside(beside: Version | null): void {
    this.set({ beside });
  }

  announce(text: string): void {
    // The same words twice are a change only if something differs; a space is not spoken.
    if (text !== '') this.set({ announcement: text === this.view.announcement ? `${text} ` : text });
  }

  /** For everybody: on the stage, and aloud. Returns what `unsay` takes. */
  say(text: string, { refused = false }: { readonly refused?: boolean } = {}): number {
    this.notices += 1;
    this.set({ notice: { text, refused, id: this.notices } });
    this.announce(text);
    return this.notices;
  }

  /** Takes a notice away again, unless a newer one has taken its place. */
  unsay(id: number): void {
    if (this.view.notice?.id === id) this.set({ notice: null });
  }

  showReading(reading: ReadingShown | null): void {
    this.set({ reading });
  }

  askUnsaved(name: string): Promise<UnsavedAnswer> {
    this.answer?.('cancel');
    this.set({ asksAbout: name });
    return new Promise((resolve) => { this.answer = resolve; });
  }

  answerUnsaved(answer: UnsavedAnswer): void {
    this.set({ asksAbout: null });
    this.answer?.(answer);
    this.answer = null;
  }

  get isAsking(): boolean {
    return this.view.helpShown || this.view.libraryShown || this.view.asksAbout !== null;
  }

  private set(part: Partial<AppView>): void {
    this.view = { ...this.view, ...part };
    this.listeners.tell();
  }
}
