import { f64, i32 } from '../engine/arena';
import { SHED_REASONS, What } from '../engine/frame';
import type { StationKind } from '../engine/kind';
import { J_KEY, STATE, TABLE_AT } from '../engine/layout';
import { variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';
import { KEY_TABLE_WORDS, forgetAllKeys, keyCount } from '../policies/key-table';
import { askDoorAgain, letPass, passOn } from '../policies/pass-on';

const params = {
  rule: variantParam({
    label: 'Rule', family: 'gateRule', initial: { kind: 'dedup', windowS: 60 }, primary: true,
    help: 'Which jobs the gate lets through.',
  }),
};
const { rule: RULE } = slotsOf(params);
const TURNED = SHED_REASONS.indexOf('gate');

// Counts since the figures began: those who passed and were turned away, and of each those that were good.
const PASSED = STATE + 4;
const TURNED_AWAY = STATE + 5;
const GOOD_PASSED = STATE + 6;
const GOOD_TURNED_AWAY = STATE + 7;

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * Lets good jobs through in the instant, and turns the others away: shed, reason *gate*. What passes and finds no room stays with its sender;
 * what would be turned away never waits for room.
 *
 * With a test, `truePositives` … `falseNegatives` count what it said against what was true; good ones that were turned away are false negatives.
 */
export const gate: StationKind = {
  kind: 'gate',
  label: 'Gate',
  help: 'Lets good jobs through and turns duplicates, or what a test holds to be bad, away.',
  params,
  linksIn: 'many',
  linksOut: 'some',
  instant: true,
  blockedAtDoor: true,
  streams: ['verdict'],
  tableWords: KEY_TABLE_WORDS,
  counts: [PASSED, TURNED_AWAY, GOOD_PASSED, GOOD_TURNED_AWAY],
  figures: {
    passed: (_k, s) => f64[s + PASSED],
    turnedAway: (_k, s) => f64[s + TURNED_AWAY],
    truePositives: (_k, s) => f64[s + GOOD_PASSED],
    falsePositives: (_k, s) => f64[s + PASSED] - f64[s + GOOD_PASSED],
    trueNegatives: (_k, s) => f64[s + TURNED_AWAY] - f64[s + GOOD_TURNED_AWAY],
    falseNegatives: (_k, s) => f64[s + GOOD_TURNED_AWAY],
    precision: (_k, s) => ratio(f64[s + GOOD_PASSED], f64[s + PASSED]),
    recall: (_k, s) => ratio(f64[s + GOOD_PASSED], f64[s + GOOD_PASSED] + f64[s + GOOD_TURNED_AWAY]),
    falsePositiveShare: (_k, s) => ratio(f64[s + PASSED] - f64[s + GOOD_PASSED], f64[s + PASSED] - f64[s + GOOD_PASSED] + f64[s + TURNED_AWAY] - f64[s + GOOD_TURNED_AWAY]),
    keysKept: (_k, s) => keyCount(i32[(s << 1) + TABLE_AT]),
  },

  accept(k, s, j, link) {
    const rule = k.families.gateRule[i32[(s + RULE) << 1]];
    const numbersAt = s + RULE + 1;
    const key = i32[(j << 1) + J_KEY];
    const lets = rule.lets(k, s, numbersAt, j);
    // Without a test, what passes is what should.
    const isGood = rule.isGood === undefined ? lets : rule.isGood(k, s, numbersAt, j);
    if (!lets) {
      f64[s + TURNED_AWAY]++;
      if (isGood) f64[s + GOOD_TURNED_AWAY]++;
      k.end(j, What.shed, s, link, TURNED);
      return true;
    }
    if (!passOn(k, s, j, link)) return false;
    rule.passed?.(k, s, numbersAt, key);
    f64[s + PASSED]++;
    if (isGood) f64[s + GOOD_PASSED]++;
    return true;
  },

  onRoom: (k, s, link) => letPass(k, s, link),

  onChange(k, s) {
    askDoorAgain(k, s);
  },

  flush(_k, s) {
    forgetAllKeys(i32[(s << 1) + TABLE_AT]);
  },

  observe() {
    // Nothing stays here.
  },
};
