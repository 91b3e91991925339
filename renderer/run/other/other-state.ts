import type { Problem } from '../../../simulations/scenario/problem';

/** How far the other one is. */
export type OtherState =
  | { readonly is: 'there' }
  /** It goes to where the run is that it stands beside: a share of the way. */
  | { readonly is: 'on its way'; readonly share: number }
  | { readonly is: 'stopped'; readonly why: string }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  /** `why` completes "The engine …". */
  | { readonly is: 'lost'; readonly why: string };
