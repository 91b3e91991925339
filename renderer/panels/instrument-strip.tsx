import { useCallback, useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import { Headline } from './instruments/headline';
import { InstrumentFeed } from './instruments/instrument-feed';
import { InstrumentTabs } from './instruments/instrument-tabs';
import { TabContent } from './instruments/tab-content';
import { TimeTools } from './instruments/time-tools';
import { WarmUpNote } from './instruments/warm-up-note';
import { ComparePanel } from './compare/compare-panel';
import { useVersions } from './compare/versions';
import { Comparison } from '../run';
import { formatDecimals } from '../ui/format';
import type { PanelProps } from './panel-props';
import { stationName } from './stations-in-flow';
import { useWatched } from './use-watched';
import './panels.css';
import './instruments/instruments.css';

/** What is measured: the figures one reads out, and under tabs the charts, the distribution, theory and all numbers. */
export function InstrumentStrip({ run, document, actions, selection }: PanelProps) {
  const comparison = useMemo(() => new Comparison(), []);
  const versions = useVersions(document);
  const feed = useMemo(() => new InstrumentFeed(run), [run]);
  const model = useSyncExternalStore(feed.subscribe, feed.getSnapshot);
  const { scenario, seed } = useWatched(run);
  const [isTall, setTall] = useState(false);
  const id = useId();
  const station = selection ?? null;
  useEffect(() => feed.show({ station }), [feed, station]);
  const announce = useCallback((text: string) => actions.announce(text), [actions]);

  const follow = useCallback((fromS: number, toS: number) => actions.followLatency(fromS, toS), [actions]);

  const spec = station === null ? undefined : scenario?.stations[station];
  const name = station === null || spec === undefined ? null : stationName(station, spec);
  const about = `${scenario?.title ?? ''}, seed ${seed}, at ${formatDecimals(model.lastS, 3)} s of model time`;
  const { tab } = model.view;
  return (
    <div className="panel-instruments" data-tall={isTall}>
      <div className="rail">
        <InstrumentTabs id={id} shown={tab} station={name} onShow={(next) => feed.show({ tab: next })} />
        <WarmUpNote run={run} actions={actions} nowS={model.lastS} warmupS={model.warmupS} warmingUp={model.warmingUp} />
        <TimeTools feed={feed} model={model} isTall={isTall} onTall={setTall} />
      </div>
      <div className="instruments-main">
        <Headline figures={model.headline} />
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="instruments-panel" data-tab={tab}>
          <TabContent
            feed={feed} model={model} about={about} station={name} onFollow={follow} announce={announce}
            compare={<ComparePanel comparison={comparison} versions={versions} document={document} seed={seed} announce={announce} />}
          />
        </div>
      </div>
    </div>
  );
}
