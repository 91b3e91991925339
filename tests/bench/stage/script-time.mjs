// How long a page's own JavaScript runs for each picture, in processor time of its main thread, from the browser's own trace: time in which the
// thread waits, for the graphics processor or because others have the cores, is not the script's. Everything is counted that runs script: pictures,
// the engine's answers, events, timers, React's tasks, and the styles and places that script makes the browser look up.

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', '__metadata'];
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'v8.callFunction', 'RunMicrotasks', 'TimerFire', 'FireAnimationFrame', 'EventDispatch', 'HandlePostMessage']);
/** With it the page hands a picture over to be shown. */
const PICTURE = 'Commit';

/** Returns how to stop: it answers what was counted since. */
export async function countScript(page) {
  const protocol = await page.context().newCDPSession(page);
  const events = [];
  protocol.on('Tracing.dataCollected', ({ value }) => { events.push(...value); });
  await protocol.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  return async () => {
    const complete = new Promise((resolve) => { protocol.once('Tracing.tracingComplete', resolve); });
    await protocol.send('Tracing.end');
    await complete;
    await protocol.detach();
    return summary(perPicture(events));
  };
}

function perPicture(events) {
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pictures = new Map();
  for (const event of events) if (event.name === 'FireAnimationFrame') pictures.set(thread(event), (pictures.get(thread(event)) ?? 0) + 1);
  const [page] = [...pictures].sort((a, b) => b[1] - a[1])[0] ?? [''];
  const own = events.filter((event) => event.ph === 'X' && thread(event) === page).sort((a, b) => a.ts - b.ts || b.dur - a.dur);

  const spentMs = [];
  let sinceMs = 0;
  let untilTs = -Infinity;
  for (const { name, ts, dur, tdur } of own) {
    if (name === PICTURE) {
      spentMs.push(sinceMs);
      sinceMs = 0;
    }
    // What is called from script has been counted with it.
    if (!SCRIPT.has(name) || ts < untilTs) continue;
    if (tdur === undefined) throw new Error('this browser does not tell processor time');
    untilTs = ts + dur;
    sinceMs += tdur / 1000;
  }
  return spentMs.slice(1); // The first had begun before.
}

function summary(spentMs) {
  const sorted = [...spentMs].sort((a, b) => a - b);
  const quantile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { pictures: spentMs.length, medianMs: quantile(0.5), p95Ms: quantile(0.95), longestMs: sorted.at(-1) ?? NaN, over16: sorted.filter((value) => value > 16).length };
}
