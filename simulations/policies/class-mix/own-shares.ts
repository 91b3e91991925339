import type { VariantKind } from '../../engine/kind';
import { textParam, type ParamValues } from '../../engine/param';

const SHARE = /^([A-Za-z][A-Za-z0-9_-]*)\s*[=:]\s*(\d+(?:\.\d*)?|\.\d+)$/;
const SHARE_MAX = 1_000_000;
const SHOWN_CHARS_MAX = 40;

function items(values: ParamValues): readonly string[] {
  return (values['shares'] as string).split(/[,;\n]+/).map((item) => item.trim()).filter((item) => item !== '');
}

function sharesOf(values: ParamValues): ReadonlyMap<string, number> {
  return new Map(items(values).map((item) => SHARE.exec(item)).filter((match) => match !== null).map(([, id, share]) => [id, Number(share)]));
}

/**
 * Shares of this producer alone. Each job's class is drawn by them, with the number that belongs to the job; shares are
 * normalised, and a class that is not named has none. Nothing at all is as in the scenario.
 */
export const ownShares: VariantKind = {
  kind: 'own-shares',
  label: 'Own shares',
  help: 'This producer makes classes in shares of its own: one makes the orders, another the reports.',
  params: {
    shares: textParam({
      label: 'Shares', lengthMax: 4_000, initial: '', typed: true, primary: true,
      help: 'For each class its share, e.g. "order=0.9, vip=0.1". Classes that are not named do not come; empty is as in the scenario.',
    }),
  },
  refuse: (values) => {
    const all = items(values);
    const wrong = all.findIndex((item) => !(Number(SHARE.exec(item)?.[2]) <= SHARE_MAX));
    if (wrong >= 0) return `item ${wrong + 1} of "shares" must be a class and its share such as "order=0.9", found ${JSON.stringify(all[wrong].slice(0, SHOWN_CHARS_MAX))}`;
    const shares = sharesOf(values);
    if (shares.size < all.length) return '"shares" must name each class once';
    return shares.size === 0 || [...shares.values()].some((share) => share > 0) ? '' : '"shares" needs a class with a share above 0';
  },
  classesNamed: (values) => [...sharesOf(values).keys()].map((id) => ({ param: 'shares', id })),
  /** Where the shares up to each class begin in the constants; 0: as in the scenario. */
  compile: (values, context) => {
    const shares = sharesOf(values);
    const own = context.classIds.map((id) => shares.get(id) ?? 0);
    const total = own.reduce((sum, share) => sum + share, 0);
    if (total === 0) return [0];
    let upTo = 0;
    return [context.keep(Float64Array.from(own, (share) => (upTo += share / total)))];
  },
};
