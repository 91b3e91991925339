import { Plus, X } from 'lucide-react';
import { stationMetrics, wholeMetrics } from '../../../simulations/scenario/metric-paths';
import type { Result } from '../../../simulations/scenario/problem';
import type { CheckSpec, Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { nameIn, type AppActions } from '../../document';
import { Cell } from '../../ui/cell';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { useRowKeys } from '../../ui/row-keys';
import { deleteRow } from './delete-row';
import { NumberCell } from './number-cell';
import { whyNot } from './said';

const ANY = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE, integer: false, unbounded: false, unit: '' };
const FIRST: CheckSpec = { name: 'p99 budget', metric: 'latencyS.p99', max: 1 };

/** What the scenario promises: figures and their limits. */
export function ChecksEditor({ scenario, actions }: { readonly scenario: Scenario; readonly actions: AppActions }) {
  const keys = useRowKeys(scenario.checks);
  const set = (label: string, checks: readonly CheckSpec[]): Result<void> => actions.change(label, { ...scenario, checks }, { quiet: true });
  const replace = (at: number, check: CheckSpec): Result<void> => set(`check ${check.name}`, scenario.checks.map((each, n) => (n === at ? check : each)));

  return (
    <fieldset className="inspector-list">
      <legend>Checks <Help about="Checks">A figure of the report and its limits. The command line says which ones a run meets.</Help></legend>
      {scenario.checks.map((check, n) => {
        const label = `Check ${n + 1}`;
        const { station: _, ...whole } = check;
        return (
          <div key={keys[n]} className="inspector-row inspector-check">
            <Cell label={`${label}: name`} showLabel="Name" value={check.name} onCommit={(name) => whyNot(replace(n, { ...check, name }))} />
            <label className="inspector-end">
              Of
              <select
                className="ui-select" aria-label={`${label}: of`} value={check.station ?? ''}
                onChange={(event) => {
                  const station = event.target.value;
                  const known = metricsOf(scenario, station);
                  const metric = known.includes(check.metric) ? check.metric : known[0] ?? check.metric;
                  void replace(n, station === '' ? { ...whole, metric } : { ...check, station, metric });
                }}
              >
                <option value="">the whole</option>
                {Object.keys(scenario.stations).map((id) => <option key={id} value={id}>{nameIn(scenario, id)}</option>)}
              </select>
            </label>
            <label className="inspector-end">
              Figure
              <select className="ui-select" aria-label={`${label}: figure`} value={check.metric} onChange={(event) => void replace(n, { ...check, metric: event.target.value })}>
                {metricsOf(scenario, check.station ?? '').map((metric) => <option key={metric} value={metric}>{metric}</option>)}
              </select>
            </label>
            <Limit label={label} check={check} limit="min" onChange={(next) => replace(n, next)} />
            <Limit label={label} check={check} limit="max" onChange={(next) => replace(n, next)} />
            <IconButton icon={X} name={`Delete check ${n + 1}`} onClick={(event) => deleteRow(event, () => set(`deletion of check ${check.name}`, scenario.checks.filter((_each, at) => at !== n)))} />
          </div>
        );
      })}
      <IconButton icon={Plus} name="Add a check" showName onClick={() => void set('new check', [...scenario.checks, { ...FIRST }])} />
    </fieldset>
  );
}

interface LimitProps {
  readonly label: string;
  readonly check: CheckSpec;
  readonly limit: 'min' | 'max';
  readonly onChange: (check: CheckSpec) => Result<void>;
}

function Limit({ label, check, limit, onChange }: LimitProps) {
  const said = limit === 'min' ? 'At least' : 'At most';
  return (
    <NumberCell
      label={`${label}: ${said.toLowerCase()}`} showLabel={said} range={ANY} value={check[limit]} absent="–"
      onChange={(value) => {
        const { [limit]: _, ...rest } = check;
        return onChange(value === undefined ? rest : { ...check, [limit]: value });
      }}
    />
  );
}

function metricsOf(scenario: Scenario, station: string): readonly string[] {
  const kind = stationKind(scenario.stations[station]?.kind);
  const metrics = kind === undefined ? wholeMetrics(Object.keys(scenario.classes)) : stationMetrics(kind);
  return [...new Set(metrics)];
}
