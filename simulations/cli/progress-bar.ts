import { numeral } from '../scenario/wording';
import type { Io } from './io';

const SHOW_AFTER_MS = 1000;
const REDRAW_MS = 100;
const BAR_CHARS = 24;

/** A bar on a terminal for a run that takes longer than a second; nothing anywhere else. */
export class ProgressBar {
  private readonly startMs: number;
  private drawnMs = -Infinity;
  private isDrawn = false;

  constructor(private readonly io: Io, private readonly endS: number) {
    this.startMs = io.nowMs();
  }

  show(nowS: number, events: number): void {
    this.showShare(nowS / this.endS, () => `${numeral(Math.floor(nowS))} of ${numeral(this.endS)} s  ${numeral(events)} events`);
  }

  showShare(done: number, words: () => string): void {
    const { io } = this;
    const nowMs = io.nowMs();
    if (!io.isErrTerminal || nowMs - this.startMs < SHOW_AFTER_MS || nowMs - this.drawnMs < REDRAW_MS) return;
    this.drawnMs = nowMs;
    this.isDrawn = true;
    const share = Math.min(1, done);
    const full = Math.round(share * BAR_CHARS);
    const bar = '█'.repeat(full) + '░'.repeat(BAR_CHARS - full);
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${words()}`;
    io.err(`\r${line.slice(0, Math.max(10, io.errColumns - 1))}\u001b[K`);
  }

  clear(): void {
    if (this.isDrawn) this.io.err('\r\u001b[K');
    this.isDrawn = false;
  }
}
