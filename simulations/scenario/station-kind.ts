import { stationKinds } from '../catalog';
import type { StationKind } from '../engine/kind';

export const stationKindIds: readonly string[] = stationKinds.map(({ kind }) => kind);

export function stationKind(kind: unknown): StationKind | undefined {
  return stationKinds.find((each) => each.kind === kind);
}
