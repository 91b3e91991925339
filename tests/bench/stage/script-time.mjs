// How long a page's own JavaScript runs between two pictures. Everything that calls it is counted: pictures, the engine's answers, events, timers, React's tasks.

/** For `addInitScript`: stands at the page's beginning, before any of its own scripts. */
export function countScript() {
  const { performance } = globalThis;
  let depth = 0;
  let beganMs = 0;
  let spentMs = 0;
  let pictureMs = -1;
  let spent = [];
  const counted = (work) => function count(...args) {
    if (depth++ === 0) beganMs = performance.now();
    try {
      return typeof work === 'function' ? work.apply(this, args) : work.handleEvent(...args);
    } finally {
      if (--depth === 0) spentMs += performance.now() - beganMs;
    }
  };

  const { requestAnimationFrame, setTimeout, queueMicrotask } = globalThis;
  globalThis.requestAnimationFrame = (callback) => requestAnimationFrame((nowMs) => {
    if (nowMs !== pictureMs) {
      if (pictureMs >= 0) spent.push(spentMs);
      spentMs = 0;
      pictureMs = nowMs;
    }
    counted(callback)(nowMs);
  });
  globalThis.setTimeout = (callback, ...rest) => setTimeout(typeof callback === 'function' ? counted(callback) : callback, ...rest);
  globalThis.queueMicrotask = (callback) => { queueMicrotask(counted(callback)); };

  // Whoever listens is counted; which listener stands for which is kept, so that it can be taken off again.
  const listeners = new WeakMap();
  const { addEventListener, removeEventListener } = globalThis.EventTarget.prototype;
  const standIn = (listener) => {
    if (listener === null || listener === undefined) return listener;
    if (!listeners.has(listener)) listeners.set(listener, counted(listener));
    return listeners.get(listener);
  };
  globalThis.EventTarget.prototype.addEventListener = function add(type, listener, options) {
    addEventListener.call(this, type, standIn(listener), options);
  };
  globalThis.EventTarget.prototype.removeEventListener = function remove(type, listener, options) {
    removeEventListener.call(this, type, listeners.get(listener) ?? listener, options);
  };
  const { set, get } = Object.getOwnPropertyDescriptor(globalThis.MessagePort.prototype, 'onmessage');
  Object.defineProperty(globalThis.MessagePort.prototype, 'onmessage', { configurable: true, get, set(listener) { set.call(this, standIn(listener)); } });

  globalThis.scriptTime = {
    begin: () => { spent = []; },
    end: () => spent,
  };
}

export async function startCounting(page) {
  await page.evaluate(() => { globalThis.scriptTime.begin(); });
}

export async function scriptCounted(page) {
  const spent = await page.evaluate(() => globalThis.scriptTime.end());
  const sorted = [...spent].sort((a, b) => a - b);
  const quantile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { pictures: spent.length, medianMs: quantile(0.5), p95Ms: quantile(0.95), longestMs: sorted.at(-1) ?? NaN, over16: sorted.filter((value) => value > 16).length };
}
