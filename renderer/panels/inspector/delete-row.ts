import type { MouseEvent } from 'react';
import type { Result } from '../../../simulations/scenario/problem';

/** Deletes the row that the pressed button stands in. The focus goes on in the row beside it; after the last row, at the button that adds one or at the fold. */
export function deleteRow({ currentTarget }: MouseEvent, deletion: () => Result<void>): void {
  const row = currentTarget.closest('.inspector-row, li');
  const after = row?.nextElementSibling;
  const beside = [after, row?.previousElementSibling].find((each) => each?.matches('.inspector-row, li') === true);
  const next = beside?.querySelector('input, .ui-button') ?? after ?? row?.closest('details')?.querySelector('summary');
  if (deletion().ok && next instanceof HTMLElement) next.focus();
}
