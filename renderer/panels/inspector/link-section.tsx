import { ArrowLeftRight, Clock, PhoneCall, Trash2 } from 'lucide-react';
import { catalog } from '../../../simulations/catalog';
import type { Param, Params, ParamValues } from '../../../simulations/engine/param';
import { isWay } from '../../../simulations/scenario/param-path';
import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { isCall, linkId, linkProblem, mayCall, nameIn, type AppActions } from '../../document';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { ParamControl } from '../param-control';
import { byImportance } from '../param-edits';

interface LinkSectionProps {
  readonly scenario: Scenario;
  readonly link: LinkSpec;
  readonly actions: AppActions;
}

/** The selected link: where it leads, what it is, and all that its kind declares to be set. */
export function LinkSection({ scenario, link, actions }: LinkSectionProps) {
  const id = linkId(link);
  const title = `${nameIn(scenario, link.from)} → ${nameIn(scenario, link.to)}`;
  const { flow, call } = catalog.links;
  const kind = isCall(link) ? call : flow;
  const replaced = (next: LinkSpec): Scenario => ({ ...scenario, links: scenario.links.map((each) => (each === link ? next : each)) });
  const backProblem = linkProblem(scenario, { ...link, from: link.to, to: link.from }, id);
  const { call: _call, ...asFlow } = link;
  const { delayS: _delay, lossRatio: _loss, ...atOnce } = link;
  const other: LinkSpec = isCall(link) ? asFlow : { ...link, call: {} };
  const canChangeKind = isCall(link) || mayCall(stationKind(scenario.stations[link.from]?.kind));
  const otherProblem = canChangeKind ? linkProblem(scenario, other, id) : '';

  return (
    <section className="panel-station" data-selected aria-label={`Link from ${nameIn(scenario, link.from)} to ${nameIn(scenario, link.to)}, selected`}>
      <header className="ui-row">
        <h2>{title}</h2>
        <span className="panel-kind">{kind.label}</span>
        <Help about={kind.label}>{kind.help}</Help>
      </header>
      <div className="inspector-pair">
        <End scenario={scenario} link={link} end="from" actions={actions} />
        <End scenario={scenario} link={link} end="to" actions={actions} />
      </div>
      {link.call !== undefined && <LinkParams key={`${id} call`} params={call.params} values={link.call} path={`links.${id}.call`} owner={title} actions={actions} />}
      {isWay(link) && <LinkParams key={id} params={flow.params} values={link as unknown as ParamValues} path={`links.${id}`} owner={title} actions={actions} />}
      <div className="inspector-buttons">
        <IconButton
          icon={Clock} name={isWay(link) ? 'Let it take no time' : 'Let it take time'} showName hint={isWay(link) ? 'The link hands jobs over at once, and loses none' : 'Gives the link a delay and losses to set'}
          onClick={() => void actions.change(`time on ${title}`, replaced(isWay(link) ? atOnce : { ...link, delayS: FIRST_DELAY_S }))}
        />
        {canChangeKind && (
          <IconButton
            icon={PhoneCall} name={isCall(link) ? 'Hand over instead' : 'Call instead'} showName disabled={otherProblem !== ''}
            hint={otherProblem === '' ? (isCall(link) ? flow : call).help : otherProblem} onClick={() => void actions.change(`kind of ${title}`, replaced(other))}
          />
        )}
        <IconButton
          icon={ArrowLeftRight} name="Turn the link round" showName disabled={backProblem !== ''} hint={backProblem === '' ? 'Turn the link round' : backProblem}
          onClick={() => void actions.moveLink(id, { from: link.to, to: link.from })}
        />
        <IconButton icon={Trash2} name="Delete the link" showName shortcut="Delete" onClick={() => actions.deleteSelected()} />
      </div>
    </section>
  );
}

/** Long enough to be seen. */
const FIRST_DELAY_S = 0.05;

interface LinkParamsProps {
  readonly params: Params;
  readonly values: ParamValues;
  readonly path: string;
  readonly owner: string;
  readonly actions: AppActions;
}

/** The most important first, the others behind a fold, as a station has them. */
function LinkParams({ params, values, path, owner, actions }: LinkParamsProps) {
  const { primary, other } = byImportance(params);
  const control = ([name, param]: [string, Param]) => (
    <ParamControl key={name} param={param} value={values[name]} path={`${path}.${name}`} owner={owner} actions={actions} />
  );
  if (primary.length === 0) return other.map(control);
  return (
    <>
      {primary.map(control)}
      {other.length > 0 && (
        <details className="panel-more">
          <summary aria-label={`More of ${owner}`}>More</summary>
          {other.map(control)}
        </details>
      )}
    </>
  );
}

interface EndProps extends LinkSectionProps {
  readonly end: 'from' | 'to';
}

/** One end, moved by choosing another station; impossible ones are there to be seen and cannot be chosen. */
function End({ scenario, link, end, actions }: EndProps) {
  const id = linkId(link);
  return (
    <label className="inspector-end">
      {end === 'from' ? 'From' : 'To'}
      <select className="ui-select" value={link[end]} onChange={(event) => actions.moveLink(id, { from: link.from, to: link.to, [end]: event.target.value })}>
        {Object.keys(scenario.stations).map((station) => (
          <option key={station} value={station} disabled={station !== link[end] && linkProblem(scenario, { ...link, [end]: station }, id) !== ''}>
            {nameIn(scenario, station)}
          </option>
        ))}
      </select>
    </label>
  );
}
