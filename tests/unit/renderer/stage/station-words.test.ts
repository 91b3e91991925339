import { describe, expect, it } from 'vitest';
import { NO_NUMBERS } from '../../../../renderer/stage/station-board';
import { stationText, stationWords } from '../../../../renderer/stage/station-words';

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

  it('of a sink: how many were served, and how many of them late', () => {
    expect(stationWords('Done', { kind: 'sink' }, { ...NO_NUMBERS, arrived: 1_200, arrivedPerS: 88, lateShare: 0.25 }))
      .toBe('Done, sink: 1,200 jobs served, 88 per second, 25 % late');
  });
});
