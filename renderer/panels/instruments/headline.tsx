import { memo } from 'react';
import type { HeadlineModel } from './headline-model';

/** The figures one would read out loud, large. */
export const Headline = memo(function Headline({ figures }: { readonly figures: readonly HeadlineModel[] }) {
  return (
    <dl className="headline" aria-label="Headline figures">
      {figures.map(({ key, label, figure, rests, since, faint, help }) => (
        <div key={key} className="headline-figure" data-faint={faint} data-figure={key} title={help}>
          <dt>{label}</dt>
          <dd>
            <strong>{figure.number}</strong> <span className="headline-unit">{figure.unit}</span>
            <small>{rests === '' ? '\u00a0' : rests}</small>
            <small>{since === '' ? '\u00a0' : since}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
});
