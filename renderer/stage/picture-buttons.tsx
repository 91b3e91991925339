import { Panel, useReactFlow } from '@xyflow/react';
import { Crosshair, Maximize, Minus, Network, Plus } from 'lucide-react';
import { memo } from 'react';
import type { AppActions } from '../document';
import { IconButton } from '../ui/icon-button';

interface PictureButtonsProps {
  readonly actions: AppActions;
  readonly onFit: () => void;
  /** Away from what is at the foot of a picture that has little room. */
  readonly atTop: boolean;
}

/** What one does with the picture as a whole. */
export const PictureButtons = memo(function PictureButtons({ actions, onFit, atTop }: PictureButtonsProps) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <Panel position={atTop ? 'top-right' : 'bottom-right'} className="stage-zoom">
      <IconButton icon={Crosshair} name="Follow a job" hint="Follow the next job on its way" shortcut="J" onClick={() => actions.followNext()} />
      <IconButton icon={Network} name="Tidy up" hint="Tidy up: lay everything out along the flow" shortcut="L" onClick={() => actions.tidy()} />
      <IconButton icon={Plus} name="Zoom in" onClick={() => void zoomIn()} />
      <IconButton icon={Minus} name="Zoom out" onClick={() => void zoomOut()} />
      <IconButton icon={Maximize} name="Fit the picture" onClick={onFit} />
    </Panel>
  );
});
