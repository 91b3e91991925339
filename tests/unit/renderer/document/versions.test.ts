import { expect, it } from 'vitest';
import { counterpartOf, DocumentStore, likelyVersion } from '../../../../renderer/document';
import { libraryScenarios } from '../../../../simulations/library';

const entry = (id: string) => libraryScenarios.find((each) => each.id === id)!;

it('beside a scenario of the library stands its counterpart; once it is edited, itself as it was opened', () => {
  const { scenario, title, counterpart } = entry('overload');
  const document = new DocumentStore(scenario, title, 'overload');
  expect(likelyVersion(document.getSnapshot(), libraryScenarios)).toEqual({ name: entry(counterpart!).title, scenario: entry(counterpart!).scenario });
  expect(document.setParam('stations.inbox.capacityJobs', 3).ok).toBe(true);
  expect(likelyVersion(document.getSnapshot(), libraryScenarios)).toEqual({ name: 'As it was opened', scenario });
  expect(counterpartOf(document.getSnapshot(), libraryScenarios)?.scenario).toBe(entry(counterpart!).scenario);
  // Saved it has no changes any more, and is not the library's all the same.
  document.markSaved(document.getSnapshot().scenario, 'mine.spillway', null);
  expect(document.getSnapshot().edited).toBe(false);
  expect(likelyVersion(document.getSnapshot(), libraryScenarios)).toEqual({ name: 'As it was opened', scenario });
});

it('a scenario without a counterpart stands beside itself as it was opened', () => {
  const alone = libraryScenarios.find(({ counterpart }) => counterpart === undefined)!;
  const document = new DocumentStore(entry('overload').scenario, 'x');
  document.replace(alone.scenario, { name: alone.title, libraryId: alone.id });
  expect(counterpartOf(document.getSnapshot(), libraryScenarios)).toBeNull();
  expect(likelyVersion(document.getSnapshot(), libraryScenarios)).toEqual({ name: 'As it was opened', scenario: alone.scenario });
});
