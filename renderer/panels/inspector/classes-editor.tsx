import { Plus, X } from 'lucide-react';
import type { JobClass, Scenario } from '../../../simulations/scenario/scenario';
import { CLASS_NUMBERS } from '../../../simulations/scenario/validate-scenario';
import { withClass, withClassId, type AppActions } from '../../document';
import { Cell } from '../../ui/cell';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { useRowKeys } from '../../ui/row-keys';
import { deleteRow } from './delete-row';
import { NumberCell } from './number-cell';
import { whyNot } from './said';

/** The kinds of jobs: how frequent, how important, how urgent. */
export function ClassesEditor({ scenario, actions }: { readonly scenario: Scenario; readonly actions: AppActions }) {
  const keys = useRowKeys(scenario.classes);
  const classes = Object.entries(scenario.classes);
  const set = (id: string, label: string, next: JobClass) =>
    actions.change(`${label} of ${id}`, { ...scenario, classes: { ...scenario.classes, [id]: next } }, { quiet: true });
  return (
    <fieldset className="inspector-list">
      <legend>Classes of jobs <Help about="Classes of jobs">Producers make jobs of these classes by their shares. A larger priority is more important; a job served after its deadline is not good.</Help></legend>
      {classes.map(([id, each]) => (
        <div key={keys[id]} className="inspector-row inspector-class">
          <Cell
            label={`Class ${id}: id`} showLabel="Class" value={id}
            onCommit={(text) => {
              const renamed = withClassId(scenario, id, text.trim());
              return whyNot(renamed.ok ? actions.change(`id of class ${id}`, renamed.value, { quiet: true }) : renamed);
            }}
          />
          <NumberCell label={`Class ${id}: share`} showLabel="Share" range={CLASS_NUMBERS.share} value={each.share} onChange={(share = 1) => set(id, 'share', { ...each, share })} />
          <NumberCell label={`Class ${id}: priority`} showLabel="Priority" range={CLASS_NUMBERS.priority} value={each.priority} onChange={(priority = 0) => set(id, 'priority', { ...each, priority })} />
          <NumberCell
            label={`Class ${id}: deadline, s`} showLabel="Deadline, s" range={CLASS_NUMBERS.deadlineS} value={each.deadlineS} absent="none"
            onChange={(deadlineS) => {
              const { deadlineS: _, ...rest } = each;
              return set(id, 'deadline', deadlineS === undefined ? rest : { ...each, deadlineS });
            }}
          />
          <IconButton icon={X} name={`Delete the class ${id}`} disabled={classes.length === 1} onClick={(event) => deleteRow(event, () => actions.deleteClass(id))} />
        </div>
      ))}
      <IconButton icon={Plus} name="Add a class" showName onClick={() => void actions.change('new class', withClass(scenario))} />
    </fieldset>
  );
}
