/* global window, Worker, MessageChannel, performance -- what stands in the function is done in the page. */
export async function stopClock(page) {
  await page.addInitScript(() => {
    let nowMs = 1_000;
    let made = 0;
    let unanswered = 0;
    let asked = new Map();
    const { requestAnimationFrame } = window;
    performance.now = () => nowMs;
    window.requestAnimationFrame = (callback) => {
      made += 1;
      asked.set(made, callback);
      return made;
    };
    window.cancelAnimationFrame = (id) => { asked.delete(id); };
    // Each request to the engine has exactly one answer.
    window.Worker = class extends Worker {
      constructor(url, options) {
        super(url, options);
        this.waitedFor = 0;
        this.addEventListener('message', () => {
          if (this.waitedFor === 0) return; // A worker that says something unasked is not the engine.
          this.waitedFor -= 1;
          unanswered -= 1;
        });
      }
      postMessage(message, transfer) {
        this.waitedFor += 1;
        unanswered += 1;
        super.postMessage(message, transfer);
      }
    };
    const aMoment = () => new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
    const settled = async () => {
      do await aMoment(); while (unanswered > 0);
    };
    window.stoppedClock = async (ms, pictures, layouts) => {
      // What the browser lays out anew, when the window's size has changed, it does with its own pictures.
      for (let n = 0; n < layouts; n++) await new Promise((resolve) => { requestAnimationFrame(resolve); });
      for (let n = 0; n < pictures; n++) {
        await settled();
        nowMs += ms;
        const now = asked;
        asked = new Map();
        for (const callback of now.values()) callback(nowMs);
      }
      await settled();
    };
  });
}

export async function tick(page, ms, pictures, layouts = 3) {
  await page.evaluate(([each, times, own]) => window.stoppedClock(each, times, own), [ms, pictures, layouts]);
}
