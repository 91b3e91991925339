export type { AppActions, EditActions, FollowActions, StandingJob, ThemeChoice, Version } from './app-actions';
export type { DocumentSnapshot } from './document-snapshot';
export { DocumentStore, type EditOptions } from './document-store';
export * from './edits';
export { rememberArrivals, rememberRead, type ScenarioRead, type TextKind, type TextRead } from './reading/read-text';
export { Reading, type ReadingWorker } from './reading/reading';
export { runDifferences } from './run-differences';
export { AS_IT_IS, asOpened, counterpartOf, likelyVersion } from './versions';
