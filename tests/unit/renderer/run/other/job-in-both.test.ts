import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JobFollower } from '../../../../../renderer/run/job-follower';
import { followToo } from '../../../../../renderer/run/other/follow-too';
import { jobIdOf } from '../../../../../simulations/engine/frame';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { PageDouble, playing } from '../engine-double';
import { beside, otherOn, scenario, slow } from './other-double';

// Method: a job is followed in the run; the follower of the other version is to have the same job, with its own way.
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('a job in both', () => {
  it('is followed in both, with its own way in each, also where its producer has another place', async () => {
    const { orders, ...rest } = slow.stations;
    const turned: Scenario = { ...slow, stations: { ...rest, orders: orders! } };
    const { page, other } = await beside(turned, { speed: 1 });
    const lead = new JobFollower(page.run);
    const { follower, stop } = followToo(lead, other);
    lead.next();
    await page.watch(1500);
    const [ours, theirs] = [lead.getSnapshot(), follower.getSnapshot()];
    if (ours.what !== 'job' || theirs.what !== 'job') throw new Error('nobody is followed');
    expect(theirs.way.id).not.toBe(ours.way.id);
    expect([other.inLead(theirs.way.id), other.ofLead(ours.way.id)]).toEqual([ours.way.id, theirs.way.id]);
    expect(theirs.way.madeNs).toBe(ours.way.madeNs);
    expect(ours.way.endNs).toBeGreaterThan(0);
    expect(theirs.way.endNs).not.toBe(ours.way.endNs);
    lead.nobody();
    expect(follower.getSnapshot().what).toBe('nobody');
    stop();
    lead.next();
    await page.watch(300);
    expect(lead.getSnapshot().what).toBe('job');
    expect(follower.getSnapshot().what).toBe('nobody');
  });

  it('is followed in both also when the other version came while it was under way, with its whole way', async () => {
    const page = await playing(scenario, 0.2, new PageDouble(6));
    await page.watch(1_000);
    const lead = new JobFollower(page.run);
    lead.next();
    while (lead.getSnapshot().what !== 'job') await page.watch(20);
    await page.watch(60);
    const { other } = otherOn(page, slow);
    const { follower } = followToo(lead, other);
    await page.watch(200);
    const [ours, theirs] = [lead.getSnapshot(), follower.getSnapshot()];
    if (ours.what !== 'job' || theirs.what !== 'job') throw new Error('nobody is followed');
    expect(theirs.way).toMatchObject({ id: ours.way.id, madeNs: ours.way.madeNs, isWhole: true });
  });

  it('keeps the whole way that is known of it in the other when the run goes back', async () => {
    const { page, other } = await beside(slow, { speed: 0.5 });
    const lead = new JobFollower(page.run);
    await page.watch(1_000);
    const { follower } = followToo(lead, other);
    lead.next();
    while (lead.getSnapshot().what !== 'job') await page.watch(20);
    const whole = (): unknown => {
      const followed = follower.getSnapshot();
      return followed.what === 'job' && followed.way.isWhole && followed.way.outcome;
    };
    while (whole() !== 'served') await page.watch(100);
    page.run.seek(page.run.getSnapshot().nowS - 0.001);
    for (let look = 0; look < 10; look++) {
      await page.watch(20);
      expect(whole()).toBe('served');
    }
  });

  it('that is made in one of them alone has no number in the other', async () => {
    const { other } = await beside({ ...slow, stations: { ...slow.stations, buyers: slow.stations['orders']! }, links: [...slow.links, { from: 'buyers', to: 'inbox' }] });
    const place = Object.keys(other.begun.stations).indexOf('buyers');
    expect(other.inLead(jobIdOf(place, 3, 0))).toBe(0);
    expect(other.inLead(jobIdOf(0, 3, 0))).toBe(jobIdOf(0, 3, 0));
  });
});
