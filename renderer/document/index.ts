export type { AppActions, EditActions, FollowActions, StandingJob, ThemeChoice } from './app-actions';
export type { DocumentSnapshot } from './document-snapshot';
export { DocumentStore, type EditOptions } from './document-store';
export * from './edits';
export { runDifferences } from './run-differences';
