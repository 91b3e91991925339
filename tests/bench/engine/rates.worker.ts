import { besideBare, rateLines } from './rates';

// The same measurement where the app's engine is at work: in a worker of a browser.
postMessage(rateLines(besideBare()));
