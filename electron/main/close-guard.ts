import type { DocumentState } from '../contract';

export type CloseAnswer = 'save' | 'discard' | 'cancel';

export interface CloseSurroundings {
  readonly ask: (documentName: string) => Promise<CloseAnswer>;
  readonly requestSave: () => void;
  /** Closes without asking again. */
  readonly closeNow: () => void;
  readonly onCancelled: () => void;
}

/** A page that has not begun to save by then never will; a later save must not close the window by surprise. */
const SAVE_START_MS_MAX = 5000;

/** Stands between the wish to close the window and the loss of unsaved changes. */
export class CloseGuard {
  private document: DocumentState = { name: '', edited: false };
  private step: 'open' | 'asking' | 'saving' | 'saved' = 'open';
  private patience: NodeJS.Timeout | undefined;

  constructor(private readonly around: CloseSurroundings) {}

  /** Whether the window may close at once. If not, the user is asked, and the answer carried out. */
  mayClose(): boolean {
    if (!this.document.edited) return true;
    if (this.step !== 'asking') void this.askUser();
    return false;
  }

  setDocument(state: DocumentState): void {
    this.document = state;
    // Only the page knows whether what was saved is still what it holds.
    if ((this.step === 'saving' || this.step === 'saved') && !state.edited) this.around.closeNow();
    else if (this.step === 'saved') this.stayOpen();
  }

  saveStarted(): void {
    clearTimeout(this.patience);
  }

  saveEnded(saved: boolean): void {
    if (this.step !== 'saving') return;
    if (saved) this.step = 'saved';
    else this.stayOpen();
  }

  private async askUser(): Promise<void> {
    this.step = 'asking';
    const answer = await this.around.ask(this.document.name);
    if (answer === 'discard') {
      this.around.closeNow();
    } else if (answer === 'cancel') {
      this.stayOpen();
    } else {
      this.step = 'saving';
      this.patience = setTimeout(() => {
        this.stayOpen();
      }, SAVE_START_MS_MAX);
      this.around.requestSave();
    }
  }

  private stayOpen(): void {
    clearTimeout(this.patience);
    this.step = 'open';
    this.around.onCancelled();
  }
}
