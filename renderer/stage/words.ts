import { catalog } from '../../simulations/catalog';
import type { FamilyId, ParamValue, VariantValue } from '../../simulations/engine/param';
import { formatCount } from '../ui/format';

type SpecValue = ParamValue | readonly [number, number] | undefined;

export const variant = (value: SpecValue): VariantValue | null =>
  typeof value === 'object' && 'kind' in value ? value : null;

export const kindLabel = (family: FamilyId, value: VariantValue): string =>
  catalog.families[family].find(({ kind }) => kind === value.kind)?.label ?? value.kind;

export const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const plural = (n: number, one: string, many = `${one}s`): string => `${formatCount(n)} ${n === 1 ? one : many}`;
