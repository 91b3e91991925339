import { aboutParts, type AboutBlock } from './about-text';

/** A scenario's card in full, one part under the other. */
export function AboutParts({ about }: { readonly about: string }) {
  return aboutParts(about).map(({ heading, blocks }, n) => (
    <section key={n}>
      {heading !== '' && <h4>{heading}</h4>}
      <AboutBlocks blocks={blocks} />
    </section>
  ));
}

export function AboutBlocks({ blocks }: { readonly blocks: readonly AboutBlock[] }) {
  return blocks.map((block, n) => {
    if (block.type === 'paragraph') return <p key={n}>{block.text}</p>;
    const lines = block.items.map((item, at) => <li key={at}>{item}</li>);
    return block.numbered ? <ol key={n}>{lines}</ol> : <ul key={n}>{lines}</ul>;
  });
}
