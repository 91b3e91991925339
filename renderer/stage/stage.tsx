import '@xyflow/react/dist/base.css';
import './stage.css';
import {
  applyNodeChanges, Background, BackgroundVariant, Panel, ReactFlow, ReactFlowProvider, useOnViewportChange, useReactFlow, type NodeChange,
} from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { AppActions, DocumentStore } from '../document';
import type { RunController } from '../run';
import { IconButton } from '../ui/icon-button';
import { layOut, type Point } from './geometry/layout';
import { Legend } from './legend';
import { ChannelEdge, type ChannelEdgeType } from './nodes/channel-edge';
import { StationNode, type StationNodeType } from './nodes/station-node';
import { NO_NUMBERS, StationBoard } from './station-board';
import { nameOf, stationWords } from './station-words';
import { useMovingPicture } from './use-moving-picture';
import { useStill } from './use-still';

export interface StageProps {
  readonly run: RunController;
  readonly document: DocumentStore;
  readonly actions: AppActions;
  readonly selection: string | null;
  readonly onSelect: (id: string | null) => void;
}

const nodeTypes = { station: StationNode };
const edgeTypes = { channel: ChannelEdge };
const FIT = { padding: { top: '64px', right: '48px', bottom: '72px', left: '48px' }, maxZoom: 1.6, minZoom: 0.15 } as const;
const ARIA = {
  'node.a11yDescription.default': 'Press Enter to select the station, then the arrow keys to move it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to select the station.',
};

/** Places are told in steps of this many pixels, which is also an arrow key's step. */
const STEP = 5;
const snap = (value: number): number => Math.round(value / STEP) * STEP;

/** The moving picture: the diagram under the hand, and the jobs on their way over it. */
export function Stage(props: StageProps) {
  return <ReactFlowProvider><StageFlow {...props} /></ReactFlowProvider>;
}

function StageFlow({ run, document, actions, selection, onSelect }: StageProps) {
  const { scenario } = useSyncExternalStore(document.subscribe, document.getSnapshot);
  const sampleEvery = useSyncExternalStore(run.subscribe, () => run.getSnapshot().sampleEvery);
  const [board] = useState(() => new StationBoard());
  const spoken = useSyncExternalStore(board.subscribe, board.getSpoken);
  const [moved, setMoved] = useState<ReadonlyMap<string, Point>>(new Map());
  const [flows, setFlows] = useState<readonly number[]>([]);
  const host = useRef<HTMLDivElement>(null);
  const still = useStill();
  const { fitView, getViewport, zoomIn, zoomOut } = useReactFlow<StationNodeType, ChannelEdgeType>();

  const { stations, links } = scenario;
  const layout = useMemo(() => layOut({ stations, links }, moved), [stations, links, moved]);
  const { failed, setCamera } = useMovingPicture({ run, layout, board, still, host, getCamera: getViewport, onFlows: setFlows });
  useOnViewportChange({ onChange: setCamera });

  const nodes = useMemo(() => layout.stations.map(({ id, form, x, y }): StationNodeType => {
    const spec = stations[id] ?? { kind: 'other' };
    return {
      id, type: 'station', position: { x, y }, width: form.width, height: form.height, measured: { width: form.width, height: form.height },
      data: { spec, form, board }, selected: id === selection, deletable: false,
      ariaLabel: stationWords(nameOf(id, spec), spec, spoken.get(id) ?? NO_NUMBERS),
    };
  }), [layout, stations, board, selection, spoken]);

  const edges = useMemo(() => layout.links.map(({ from, to, d }, link): ChannelEdgeType => ({
    id: `${from}>${to}`, source: from, target: to, type: 'channel', data: { d, flowPerS: flows[link] ?? 0 },
    focusable: false, selectable: false, deletable: false,
  })), [layout, flows]);

  /** React Flow proposes; places go to the document, the selection to the app. */
  const onNodesChange = useCallback((changes: NodeChange<StationNodeType>[]) => {
    const after = new Map(applyNodeChanges(changes, nodes).map((node) => [node.id, node]));
    const places = new Map<string, Point>();
    let dragging = false;
    for (const change of changes) {
      if (change.type === 'select' && change.selected) onSelect(change.id);
      if (change.type !== 'position' || change.position === undefined) continue;
      const node = after.get(change.id);
      if (node === undefined) continue;
      places.set(change.id, [snap(node.position.x), snap(node.position.y - node.data.form.top)]);
      dragging ||= change.dragging === true;
    }
    if (places.size === 0) return;
    if (dragging) setMoved((before) => new Map([...before, ...places]));
    else {
      setMoved(new Map());
      actions.moveStations(Object.fromEntries(places));
    }
  }, [nodes, onSelect, actions]);

  useFitting(Object.keys(stations).join(' '), host, () => void fitView(FIT));

  return (
    <section className="stage" aria-label="Stage">
      <ReactFlow<StationNodeType, ChannelEdgeType>
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes}
        onNodesChange={onNodesChange} onPaneClick={() => onSelect(null)}
        fitView fitViewOptions={FIT} minZoom={0.15} maxZoom={4}
        nodesConnectable={false} deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null}
        ariaLabelConfig={ARIA} proOptions={{ hideAttribution: true }} colorMode="dark"
      >
        <Background variant={BackgroundVariant.Dots} gap={30} size={1.4} />
        <div className="stage-canvas" ref={host} aria-hidden />
        <Panel position="bottom-right" className="stage-zoom">
          <IconButton icon={Plus} name="Zoom in" onClick={() => void zoomIn()} />
          <IconButton icon={Minus} name="Zoom out" onClick={() => void zoomOut()} />
          <IconButton icon={Maximize} name="Fit the picture" onClick={() => void fitView({ ...FIT, duration: still ? 0 : 250 })} />
        </Panel>
        <Panel position="bottom-left"><Legend sampleEvery={sampleEvery} still={still} /></Panel>
        {failed && (
          <Panel position="top-center" className="stage-missing">
            <p role="status">This display has no WebGL 2, so jobs are not drawn. Stations and numbers are live all the same.</p>
          </Panel>
        )}
      </ReactFlow>
    </section>
  );
}

/** Fits the picture when another model is opened, and as long as nobody has moved the camera when the room changes. */
function useFitting(model: string, host: { readonly current: HTMLDivElement | null }, fit: () => void): void {
  const latest = useRef(fit);
  useEffect(() => { latest.current = fit; });
  useEffect(() => {
    const element = host.current?.closest<HTMLElement>('.stage') ?? null;
    if (element === null) return undefined;
    let byHand = false;
    let request = 0;
    const again = () => {
      cancelAnimationFrame(request);
      if (!byHand) request = requestAnimationFrame(() => latest.current());
    };
    const hand = () => { byHand = true; };
    const resizes = new ResizeObserver(again);
    resizes.observe(element);
    element.addEventListener('wheel', hand, { passive: true });
    element.addEventListener('pointerdown', hand);
    return () => {
      cancelAnimationFrame(request);
      resizes.disconnect();
      element.removeEventListener('wheel', hand);
      element.removeEventListener('pointerdown', hand);
    };
  }, [model, host]);
}
