/** What is said of a model wherever one of its figures is shown. */
export interface ModelFacts {
  /** As textbooks write it, e.g. "M/M/c". */
  readonly title: string;
  /** What must hold, in a learner's words. */
  readonly assumptions: readonly string[];
  readonly source: string;
  /** False: an approximation or a limit. It is shown as such and never decides whether a run is right. */
  readonly exact: boolean;
  /** Why it is not exact, or ''. */
  readonly caveat: string;
}

const POISSON = 'Poisson arrivals at a constant rate';
const EXPONENTIAL = 'exponential service times, independent of each other and of the arrivals';
const ANY_SERVICE = 'independent service times of any distribution';
const ROOM = 'room for all: nobody is refused, leaves or is held up behind';
const FIFO = 'first come, first served (the means hold for every order that does not look at the service time)';
const BELOW = 'less comes than can be served';

export const modelFacts = {
  mm1: exact('M/M/1', 'Kleinrock, Queueing Systems 1 (1975), section 3.2', POISSON, EXPONENTIAL, 'one worker', ROOM, FIFO, BELOW),
  mmc: exact('M/M/c', 'Erlang (1917), Erlang C; Kleinrock, Queueing Systems 1 (1975), section 3.5', POISSON, EXPONENTIAL, 'c equal workers with one common line', ROOM, FIFO, BELOW),
  mmck: exact('M/M/c/K', 'Kleinrock, Queueing Systems 1 (1975), sections 3.6 to 3.8', POISSON, EXPONENTIAL, 'c equal workers', 'K places, the workers included; who comes to a full system is lost', FIFO),
  mgcc: exact('M/G/c/c', 'Erlang (1917), Erlang B; insensitivity: Sevastyanov (1957)', POISSON, ANY_SERVICE, 'c equal workers and no waiting places', 'who finds all workers busy is lost'),
  mminf: exact('M/G/∞', 'Kleinrock, Queueing Systems 1 (1975), section 3.4', POISSON, ANY_SERVICE, 'always a free worker'),
  md1: exact('M/D/1', 'Erlang (1909); Franx, Operations Research Letters 29 (2001)', POISSON, 'every service takes the same time', 'one worker', ROOM, FIFO, BELOW),
  mg1: exact('M/G/1', 'Pollaczek (1930), Khinchine (1932); Kleinrock, Queueing Systems 1 (1975), section 5.6', POISSON, ANY_SERVICE, 'one worker', ROOM, FIFO, BELOW),
  mg1ps: exact('M/G/1 processor sharing', 'Kleinrock, Queueing Systems 2 (1976), section 4.4', POISSON, ANY_SERVICE, 'one processor that all jobs inside share equally', ROOM, BELOW),
  erlangA: exact('M/M/c+M', 'Palm (1957), Erlang A; Garnett, Mandelbaum & Reiman, M&SOM 4 (2002)', POISSON, EXPONENTIAL, 'c equal workers', 'room for all; each waiting job leaves after an exponential patience', FIFO),
  priority: exact('M/G/1 with priorities', 'Cobham, Operations Research 2 (1954)', `${POISSON} in each class`, ANY_SERVICE, 'one worker, or several with the same exponential service for all classes', 'who is in service is finished', ROOM),
  tandem: exact('tandem of M/M/c', 'Burke, Operations Research 4 (1956); Reich, Ann. Math. Statist. 28 (1957)', POISSON, EXPONENTIAL, ROOM, FIFO, BELOW),
  jackson: exact('Jackson network', 'Jackson, Operations Research 5 (1957)', `${POISSON} from outside`, EXPONENTIAL, 'each job goes on by chance, whatever the state', ROOM, BELOW),
  oneByOne: exact('stations one by one', 'Little, Operations Research 9 (1961): the mean of a sum is the sum of the means', 'each station by itself satisfies a model', 'nobody is lost on the way'),
  closed: exact('closed network', 'Reiser & Lavenberg, J. ACM 27 (1980); Buzen, Comm. ACM 16 (1973)', 'a fixed number of users who think, send and wait', EXPONENTIAL, ROOM),
  forkJoin2: exact('fork and join of two', 'Flatto & Hahn, SIAM J. Appl. Math. 44 (1984)', POISSON, 'two equal branches of one worker each, exponential service, each with its own line', ROOM, FIFO, BELOW),
  forkJoinN: inexact('fork and join of n', 'Nelson & Tantawi, IEEE Trans. Computers 37 (1988)', 'an approximation, within 5 % for up to 32 branches', POISSON, 'n equal branches of one worker each, exponential service, each with its own line', ROOM, FIFO, BELOW),
  powerOfD: inexact('power of d choices', 'Mitzenmacher, IEEE TPDS 12 (2001)', 'the limit for endlessly many workers: with few of them jobs wait longer', POISSON, EXPONENTIAL, 'each job joins the shortest of d lines picked at random', ROOM, BELOW),
  kingman: inexact('Kingman', 'Kingman, Proc. Cambridge Phil. Soc. 57 (1961); Allen–Cunneen for several workers', 'an approximation from means and variances alone, best near full load', 'independent gaps between arrivals', ANY_SERVICE, ROOM, FIFO, BELOW),
} as const satisfies Record<string, ModelFacts>;

export type ModelId = keyof typeof modelFacts;

function exact(title: string, source: string, ...assumptions: readonly string[]): ModelFacts {
  return { title, assumptions, source, exact: true, caveat: '' };
}

function inexact(title: string, source: string, caveat: string, ...assumptions: readonly string[]): ModelFacts {
  return { title, assumptions, source, exact: false, caveat };
}
