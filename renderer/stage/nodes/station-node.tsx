import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo, useSyncExternalStore } from 'react';
import type { StationSpec } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { formatCount, formatNumber } from '../../ui/format';
import { SHED_WORDS } from '../../ui/shed-words';
import { hasBasin, type StationForm } from '../geometry/form';
import { limitShown } from '../passing-words';
import { NO_NUMBERS, type StationBoard, type StationNumbers } from '../station-board';
import { nameOf, stationText } from '../station-words';
import { BeltArt, CacheArt, ForkArt, JoinArt, TopicArt } from './keeping-art';
import { GateArt, LimiterArt, RouterArt } from './passing-art';
import { FaultArt, LitArt, PlainArt, ProducerArt, QueueArt, SinkArt, Spill, WorkersArt } from './station-art';

export type StationNodeData = {
  readonly spec: StationSpec;
  readonly form: StationForm;
  /** How wide its name may be. */
  readonly nameRoom: number;
  readonly board: StationBoard;
  /** Copies and attempts come here, too. */
  readonly copiesCome: boolean;
  /** The run that is seen does not know it yet. */
  readonly isNew: boolean;
  /** The job that is followed is here, or has been. */
  readonly lit: Lit;
};
export type Lit = 'here' | 'been' | 'no';
export type StationNodeType = Node<StationNodeData, 'station'>;

/** A station's still parts: its form, its name, what it is set to and its numbers. The jobs are drawn over it. */
export const StationNode = memo(function StationNode({ id, data: { spec, form, nameRoom, board, copiesCome, isNew, lit } }: NodeProps<StationNodeType>) {
  const numbers = useSyncExternalStore(board.subscribe, () => board.getNumbers().get(id) ?? NO_NUMBERS);
  const text = stationText(spec, numbers, copiesCome);
  return (
    <>
      <svg className="stage-art" width={form.width} height={form.height} aria-hidden>
        <Art form={form} spec={spec} numbers={numbers} />
        {form.kind !== 'queue' && hasBasin(form.kind) && numbers.shed > 0 && <Spill form={form} />}
        {lit !== 'no' && <LitArt form={form} isHere={lit === 'here'} />}
        {numbers.fault > 0 && <FaultArt form={form} fault={numbers.fault} />}
      </svg>
      <div className={hasBasin(form.kind) ? 'stage-caption stage-caption-aside' : 'stage-caption'} style={{ top: form.river + captionGap(form) }} aria-hidden>
        <div className="stage-name" style={{ maxWidth: `min(${nameRoom}px, var(--stage-name-max))` }} title={nameOf(id, spec)}>{nameOf(id, spec)}</div>
        <div className="stage-figure"><b>{text.figure}</b> {text.unit}</div>
        {isNew && <div className="diagram-new">new: not in this run</div>}
        <div className={text.alarm === '' ? 'stage-setting' : 'stage-alarm'} style={hasBasin(form.kind) && numbers.shed > 0 ? { maxWidth: besideBasin(form) } : {}}>{text.alarm === '' ? text.setting : text.alarm}</div>
      </div>
      {hasBasin(form.kind) && numbers.shed > 0 && (
        <div className="stage-shed" style={{ left: form.tray[0] - 16, top: form.tray[1] + 9 }} aria-hidden>
          <b>{formatCount(numbers.shed)}</b> shed
          <Reasons {...numbers} />
        </div>
      )}
      <Ports kind={spec.kind} form={form} />
    </>
  );
});

/** Where a link is drawn from, and where it is let go: beside what the station is, over everything else. */
const Ports = memo(function Ports({ kind, form }: { readonly kind: string; readonly form: StationForm }) {
  const declared = stationKind(kind);
  const apart = form.inX === form.outX ? 38 : 10;
  return (
    <>
      {declared?.linksIn !== 'none' && (
        <Handle type="target" position={Position.Left} className="diagram-port" style={{ left: form.inX - apart, top: form.river }} title="Links come in here" />
      )}
      {declared?.linksOut !== 'none' && (
        <Handle type="source" position={Position.Right} className="diagram-port" style={{ left: form.outX + apart, top: form.river }} title="Drag to another station to link it" />
      )}
    </>
  );
});

/** Words beside a basin leave room for what is written under it. */
const besideBasin = ({ tray: [x] }: StationForm): string => `${Math.max(76, x - 32)}px`;

/** What the basin holds, by reason; where there is but one, it needs no count of its own. */
function Reasons({ shed, shedFor, shedPerS }: StationNumbers) {
  const isAll = shedFor.length < 2 || shedFor.reduce((sum, [, jobs]) => sum + jobs, 0) === shed;
  const words = shedFor.map(([reason, jobs]) => (shedFor.length === 1 ? SHED_WORDS[reason] : `${SHED_WORDS[reason]} ${formatCount(jobs)}`));
  return (
    <>
      <div>{[...words, ...(shedFor.length > 2 ? [] : [`${formatNumber(shedPerS)} per s`])].join(' · ')}</div>
      {!isAll && <div>after warming up</div>}
    </>
  );
}

/** Below what is drawn: circles and plain boxes reach further down than a row of places. */
function captionGap({ kind, grid }: StationForm): number {
  switch (kind) {
    case 'queue':
    case 'workers':
    case 'topic': return grid.pitch / 2 + 14;
    case 'fork':
    case 'join':
    case 'limiter': return 24;
    default: return 36;
  }
}

function Art({ form, spec, numbers }: { readonly form: StationForm; readonly spec: StationSpec; readonly numbers: StationNumbers }) {
  switch (form.kind) {
    case 'producer': return <ProducerArt form={form} held={numbers.waiting > 0} />;
    case 'queue': return <QueueArt form={form} refusing={numbers.refusing} spills={numbers.shed > 0 || sheds(spec)} beyond={numbers.waiting - form.grid.places} />;
    case 'workers': return <WorkersArt form={form} />;
    case 'sink': return <SinkArt form={form} />;
    case 'delay': return <BeltArt form={form} />;
    case 'router': return <RouterArt form={form} held={numbers.refusing} />;
    case 'limiter': return <LimiterArt form={form} held={numbers.refusing} {...limitShown(spec, numbers)} />;
    case 'fork': return <ForkArt form={form} held={numbers.refusing} />;
    case 'join': return <JoinArt form={form} held={numbers.refusing} />;
    case 'cache': return <CacheArt form={form} hitShare={numbers.own} />;
    case 'topic': return <TopicArt form={form} beyond={Math.max(0, numbers.waiting - form.grid.places)} />;
    case 'gate': return <GateArt form={form} held={numbers.refusing} />;
    case 'other': return <PlainArt form={form} />;
  }
}

/** True when the queue turns jobs away by itself. */
function sheds(spec: StationSpec): boolean {
  const whenFull = spec['whenFull'];
  return typeof whenFull === 'object' && 'kind' in whenFull && whenFull.kind !== 'block';
}
