export type { AppActions } from './app-actions';
export type { DocumentSnapshot } from './document-snapshot';
export { DocumentStore } from './document-store';
export { runDifferences } from './run-differences';
