import type { ParamValue } from '../../../simulations/engine/param';
import type { StationSpec } from '../../../simulations/scenario/scenario';
import { producerForm, queueForm, sinkForm, workersForm } from './basic-forms';
import type { StationForm } from './form';
import { beltForm, cacheForm, forkForm, gateForm, joinForm, limiterForm, otherForm, routerForm, topicForm } from './other-forms';

export { SKY, type FormKind, type Stand, type StationForm } from './form';

/** `ways`: how many links lead out, which matters to those that keep something for each. */
export function stationForm(spec: StationSpec, ways = 1): StationForm {
  switch (spec.kind) {
    case 'producer': return producerForm();
    case 'queue': return queueForm(amount(spec['capacityJobs'], 100));
    case 'workers': return workersForm(placesOfWorkers(spec));
    case 'delay': return beltForm();
    case 'router': return routerForm();
    case 'limiter': return limiterForm();
    case 'fork': return forkForm();
    case 'join': return joinForm();
    case 'cache': return cacheForm();
    case 'topic': return topicForm(amount(spec['partitions'], 4), Math.max(1, ways));
    case 'gate': return gateForm();
    case 'sink': return sinkForm();
    default: return otherForm();
  }
}

/** A number of places; the word "unbounded" is Infinity. */
function amount(value: ParamValue | readonly [number, number] | undefined, initial: number): number {
  if (value === 'unbounded') return Infinity;
  return typeof value === 'number' ? value : initial;
}

/** A place for each job that can be in service: batches have several in a cell, and shared workers have no cells of their own. */
function placesOfWorkers(spec: StationSpec): number {
  if (spec['sharing'] === 'processor-sharing') return amount(spec['jobsAtOnce'], Infinity);
  return amount(spec['workers'], 4) * amount(spec['batchSize'], 1);
}
