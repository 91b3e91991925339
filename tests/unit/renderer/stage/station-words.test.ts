import { describe, expect, it } from 'vitest';
import { linkWords } from '../../../../renderer/stage/link-words';
import { NO_NUMBERS, QUIET_LINK } from '../../../../renderer/stage/station-board';
import { stationText, stationWords } from '../../../../renderer/stage/station-words';
import { StationFault } from '../../../../simulations/engine/frame';

// Method: each station in the states that matter, as it is read out and as it is written under it.
const inbox = { kind: 'queue', capacityJobs: 100, whenFull: { kind: 'shed-newest' } };

describe('what a station says', () => {
  it('of a queue: how full it is, and what it sheds', () => {
    expect(stationWords('Inbox', inbox, { ...NO_NUMBERS, waiting: 37, shed: 90, shedPerS: 12 }))
      .toBe('Inbox, queue: 37 of 100 waiting, shedding 12 per second');
    expect(stationText(inbox, { ...NO_NUMBERS, waiting: 1_234 })).toMatchObject({ figure: '1,234', unit: 'of 100 waiting', setting: 'when full: shed newest' });
    expect(stationText({ kind: 'queue', capacityJobs: 'unbounded' }, NO_NUMBERS).setting).toBe('unbounded');
  });

  it('of backpressure: at the queue and at the producer', () => {
    expect(stationWords('Inbox', { kind: 'queue', capacityJobs: 2 }, { ...NO_NUMBERS, waiting: 2, refusing: true }))
      .toBe('Inbox, queue: 2 of 2 waiting, full, holding up what comes before it');
    expect(stationWords('Orders', { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 90 } }, { ...NO_NUMBERS, waiting: 1 }))
      .toBe('Orders, producer: 90 per s, blocked, 1 job waiting outside');
  });

  it('of workers: how many are busy, how long they take, who is blocked', () => {
    const pickers = { kind: 'workers', workers: 4, service: { kind: 'exponential', meanS: 0.04 } };
    expect(stationText(pickers, { ...NO_NUMBERS, inService: 3 })).toEqual({ figure: '3', unit: 'of 4 busy', setting: '40 ms mean · Exponential', alarm: '' });
    expect(stationText({ ...pickers, workers: 0 }, { ...NO_NUMBERS, inService: 1 })).toMatchObject({ figure: '1', unit: 'busy, 0 to stay' });
    expect(stationText(pickers, { ...NO_NUMBERS, blocked: 2 }).alarm).toBe('2 blocked');
  });

  it('of a limiter: tokens that are there, or jobs under way, and that it holds up who waits', () => {
    const bucket = { kind: 'limiter', limit: { kind: 'token-bucket', ratePerS: 9, burstJobs: 12 } };
    expect(stationWords('Limit', bucket, { ...NO_NUMBERS, places: 4, shed: 7 })).toBe('Limit, limiter: 4 of 12 tokens, 7 shed so far');
    const bulkhead = { kind: 'limiter', limit: { kind: 'concurrency', jobs: 8 }, whenOver: 'wait' };
    expect(stationText(bulkhead, { ...NO_NUMBERS, places: 8, own: 8, refusing: true }))
      .toEqual({ figure: '8', unit: 'of 8 under way', setting: 'waits over concurrency', alarm: 'over the limit: upstream is held' });
  });

  it('of calls, copies, hits and lag', () => {
    expect(stationWords('Web', { kind: 'workers', workers: 6 }, { ...NO_NUMBERS, inService: 6, calling: 5 })).toBe('Web, workers: 6 of 6 busy, 5 held until a call is answered');
    expect(stationWords('Split', { kind: 'fork' }, { ...NO_NUMBERS, inside: 1 })).toBe('Split, fork: 1 waits for its copies');
    expect(stationText({ kind: 'join', needed: 2, order: 'fork' }, { ...NO_NUMBERS, leftPerS: 3, waiting: 1 })).toMatchObject({ setting: 'first 2, in order', alarm: '1 job held back' });
    expect(stationWords('Cache', { kind: 'cache' }, { ...NO_NUMBERS, arrived: 10, own: 0.8 })).toBe('Cache, cache: 80 % hits');
    expect(stationWords('Events', { kind: 'topic', partitions: 4 }, { ...NO_NUMBERS, waiting: 41 })).toBe('Events, topic: 41 records to read');
  });

  it('of faults, in words, whatever it is', () => {
    const fault = StationFault.slow + StationFault.crashed;
    expect(stationWords('Web', { kind: 'workers', workers: 6 }, { ...NO_NUMBERS, fault })).toBe('Web, workers: 0 of 6 busy, slowed down, workers crashed');
    expect(stationText({ kind: 'workers' }, { ...NO_NUMBERS, fault, blocked: 1 }).alarm).toBe('slowed down, workers crashed · 1 blocked');
  });

  it('of a kind without words of its own: what is inside, blocked and shed', () => {
    expect(stationText({ kind: 'someday' }, { ...NO_NUMBERS, inside: 3, blocked: 1, shed: 2 })).toEqual({ figure: '3', unit: 'inside', setting: 'someday', alarm: '1 blocked · 2 shed' });
  });

  it('of links: what they do, how long they take, what is wrong with them', () => {
    expect(linkWords('A', 'B', { from: 'a', to: 'b', delayS: 0.05 }, QUIET_LINK)).toBe('Link from A to B, 50 ms');
    const call = { from: 'a', to: 'b', call: { timeoutS: 0.25, attemptsMax: 3 } };
    expect(linkWords('A', 'B', call, { breaker: 1, isCut: true, waiting: 2 })).toBe('Call link from A to B, timeout 250 ms, 3 tries, cut, breaker open, 2 wait');
  });

  it('counts what arrives at a sink as jobs only where no copies come', () => {
    const numbers = { ...NO_NUMBERS, arrived: 1_206, arrivedPerS: 54 };
    expect(stationText({ kind: 'sink' }, numbers)).toMatchObject({ figure: '1,206', unit: 'served' });
    expect(stationText({ kind: 'sink' }, numbers, true)).toMatchObject({ figure: '1,206', unit: 'arrived' });
    expect(stationWords('Done', { kind: 'sink' }, numbers, true)).toBe('Done, sink: 1,206 arrived, copies among them, 54 per second');
  });

  it('shows the rate that a producer is set to, or the one at which it sends where that changes by itself', () => {
    const numbers = { ...NO_NUMBERS, leftPerS: 58.7 };
    const figure = (kind: string) => stationText({ kind: 'producer', arrivals: { kind, ratePerS: 30 } }, numbers).figure;
    expect(['poisson', 'regular', 'batches', 'on-off'].map(figure)).toEqual(['30', '30', '30', '30']);
    expect(['spike', 'sine'].map(figure)).toEqual(['58.7', '58.7']);
  });

  it('of a sink: how many were served, and how many of them late', () => {
    expect(stationWords('Done', { kind: 'sink' }, { ...NO_NUMBERS, arrived: 1_200, arrivedPerS: 88, lateShare: 0.25 }))
      .toBe('Done, sink: 1,200 jobs served, 88 per second, 25 % late');
  });
});
