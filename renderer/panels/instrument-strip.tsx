import { memo, useCallback, useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { Headline } from './instruments/headline';
import { InstrumentFeed } from './instruments/instrument-feed';
import type { TabId } from './instruments/instrument-model';
import { InstrumentTabs } from './instruments/instrument-tabs';
import { StationChoice } from './instruments/station-choice';
import { TabContent } from './instruments/tab-content';
import { TimeTools } from './instruments/time-tools';
import { WarmUpNote } from './instruments/warm-up-note';
import { ComparePanel } from './compare/compare-panel';
import { useVersions } from './compare/versions';
import { titleOf, type Version } from '../document';
import { Comparison } from '../run';
import { formatDecimals } from '../ui/format';
import { InTurn } from '../ui/in-turn';
import type { PanelProps } from './panel-props';
import { stationName } from './stations-in-flow';
import { useWatchedPart } from './use-watched';
import './panels.css';
import './instruments/instruments.css';

interface InstrumentStripProps extends PanelProps {
  /** The version whose picture is beside this one's, or null. */
  readonly beside: Version | null;
}

/** What is measured: the figures one reads out, and under tabs the charts, the distribution, theory and all numbers. */
export const InstrumentStrip = memo(function InstrumentStrip({ run, document, actions, selection, onSelect, beside }: InstrumentStripProps) {
  const comparison = useMemo(() => new Comparison(), []);
  const opened = useWatchedPart(document, (snapshot) => snapshot.opened);
  // What was compared is of the scenario that was open then.
  useEffect(() => () => comparison.clear(), [comparison, opened]);
  const versions = useVersions(document);
  const feed = useMemo(() => new InstrumentFeed(run), [run]);
  const model = useSyncExternalStore(feed.subscribe, feed.getSnapshot);
  const title = useWatchedPart(document, ({ scenario }) => titleOf(scenario));
  const seed = useWatchedPart(run, (snapshot) => snapshot.seed);
  const [isTall, setTall] = useState(false);
  const id = useId();
  const station = selection ?? null;
  useEffect(() => feed.show({ station }), [feed, station]);
  const announce = useCallback((text: string) => actions.announce(text), [actions]);

  const showBeside = useCallback((version: Version | null) => actions.showBeside(version), [actions]);

  const onTab = useCallback((next: TabId) => feed.show({ tab: next }), [feed]);
  const follow = useCallback((fromS: number, toS: number) => actions.followLatency(fromS, toS), [actions]);

  const name = useWatchedPart(run, ({ scenario }) => nameOf(scenario, station));
  const { view: { tab }, lastS, isLive } = model;
  const of = tab === 'station' ? name : null;
  const about = useMemo(() => ({
    name: of === null ? title : `${title} ${of}`, words: `${title}, seed ${seed}, at ${formatDecimals(lastS, 3)} s of model time${of === null ? '' : `, ${of}`}`,
  }), [title, seed, lastS, of]);
  return (
    <div className="panel-instruments" data-tall={isTall}>
      <div className="rail">
        <InstrumentTabs id={id} shown={tab} station={name} onShow={onTab} />
        <InTurn live={isLive}>
          <WarmUpNote run={run} actions={actions} nowS={lastS} warmupS={model.warmupS} warmingUp={model.warmingUp} />
        </InTurn>
        <TimeTools feed={feed} view={model.view} isStart={model.span.fromS <= 0} isTall={isTall} onTall={setTall} />
      </div>
      <div className="instruments-main">
        <InTurn live={isLive}><Headline figures={model.headline} /></InTurn>
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="instruments-panel" data-tab={tab}>
          <TabContent
            feed={feed} model={model} about={about} station={name} onFollow={follow} announce={announce}
            choice={<StationChoice run={run} onSelect={(id) => onSelect?.(id)} />}
            compare={<ComparePanel comparison={comparison} versions={versions} document={document} seed={seed} announce={announce} beside={beside} onBeside={showBeside} />}
          />
        </div>
      </div>
    </div>
  );
});

function nameOf(scenario: Scenario | null, station: string | null): string | null {
  const spec = station === null ? undefined : scenario?.stations[station];
  return station === null || spec === undefined ? null : stationName(station, spec);
}
