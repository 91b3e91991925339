import { memo, useState } from 'react';
import type { Param, ParamValue } from '../../simulations/engine/param';
import { problemText } from '../../simulations/scenario/problem';
import type { AppActions } from '../document';
import { ChoiceControl } from '../ui/choice-control';
import { Help } from '../ui/help';
import { NumberControl } from '../ui/number-control';
import { TextControl } from '../ui/text-control';
import { isTable, isVariant, membersOf, switchedTo, textSize } from './param-edits';

interface ParamControlProps {
  readonly param: Param;
  /** Undefined: the scenario leaves it out. */
  readonly value: ParamValue | undefined;
  /** Where it stands in the scenario: `stations.inbox.capacityJobs`. */
  readonly path: string;
  /** The station's name. */
  readonly owner: string;
  readonly actions: AppActions;
}

/** The control for one parameter, whatever its type; nothing here knows any particular parameter. */
export const ParamControl = memo(function ParamControl({ param, value: given, path, owner, actions }: ParamControlProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const value = given ?? param.initial;
  const set = (at: string, next: ParamValue, gesture?: string): string | null => {
    const result = actions.setParam(at, next, gesture === undefined ? undefined : `${gesture} ${at}`);
    const wrong = result.ok ? null : result.problems.map((one) => (one.path === at ? one.message : problemText(one))).join(' ');
    setProblem(wrong);
    return wrong;
  };

  switch (param.type) {
    case 'number':
      return (
        <NumberControl
          param={param}
          owner={owner}
          value={typeof value === 'number' || value === 'unbounded' ? value : param.initial}
          onChange={(next, gesture) => set(path, next, gesture)}
        />
      );
    case 'choice':
      return (
        <>
          <ChoiceControl
            label={param.label} help={param.help} owner={owner} options={param.options}
            value={typeof value === 'string' ? value : param.initial} look="list"
            onChange={(id) => void set(path, id)}
          />
          {problem !== null && <p className="ui-problem" role="alert">{problem}</p>}
        </>
      );
    case 'text': {
      const text = typeof value === 'string' ? value : param.initial;
      if (param.typed === true) return <TextControl param={param} owner={owner} value={text} onChange={(next) => set(path, next)} />;
      return (
        <div className="ui-choice">
          <div className="ui-row">
            <span className="ui-label">{param.label}</span>
            <Help about={`${owner} ${param.label.toLowerCase()}`}>{param.help}</Help>
            <span className="ui-value">{isTable(param) ? textSize(text) : text || 'none'}</span>
          </div>
          {isTable(param) && <p className="ui-hint">To replace them, drop a CSV on the window.</p>}
        </div>
      );
    }
    case 'variant': {
      const members = membersOf(param);
      const current = isVariant(value) ? value : param.initial;
      const member = members.find(({ kind }) => kind === current.kind);
      const bare = members.every(({ params }) => Object.keys(params).length === 0);
      return (
        <div className="panel-variant">
          {members.length > 1 && (
            <ChoiceControl
              label={param.label} help={param.help} owner={owner}
              options={members.map(({ kind, label, help }) => ({ id: kind, label, help }))}
              value={current.kind}
              look={bare ? 'cards' : members.length <= 3 ? 'segments' : 'list'}
              onChange={(kind) => {
                const next = members.find((one) => one.kind === kind);
                if (next !== undefined) set(path, switchedTo(next, current));
              }}
            />
          )}
          {members.length === 1 && (
            <div className="ui-row">
              <span className="ui-label">{param.label}</span>
              <Help about={`${owner} ${param.label.toLowerCase()}`}>{param.help}</Help>
              <span className="ui-value" title={member?.help}>{member?.label}</span>
            </div>
          )}
          {Object.entries(member?.params ?? {}).map(([name, own]) => (
            <ParamControl
              key={`${current.kind}.${name}`} param={own} value={current[name]} path={`${path}.${name}`}
              owner={owner} actions={actions}
            />
          ))}
          {problem !== null && <p className="ui-problem" role="alert">{problem}</p>}
        </div>
      );
    }
  }
});
