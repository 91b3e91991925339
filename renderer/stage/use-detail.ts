import { useStore } from '@xyflow/react';

/**
 * How much is written under a station, by how large the picture is. Far away the settings go, and what stays is written larger in the picture, so that it can
 * be read on the screen. In steps, for each is a layout of all words.
 */
export type Detail = 'near' | 'far' | 'farther';

const FAR = 0.72;
const FARTHER = 0.5;

export const detailAt = (zoom: number): Detail => (zoom >= FAR ? 'near' : zoom >= FARTHER ? 'far' : 'farther');

export const useDetail = (): Detail => useStore(({ transform: [, , zoom] }) => detailAt(zoom));
