import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useOnViewportChange, useReactFlow } from '@xyflow/react';
import { memo, useCallback, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { NO_PARTS, type AppActions } from '../document';
import type { JobFollower, OtherRun } from '../run';
import { useFollowed } from './follow/use-followed';
import { useJobPointer } from './follow/use-job-pointer';
import type { Point } from './geometry/layout';
import { NoGraphics } from './no-graphics';
import type { ChannelEdgeType } from './nodes/channel-edge';
import type { StationNodeType } from './nodes/station-node';
import { StationBoard } from './station-board';
import { useDetail } from './use-detail';
import { DIAGRAM_TYPES, FIT, paddingFor, useDiagram } from './use-diagram';
import { useFitting } from './use-fitting';
import { useMovingPicture } from './use-moving-picture';
import { useStill } from './use-still';

interface OtherStageProps {
  readonly run: OtherRun;
  readonly follower: JobFollower;
  /** What this version is called. */
  readonly name: string;
  /** Made with what there is to say of the job that is followed, or ''. */
  readonly caption: (ofJob: string) => ReactNode;
  readonly actions: Pick<AppActions, 'followJob'>;
}

const NOWHERE: ReadonlyMap<string, Point> = new Map();
const ARIA = {
  'node.a11yDescription.default': 'A station of the other version; it cannot be changed here.',
  'node.a11yDescription.keyboardDisabled': 'A station of the other version; it cannot be changed here.',
  'edge.a11yDescription.default': 'A link of the other version; it cannot be changed here.',
};
const nothing = () => undefined;

/** The picture of another version, to be watched and not touched. */
export const OtherStage = memo(function OtherStage(props: OtherStageProps) {
  return <ReactFlowProvider><OtherFlow {...props} /></ReactFlowProvider>;
});

function OtherFlow({ run, follower, name, caption, actions }: OtherStageProps) {
  const scenario = useSyncExternalStore(run.subscribe, () => run.getSnapshot().scenario) ?? run.begun;
  const [board] = useState(() => new StationBoard());
  const host = useRef<HTMLDivElement>(null);
  const still = useStill();
  const detail = useDetail();
  const { fitView, getViewport, setCenter } = useReactFlow<StationNodeType, ChannelEdgeType>();
  const followed = useFollowed(follower, run);
  const { nodes, edges, layout } = useDiagram({ scenario, board, moved: NOWHERE, picked: NO_PARTS, places: followed.places, known: null });
  const { graphics, setCamera, dotAt } = useMovingPicture({
    run, layout, board, still, host, getCamera: getViewport, follower, markName: followed.name, onMoving: nothing,
    onOutOfSight: (x, y) => void setCenter(x, y, { zoom: getViewport().zoom, duration: still ? 0 : 300 }),
  });
  const followThere = useCallback((job: number) => actions.followJob(run.inLead(job)), [actions, run]);
  const pointer = useJobPointer({ host, dotAt, actions: { followJob: followThere }, nameOf: (job) => followed.words?.job(job) ?? '' });
  useOnViewportChange({ onChange: setCamera });
  const fit = useCallback(() => void fitView({ ...FIT, padding: paddingFor(false, true) }), [fitView]);
  const { onMoveStart } = useFitting({ opened: 'the other', showAlls: 0, stations: run.begun.stations, host, fit, show: fit });
  return (
    <section className="stage stage-other" aria-label={`Beside it: ${name}`} data-detail={detail} {...pointer}>
      {caption(followed.followed.what === 'job' ? `${followed.name}: ${followed.words?.outcome(followed.followed.way, followed.nowNs) ?? ''}` : '')}
      <ReactFlow<StationNodeType, ChannelEdgeType>
        id="other" nodes={nodes} edges={edges} {...DIAGRAM_TYPES} nodesDraggable={false} nodesConnectable={false} elementsSelectable={false} edgesReconnectable={false}
        onMoveStart={onMoveStart} minZoom={0.15} maxZoom={4} deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null}
        ariaLabelConfig={ARIA} proOptions={{ hideAttribution: true }} colorMode="dark"
      >
        <Background variant={BackgroundVariant.Dots} gap={30} size={1.4} />
        <div className="stage-canvas" ref={host} aria-hidden />
        {graphics !== 'there' && <NoGraphics graphics={graphics} isOfTwo />}
      </ReactFlow>
    </section>
  );
}
