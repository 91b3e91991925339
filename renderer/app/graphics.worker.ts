const KEPT_MS = 3000;

// It is enough that it was there once.
new OffscreenCanvas(1, 1).getContext('webgl2');
setTimeout(() => self.close(), KEPT_MS);
