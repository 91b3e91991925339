import { Panel } from '@xyflow/react';

/** What is missing where nothing can be drawn over the diagram. */
export function NoGraphics() {
  return (
    <Panel position="top-center" className="stage-missing">
      <p role="status">This display has no WebGL 2, so jobs are not drawn. Stations and numbers are live all the same.</p>
    </Panel>
  );
}
