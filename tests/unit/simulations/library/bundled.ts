import { join } from 'node:path';
import { bundled } from '../../../bundled';
import type * as runs from './measured';

/** The runs of measured.ts, fast. */
export const { measured, replicated, builtIn, meanOf } = await bundled<typeof runs>(join(import.meta.dirname, 'measured.ts'));
