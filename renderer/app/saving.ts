import { printScenario } from '../../simulations/scenario/print-scenario';
import type { DocumentSnapshot, DocumentStore } from '../document';
import { setTyped, type Host } from '../host';
import { fileName } from '../ui/file-name';

interface Wish {
  readonly what: DocumentSnapshot;
  readonly as: boolean;
  readonly done: Promise<boolean>;
}

/** Saves one after the other: of two at once the older could be written last. What was meant for one document is never said of another. */
export class Saving {
  private newest: Wish | null = null;

  constructor(
    private readonly document: DocumentStore, private readonly host: Pick<Host, 'save'>,
    private readonly around: { readonly onSaved: (name: string) => void; readonly onFailed: (error: unknown) => void },
  ) {}

  /** False: it was not saved, which is said. `as`: under a name that is asked for. */
  save(as: boolean): Promise<boolean> {
    setTyped();
    const what = this.document.getSnapshot();
    const before = this.newest;
    // The key once more, while a dialog is open or the disk is slow.
    if (before !== null && before.as === as && before.what.scenario === what.scenario) return before.done;
    const done = (before?.done ?? Promise.resolve()).then(() => this.write(what, as)).finally(() => {
      if (this.newest === wish) this.newest = null;
    });
    const wish: Wish = { what, as, done };
    this.newest = wish;
    return done;
  }

  private async write(what: DocumentSnapshot, as: boolean): Promise<boolean> {
    const { document, host, around } = this;
    const now = document.getSnapshot();
    // The save before this one may have given it a place.
    const { name, handle } = now.opened === what.opened ? now : what;
    try {
      const saved = await host.save({ handle: as ? null : handle, suggestedName: suggested(name), text: printScenario(what.scenario) });
      if (saved === null) return false;
      if (document.getSnapshot().opened === what.opened) document.markSaved(what.scenario, saved.name, saved.handle);
      around.onSaved(saved.name);
      return true;
    } catch (error) {
      around.onFailed(error);
      return false;
    }
  }
}

function suggested(name: string): string {
  const plain = name.replace(/\.(spillway|json)$/i, '');
  return fileName(/[\p{L}\p{N}]/u.test(plain) ? plain : 'scenario', '', 'spillway');
}
