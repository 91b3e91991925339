import { z } from 'zod';
import type { DocumentState, SaveRequest } from '../contract';
import { FILE_BYTES_MAX } from './files';

// The page is not trusted: what it sends is checked before anything is done with it.

const fileName = z.string().min(1).max(200);

export const saveRequest: z.ZodType<SaveRequest> = z.strictObject({
  handle: z.uuid().nullable(),
  suggestedName: fileName,
  text: z.string().max(FILE_BYTES_MAX),
});

export const documentState: z.ZodType<DocumentState> = z.strictObject({ name: fileName, edited: z.boolean() });

export const fullScreen = z.boolean();
