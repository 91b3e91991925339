/**
 * One queue in front of one worker, written a second time without anything of the engine: jobs are objects, those who wait are an array in the
 * order in which they came, and every question is answered by looking at all of them.
 */

export interface PlainJob {
  readonly id: number;
  readonly atNs: number;
  readonly demandNs: number;
  /** Infinity: it never leaves. */
  readonly patienceNs: number;
  readonly cls: number;
}

export interface PlainClass { readonly priority: number; readonly deadlineNs: number }

export interface PlainQueue {
  readonly capacityJobs: number;
  readonly discipline: string;
  readonly whenFull: 'shed-newest' | 'shed-oldest' | 'shed-lowest-priority';
  readonly expires: boolean;
  readonly longJobs: number;
  readonly standingNs: number;
  readonly classes: readonly PlainClass[];
  /** RED without chance: nobody below `maxJobs` on average is turned away, everybody from there on. */
  readonly management: { readonly kind: 'none' } | { readonly kind: 'codel'; readonly targetNs: number; readonly intervalNs: number }
    | { readonly kind: 'red'; readonly weight: number; readonly maxJobs: number; readonly typicalNs: number };
}

/** What became of a job, and when. */
export type PlainEnd = readonly [id: number, end: 'served' | 'full' | 'left' | 'expired' | 'managed', atNs: number];

export function plainRun(jobs: readonly PlainJob[], queue: PlainQueue): readonly PlainEnd[] {
  const ends: PlainEnd[] = [];
  let waiting: PlainJob[] = [];
  let inService: PlainJob | null = null;
  let freeNs = Infinity;
  let turn = 0;
  const { management } = queue;
  // CoDel: what the paper calls first_above_time, drop_next, count and dropping. RED: the average, and since when nobody has waited.
  let aboveNs = 0;
  let nextNs = 0;
  let count = 0;
  let sheds = false;
  let average = 0;
  let emptyNs = 0;
  const priorityOf = ({ cls }: PlainJob): number => queue.classes[cls]!.priority;
  const deadlineOf = ({ atNs, cls }: PlainJob): number => atNs + queue.classes[cls]!.deadlineNs;
  const remove = (job: PlainJob): void => { waiting = waiting.filter((each) => each !== job); };
  /** The first of those for which the number is smallest. */
  const least = (of: (job: PlainJob) => number): PlainJob => waiting.reduce((found, job) => (of(job) < of(found) ? job : found));
  const begin = (job: PlainJob, nowNs: number): void => {
    inService = job;
    freeNs = nowNs + job.demandNs;
  };

  const nextOf = (nowNs: number): PlainJob => {
    switch (queue.discipline) {
      case 'lifo': return waiting.at(-1)!;
      case 'priority': return least((job) => -priorityOf(job));
      case 'sjf': return least(({ demandNs }) => demandNs);
      case 'edf': return least(deadlineOf);
      case 'fair': return least(({ cls }) => (cls - turn + queue.classes.length) % queue.classes.length);
      case 'adaptive-lifo': return waiting.length > queue.longJobs || nowNs - waiting[0]!.atNs > queue.standingNs ? waiting.at(-1)! : waiting[0]!;
      default: return waiting[0]!;
    }
  };
  const isEmpty = (nowNs: number): void => {
    aboveNs = 0;
    sheds = false;
    emptyNs = nowNs;
  };
  /** Whose turn it is, out of line, and whether the line has stood for too long. */
  const dequeue = (nowNs: number): readonly [job: PlainJob | undefined, tooLong: boolean] => {
    while (waiting.length > 0) {
      const job = nextOf(nowNs);
      remove(job);
      if (queue.expires && nowNs > deadlineOf(job)) {
        ends.push([job.id, 'expired', nowNs]);
        continue;
      }
      if (management.kind !== 'codel') return [job, false];
      const before = aboveNs;
      const isLong = nowNs - job.atNs >= management.targetNs && waiting.length > 0;
      aboveNs = !isLong ? 0 : before === 0 ? nowNs + management.intervalNs : before;
      return [job, isLong && before !== 0 && nowNs >= before];
    }
    aboveNs = 0;
    return [undefined, false];
  };
  const takeNext = (nowNs: number): void => {
    if (waiting.length === 0) return;
    let [job, tooLong] = dequeue(nowNs);
    if (job !== undefined && management.kind === 'codel') {
      const isSoon = nowNs - nextNs < management.intervalNs;
      if (sheds) {
        sheds = tooLong;
        while (sheds && nowNs >= nextNs) {
          ends.push([job!.id, 'managed', nowNs]);
          [job, tooLong] = dequeue(nowNs);
          count++;
          if (tooLong) nextNs += management.intervalNs / Math.sqrt(count);
          sheds = tooLong;
        }
      } else if (tooLong && (isSoon || nowNs - aboveNs >= management.intervalNs)) {
        ends.push([job.id, 'managed', nowNs]);
        [job] = dequeue(nowNs);
        sheds = true;
        count = isSoon ? Math.max(1, count - 2) : 1;
        nextNs = nowNs + management.intervalNs / Math.sqrt(count);
      }
    }
    if (job !== undefined) {
      turn = (job.cls + 1) % queue.classes.length;
      begin(job, nowNs);
    }
    if (waiting.length === 0) isEmpty(nowNs);
  };
  const refuses = (nowNs: number): boolean => {
    if (management.kind !== 'red') return false;
    if (waiting.length === 0) {
      average *= (1 - management.weight) ** ((nowNs - emptyNs) / management.typicalNs);
      emptyNs = nowNs;
    }
    average += management.weight * (waiting.length - average);
    return average >= management.maxJobs;
  };
  const come = (job: PlainJob): void => {
    if (refuses(job.atNs)) {
      ends.push([job.id, 'managed', job.atNs]);
      return;
    }
    if (inService === null) {
      begin(job, job.atNs);
      return;
    }
    if (waiting.length >= queue.capacityJobs) {
      const all = [...waiting, job];
      const lowest = Math.min(...all.map(priorityOf));
      const victim = { 'shed-newest': job, 'shed-oldest': all[0]!, 'shed-lowest-priority': all.filter((each) => priorityOf(each) === lowest).at(-1)! }[queue.whenFull];
      ends.push([victim.id, 'full', job.atNs]);
      if (victim === job) return;
      remove(victim);
    }
    waiting.push(job);
  };

  for (let n = 0; ;) {
    const leaves = waiting.reduce((soonest, { atNs, patienceNs }) => Math.min(soonest, atNs + patienceNs), Infinity);
    const comes = jobs[n]?.atNs ?? Infinity;
    const nowNs = Math.min(leaves, comes, freeNs);
    if (nowNs === Infinity) return ends;
    if (leaves === nowNs) {
      for (const job of waiting.filter(({ atNs, patienceNs }) => atNs + patienceNs === nowNs)) {
        remove(job);
        ends.push([job.id, 'left', nowNs]);
      }
      if (waiting.length === 0) isEmpty(nowNs);
    } else if (freeNs === nowNs) {
      ends.push([inService!.id, 'served', nowNs]);
      inService = null;
      freeNs = Infinity;
      takeNext(nowNs);
    } else {
      come(jobs[n++]!);
    }
  }
}
