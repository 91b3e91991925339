import { ArrowLeftRight, Trash2 } from 'lucide-react';
import type { Params, ParamValue } from '../../../simulations/engine/param';
import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import { linkId, linkProblem, nameIn, type AppActions } from '../../document';
import { Cell } from '../../ui/cell';
import { IconButton } from '../../ui/icon-button';
import { ParamControl } from '../param-control';
import { readValue, valueLabel, valuesOf, withLinkValue } from './link-values';
import { whyNot } from './said';

interface LinkSectionProps {
  readonly scenario: Scenario;
  readonly link: LinkSpec;
  readonly actions: AppActions;
  /** What a link can be set to, where that is declared; whatever else stands on it is shown as it is written. */
  readonly params?: Params;
}

/** The selected link: where it leads, and what is set on it. */
export function LinkSection({ scenario, link, actions, params = {} }: LinkSectionProps) {
  const id = linkId(link);
  const title = `${nameIn(scenario, link.from)} → ${nameIn(scenario, link.to)}`;
  const others = valuesOf(link).filter(({ path }) => !Object.hasOwn(params, path[0] ?? ''));
  const kind = Object.hasOwn(link, 'call') ? 'Call: waits for the answer' : 'Flow: hands a job over';

  return (
    <section className="panel-station" data-selected aria-label={`Link from ${nameIn(scenario, link.from)} to ${nameIn(scenario, link.to)}, selected`}>
      <header className="ui-row">
        <h2>{title}</h2>
        <span className="panel-kind">{kind}</span>
      </header>
      <div className="inspector-pair">
        <End scenario={scenario} link={link} end="from" actions={actions} />
        <End scenario={scenario} link={link} end="to" actions={actions} />
      </div>
      {Object.entries(params).map(([name, param]) => (
        <ParamControl
          key={name} param={param} value={(link as unknown as Readonly<Record<string, ParamValue | undefined>>)[name]} path={`links.${id}.${name}`} owner={title}
          actions={{ ...actions, setParam: (path, value, mergeKey) => actions.change(`${param.label} of ${title}`, withLinkValue(scenario, id, path.split('.').slice(2), value), { quiet: true, ...(mergeKey === undefined ? {} : { mergeKey }) }) }}
        />
      ))}
      {others.length > 0 && (
        <div className="inspector-values">
          {others.map(({ path, value }) => (
            <Cell
              key={path.join('.')} label={`${title}: ${valueLabel(path)}`} showLabel={valueLabel(path)} value={String(value)} numeric={typeof value === 'number'}
              onCommit={(text) => {
                const read = readValue(text, value);
                if (read === null) return typeof value === 'number' ? 'A number is needed here.' : 'Write true or false.';
                return whyNot(actions.change(`${valueLabel(path)} of ${title}`, withLinkValue(scenario, id, path, read.value), { quiet: true }));
              }}
            />
          ))}
        </div>
      )}
      <div className="inspector-buttons">
        <IconButton
          icon={ArrowLeftRight} name="Turn the link round" showName disabled={linkProblem(scenario, { from: link.to, to: link.from }, id) !== ''}
          hint={linkProblem(scenario, { from: link.to, to: link.from }, id) || 'Turn the link round'} onClick={() => actions.moveLink(id, { from: link.to, to: link.from })}
        />
        <IconButton icon={Trash2} name="Delete the link" showName shortcut="Delete" onClick={() => actions.deleteSelected()} />
      </div>
    </section>
  );
}

interface EndProps extends Pick<LinkSectionProps, 'scenario' | 'link' | 'actions'> {
  readonly end: 'from' | 'to';
}

/** One end, moved by choosing another station; impossible ones are there to be seen and cannot be chosen. */
function End({ scenario, link, end, actions }: EndProps) {
  const id = linkId(link);
  return (
    <label className="inspector-end">
      {end === 'from' ? 'From' : 'To'}
      <select className="ui-select" value={link[end]} onChange={(event) => actions.moveLink(id, { ...link, [end]: event.target.value })}>
        {Object.keys(scenario.stations).map((station) => (
          <option key={station} value={station} disabled={station !== link[end] && linkProblem(scenario, { from: link.from, to: link.to, [end]: station }, id) !== ''}>
            {nameIn(scenario, station)}
          </option>
        ))}
      </select>
    </label>
  );
}
