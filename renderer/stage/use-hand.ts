import {
  applyNodeChanges, useReactFlow, type Connection, type EdgeChange, type FinalConnectionState, type NodeChange, type NodeSelectionChange,
} from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent as ReactMouseEvent } from 'react';
import type { LinkSpec } from '../../simulations/scenario/scenario';
import { linkProblem, type AppActions, type DocumentStore, type Parts } from '../document';
import { Gesture } from '../ui/gesture';
import { KIND_MIME } from '../ui/kind-drag';
import type { Point } from './geometry/layout';
import { SKY, stationForm } from './geometry/station-form';
import type { ChannelEdgeType } from './nodes/channel-edge';
import type { StationNodeType } from './nodes/station-node';

/** Places are told in steps of this many pixels, which is also an arrow key's step. */
const STEP = 5;
const snap = (value: number): number => Math.round(value / STEP) * STEP;

type Ends = Pick<LinkSpec, 'from' | 'to'>;
const endsOf = ({ source, target }: Pick<Connection, 'source' | 'target'>): Ends => ({ from: source, to: target });

interface Options {
  readonly document: DocumentStore;
  readonly nodes: readonly StationNodeType[];
  readonly actions: AppActions;
  readonly onPick: (choose: (before: Parts) => Parts) => void;
  /** Places under the hand that are not in the document yet. */
  readonly onMoving: (choose: (before: ReadonlyMap<string, Point>) => ReadonlyMap<string, Point>) => void;
}

/** React Flow proposes what the hand does; places and links go to the document, the selection to the app. */
export function useHand({ document, nodes, actions, onPick, onMoving }: Options) {
  const { screenToFlowPosition } = useReactFlow<StationNodeType, ChannelEdgeType>();
  const [gesture] = useState(() => new Gesture());
  const isDragged = useRef(false);
  /** The link whose end is in the hand. */
  const reconnecting = useRef<string | null>(null);

  // Asked for when the hand does something: React Flow looks at everything again whenever one of these functions is another.
  const newest = useRef(nodes);
  useEffect(() => { newest.current = nodes; }, [nodes]);
  const onNodesChange = useCallback((changes: NodeChange<StationNodeType>[]) => {
    const selections = changes.filter((change) => change.type === 'select');
    if (selections.length > 0) onPick((before) => ({ ...before, stations: selected(before.stations, selections) }));

    const after = new Map(applyNodeChanges(changes, [...newest.current]).map((node) => [node.id, node]));
    const places = new Map<string, Point>();
    let dragging = false;
    for (const change of changes) {
      if (change.type !== 'position' || change.position === undefined) continue;
      const node = after.get(change.id);
      if (node === undefined) continue;
      places.set(change.id, [snap(node.position.x), snap(node.position.y - node.data.form.top)]);
      dragging ||= change.dragging === true;
    }
    if (places.size === 0) return;
    if (dragging) {
      isDragged.current = true;
      onMoving((before) => new Map([...before, ...places]));
      return;
    }
    // A drag ends once; arrow keys in quick succession are one step.
    const mergeKey = isDragged.current ? undefined : `${gesture.keyAt(performance.now())} ${[...places.keys()].join(' ')}`;
    isDragged.current = false;
    onMoving(() => new Map());
    actions.moveStations(Object.fromEntries(places), mergeKey);
  }, [onPick, onMoving, actions, gesture]);

  const onEdgesChange = useCallback((changes: EdgeChange<ChannelEdgeType>[]) => {
    const selections = changes.filter((change) => change.type === 'select');
    if (selections.length > 0) onPick((before) => ({ ...before, links: selected(before.links, selections) }));
  }, [onPick]);

  const isValidConnection = useCallback((connection: Connection | ChannelEdgeType) =>
    linkProblem(document.getSnapshot().scenario, endsOf(connection), reconnecting.current) === '', [document]);

  const onConnect = useCallback((connection: Connection) => void actions.link(endsOf(connection)), [actions]);

  /** Anywhere on a station is good enough to let go, and what is impossible is said. */
  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid === true || state.fromNode === null || reconnecting.current !== null) return;
    const other = state.toNode?.id ?? stationUnder(event);
    if (other === null) return;
    const here = state.fromNode.id;
    if (other === here && state.toNode === null) return; // Let go where it began.
    actions.link(state.fromHandle.type === 'target' ? { from: other, to: here } : { from: here, to: other });
  }, [actions]);

  const onReconnectStart = useCallback((_event: unknown, edge: ChannelEdgeType) => { reconnecting.current = edge.id; }, []);
  const onReconnect = useCallback((edge: ChannelEdgeType, connection: Connection) => void actions.moveLink(edge.id, endsOf(connection)), [actions]);
  const onReconnectEnd = useCallback((event: MouseEvent | TouchEvent, edge: ChannelEdgeType, fixed: 'source' | 'target', state: FinalConnectionState) => {
    reconnecting.current = null;
    const other = state.toNode?.id ?? stationUnder(event);
    if (state.isValid === true || other === null) return;
    actions.moveLink(edge.id, fixed === 'source' ? { from: edge.source, to: other } : { from: other, to: edge.target });
  }, [actions]);

  /** One of several that are selected, clicked or entered without Shift, is selected alone. */
  const only = useCallback((event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }, parts: Parts) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) onPick(() => parts);
  }, [onPick]);
  const onNodeClick = useCallback((event: MouseEvent | ReactMouseEvent, { id }: StationNodeType) => only(event, { stations: [id], links: [] }), [only]);
  const onEdgeClick = useCallback((event: MouseEvent | ReactMouseEvent, { id }: ChannelEdgeType) => only(event, { stations: [], links: [id] }), [only]);
  const onKeyDownCapture = useCallback((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof Element)) return;
    const id = event.target.getAttribute('data-id') ?? '';
    if (event.target.classList.contains('react-flow__node')) only(event, { stations: [id], links: [] });
    if (event.target.classList.contains('react-flow__edge')) only(event, { stations: [], links: [id] });
  }, [only]);

  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(KIND_MIME)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }, []);
  const onDrop = useCallback((event: DragEvent) => {
    const kind = event.dataTransfer.getData(KIND_MIME);
    if (kind === '') return;
    event.preventDefault();
    // Its middle, where its links meet it, comes under the pointer.
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    actions.addStation(kind, [snap(x - stationForm({ kind }).width / 2), snap(y - SKY)]);
  }, [actions, screenToFlowPosition]);

  return {
    onNodesChange, onEdgesChange, isValidConnection, onConnect, onConnectEnd, onReconnectStart, onReconnect, onReconnectEnd,
    onNodeClick, onEdgeClick, onKeyDownCapture, onDragOver, onDrop,
  };
}

function selected(before: readonly string[], changes: readonly NodeSelectionChange[]): readonly string[] {
  const after = new Set(before);
  for (const change of changes) {
    if (change.selected) after.add(change.id);
    else after.delete(change.id);
  }
  return [...after];
}

function stationUnder(event: MouseEvent | TouchEvent): string | null {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0] ?? { clientX: -1, clientY: -1 } : event;
  const node = globalThis.document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('.react-flow__node');
  return node?.dataset['id'] ?? null;
}
