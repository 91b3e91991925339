import { PROBLEMS_MAX } from './limits';
import type { Problem } from './problem';
import { numeral } from './wording';

/** Collects problems up to PROBLEMS_MAX; whoever goes through many things stops when it is full. */
export class ProblemList {
  private readonly problems: Problem[] = [];

  get isFull(): boolean {
    return this.problems.length >= PROBLEMS_MAX;
  }

  get count(): number {
    return this.problems.length;
  }

  add(path: string, message: string): void {
    if (!this.isFull) this.problems.push({ path, message });
  }

  /** Adds a problem unless the message is ''; true when there was none. */
  check(path: string, message: string): boolean {
    if (message !== '') this.add(path, message);
    return message === '';
  }

  addAll(problems: readonly Problem[]): void {
    for (const { path, message } of problems) this.add(path, message);
  }

  list(): readonly Problem[] {
    if (!this.isFull) return this.problems;
    return [...this.problems, { path: '', message: `only the first ${numeral(PROBLEMS_MAX)} problems are listed` }];
  }
}
