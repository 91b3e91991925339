import { Panel } from '@xyflow/react';
import type { Graphics } from './use-moving-picture';

interface NoGraphicsProps {
  readonly graphics: Exclude<Graphics, 'there'>;
  /** One of two pictures has room for a line in its corner alone. */
  readonly isOfTwo: boolean;
}

const WORDS = {
  none: 'This display has no WebGL 2, so jobs are not drawn. Stations and numbers are live all the same.',
  lost: 'The display has lost its graphics. Jobs are drawn again when they are back; stations and numbers are live all the same.',
} as const;
const SHORT = { none: 'No WebGL 2: jobs are not drawn.', lost: 'Graphics lost: no jobs are drawn.' } as const;

/** What is missing where nothing can be drawn over the diagram. */
export function NoGraphics({ graphics, isOfTwo }: NoGraphicsProps) {
  return (
    <Panel position={isOfTwo ? 'bottom-left' : 'top-center'} className="stage-missing">
      <p role="status" title={WORDS[graphics]}>{(isOfTwo ? SHORT : WORDS)[graphics]}</p>
    </Panel>
  );
}
