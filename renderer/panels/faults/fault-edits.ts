import { catalog } from '../../../simulations/catalog';
import type { FaultKind } from '../../../simulations/engine/kind';
import { withInitials } from '../../../simulations/engine/param';
import { faultKind } from '../../../simulations/scenario/fault-spec';
import type { FaultSpec, Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { linkId, nameIn } from '../../document';

export interface FaultTarget {
  /** A station's id, or a link's name. */
  readonly id: string;
  readonly name: string;
}

const SPAN_S = 10;

/** Where in a scenario a kind of fault can happen. */
export function targetsOf(scenario: Scenario, kind: FaultKind): readonly FaultTarget[] {
  if (kind.on === 'link') return scenario.links.map((link) => ({ id: linkId(link), name: `${nameIn(scenario, link.from)} → ${nameIn(scenario, link.to)}` }));
  return Object.entries(scenario.stations).flatMap(([id, spec]) => {
    const of = stationKind(spec.kind);
    return of !== undefined && kind.suits(of) ? [{ id, name: nameIn(scenario, id) }] : [];
  });
}

/** The kinds of faults that can happen somewhere in a scenario. */
export function faultsFor(scenario: Scenario): readonly FaultKind[] {
  return catalog.faults.filter((kind) => targetsOf(scenario, kind).length > 0);
}

export const targetOf = (fault: FaultSpec): string => fault.station ?? fault.link ?? '';

/** A fault of this kind with its parameters as declared, at the wished place if it can happen there, else at the first where it can. */
export function faultOf(scenario: Scenario, kind: FaultKind, wished: string, forS = SPAN_S): FaultSpec {
  const targets = targetsOf(scenario, kind);
  const target = (targets.find(({ id }) => id === wished) ?? targets[0])?.id ?? '';
  return { kind: kind.kind, ...withInitials(kind.params, {}), ...(kind.on === 'station' ? { station: target } : { link: target }), forS };
}

/** The same fault elsewhere. */
export function faultAt(fault: FaultSpec, target: string): FaultSpec {
  return faultKind(fault.kind)?.on === 'link' ? { ...fault, link: target } : { ...fault, station: target };
}

/** The first fault that one may want: at what is selected, or at the first station with workers, for these are where work is done. */
export function firstFault(scenario: Scenario, selection: string | null): FaultSpec | null {
  const kinds = faultsFor(scenario);
  const fits = selection === null ? undefined : kinds.find((kind) => targetsOf(scenario, kind).some(({ id }) => id === selection));
  const kind = fits ?? kinds[0];
  if (kind === undefined) return null;
  const works = targetsOf(scenario, kind).find(({ id }) => stationKind(scenario.stations[id]?.kind)?.params['workers'] !== undefined);
  return faultOf(scenario, kind, selection ?? works?.id ?? '');
}

/** Whether a fault can still happen: what it names may have been renamed or deleted. */
export function canHappen(scenario: Scenario, fault: FaultSpec): boolean {
  const kind = faultKind(fault.kind);
  return kind !== undefined && targetsOf(scenario, kind).some(({ id }) => id === targetOf(fault));
}
