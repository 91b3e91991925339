export { aligned, distributed, type Alignment, type Direction, type PlacedBox, type Shifts } from './arrange';
export { withClass, withClassId, withoutClass } from './classes';
export { fragmentOf, fragmentText, readFragment, withFragment, type Fragment } from './fragment';
export { isCall, isSingle, linkProblem, mayCall, possibleTargets, withLink, withLinkMoved, type NewLink } from './links';
export { missingIn, type Missing } from './missing';
export { listed, nameIn, titleOf } from './names';
export { isEmpty, linkId, NO_PARTS, sameParts, stillThere, type Parts } from './parts';
export type { Point } from './places';
export { freePlace, withId, withLabel, withoutParts, withStation, type NewStation } from './stations';
