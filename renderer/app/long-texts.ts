import type { Result } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';
import { Reading, rememberArrivals, rememberRead, type DocumentStore, type TextKind, type TextRead } from '../document';
import type { OpenedText } from '../host';
import { strings } from './strings';
import type { ViewState } from './view-state';

/** To read so much takes longer than a few pictures: it is done beside the page, and one sees how far it has come. */
const LONG_CHARS = 2_000_000;

/** Files as they are opened. One long file is read at a time. */
export class LongTexts {
  constructor(private readonly document: DocumentStore, private readonly view: ViewState, private readonly reading = new Reading()) {}

  /** Something else is wanted now. */
  forget(): void {
    this.reading.cancel();
  }

  /** Null: somebody did not want to wait, or it could not be read. What is wrong with it is shown. */
  async readScenario(file: OpenedText): Promise<Result<Scenario> | null> {
    if (file.text.length < LONG_CHARS) return this.document.read(file.text, file.name);
    const read = await this.read('scenario', file);
    if (read?.kind !== 'scenario') return null;
    if (read.scenario.ok) rememberRead(read.scenario.value, read.rows);
    return this.document.tellRead(read.scenario, file.name);
  }

  /** False: they are not to be put in. Otherwise they need not be read again there. */
  async readArrivals(file: OpenedText): Promise<boolean> {
    if (file.text.length < LONG_CHARS) return true;
    const read = await this.read('arrivals', file);
    if (read?.kind !== 'arrivals') return false;
    if (read.rows !== null) rememberArrivals(file.text, read.rows);
    return true;
  }

  private async read(kind: TextKind, { name, text }: OpenedText): Promise<TextRead | null> {
    const { view } = this;
    const cancel = (): void => {
      this.forget();
      view.announce(strings.said.notRead(name));
    };
    const show = (share: number): void => view.showReading({ name, share, cancel });
    view.announce(strings.said.reading(name));
    const read = this.reading.read({ kind, text }, show);
    show(0);
    try {
      return await read;
    } catch (error) {
      this.document.showProblems([{ path: '', message: strings.unreadable(name, error instanceof Error ? error.message : String(error)) }]);
      return null;
    } finally {
      if (view.getSnapshot().reading?.cancel === cancel) view.showReading(null);
    }
  }
}
