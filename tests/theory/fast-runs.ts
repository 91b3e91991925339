import { join } from 'node:path';
import { bundled } from '../bundled';
import type * as runs from './long-runs';

/** The runs of long-runs.ts, twenty times as fast as module by module. */
export const { measuredRun, waitMoments } = await bundled<typeof runs>(join(import.meta.dirname, 'long-runs.ts'));
