import { aboutParts } from './about-text';
import type { PanelProps } from './panel-props';
import { useWatched } from './use-watched';
import './panels.css';

/** What the scenario is, what to notice, what to try. */
export function ScenarioCard({ document }: PanelProps) {
  const { scenario } = useWatched(document);
  return (
    <details className="panel-card" open>
      <summary>
        <h2>{scenario.title}</h2>
      </summary>
      {aboutParts(scenario.about).map(({ heading, blocks }, part, all) => (
        <section key={part}>
          {(heading !== '' || all.length > 1) && <h3>{heading === '' ? 'What it is' : heading}</h3>}
          {blocks.map((block, n) =>
            block.type === 'paragraph'
              ? <p key={n}>{block.text}</p>
              : <List key={n} numbered={block.numbered} items={block.items} />)}
        </section>
      ))}
    </details>
  );
}

function List({ numbered, items }: { readonly numbered: boolean; readonly items: readonly string[] }) {
  const lines = items.map((item, at) => <li key={at}>{item}</li>);
  return numbered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}
