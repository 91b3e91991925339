export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

export interface AppView {
  readonly helpShown: boolean;
  /** The name of the document about whose changes the user is asked, or null. */
  readonly asksAbout: string | null;
  /** For those who do not see it; said anew with every object. */
  readonly announcement: string;
  readonly selection: string | null;
}

/** What is on the screen and neither saved nor part of a run. */
export class ViewState {
  private view: AppView = { helpShown: false, asksAbout: null, announcement: '', selection: null };
  private answer: ((answer: UnsavedAnswer) => void) | null = null;
  private readonly listeners = new Set<() => void>();

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getSnapshot = (): AppView => this.view;

  showHelp(helpShown: boolean): void {
    this.set({ helpShown });
  }

  select(selection: string | null): void {
    if (selection !== this.view.selection) this.set({ selection });
  }

  announce(text: string): void {
    // The same words twice are a change only if something differs; a space is not spoken.
    if (text !== '') this.set({ announcement: text === this.view.announcement ? `${text} ` : text });
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
    return this.view.helpShown || this.view.asksAbout !== null;
  }

  private set(part: Partial<AppView>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }
}
