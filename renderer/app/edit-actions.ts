import { ok, problemText, refuse, type Result } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';
import { stationKind } from '../../simulations/scenario/station-kind';
import {
  aligned, distributed, fragmentOf, fragmentText, isEmpty, linkId, linkProblem, mayCall, nameIn, readFragment, stillThere, withFragment, withId, withLink,
  withLinkMoved, withoutClass, withoutParts, withStation, type EditActions, type Fragment, type Parts, type PlacedBox, type Shifts,
} from '../document';
import { layOut } from '../stage/geometry/layout';
import { writeClipboard } from './clipboard';
import { keepFocus } from './keep-focus';
import type { AppParts } from './make-actions';
import { strings } from './strings';

/** What the clipboard's events do with the same means as the keys and buttons. */
export interface ClipboardActions {
  /** The selected stations as text, or null when none is. */
  copyText(): string | null;
  /** The same, and takes them out. */
  cutText(): string | null;
  pasteText(text: string): void;
}

/** The actions that change the document. Each is one step of undo, and what it did or why it did not is said. */
export function makeEditActions({ document, view }: Pick<AppParts, 'document' | 'view'>): EditActions & ClipboardActions {
  const scenario = (): Scenario => document.getSnapshot().scenario;
  const picked = (): Parts => view.getSnapshot().picked;
  const name = (id: string): string => nameIn(scenario(), id);
  const refused = (text: string): Result<void> => {
    view.say(text, { refused: true });
    return refuse({ path: '', message: text });
  };
  /** A refusal is said over the picture, unless a field says it. */
  const change: EditActions['change'] = (label, after, options = {}) => {
    const result = document.change(label, after, { ...options, quiet: true });
    const [first] = result.ok ? [] : result.problems;
    if (first !== undefined && options.quiet !== true) view.say(strings.refused(problemText(first)), { refused: true });
    return result;
  };
  /** What was copied here: a browser may keep the clipboard to itself. */
  let copied: string | null = null;

  const alsoGone = (before: Scenario, after: Scenario): string => {
    const count = before.checks.length - after.checks.length + before.timeline.length - after.timeline.length;
    return count > 0 ? strings.said.alsoGone(count) : '';
  };
  const remove = (parts: Parts, said: (what: string) => string): Result<void> => {
    const before = scenario();
    const after = withoutParts(before, parts);
    const gone = before.links.filter((link) => !after.links.includes(link));
    const [link] = gone;
    const what = parts.stations.length === 0 && gone.length === 1 && link !== undefined
      ? strings.theLink(name(link.from), name(link.to))
      : strings.parts(parts.stations.map(name), gone.length);
    const result = change(strings.step.deletion(what), after);
    if (!result.ok) return result;
    keepFocus();
    view.say(said(what) + alsoGone(before, after));
    return result;
  };

  const putIn = (fragment: Fragment, label: (what: string) => string, said: (what: string) => string): void => {
    const { scenario: after, added, classes } = withFragment(scenario(), fragment);
    const what = strings.parts(added.stations.map((id) => nameIn(after, id)), 0);
    if (!change(label(what), after).ok) return;
    view.pick(() => added);
    view.say(said(what) + (classes.length === 0 ? '' : strings.said.classesToo(classes)));
  };

  const boxes = (ids: readonly string[]): readonly PlacedBox[] => layOut(scenario()).stations
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map(({ id, x, y, form: { width, height, river } }) => ({ id, x, y, width, height, river }));

  const shift = (label: string, shifts: Shifts): void => {
    const before = scenario();
    const stations = { ...before.stations };
    for (const { id, form, x, y } of layOut(before).stations) {
      const by = shifts.get(id);
      const station = stations[id];
      if (by !== undefined && station !== undefined) stations[id] = { ...station, at: [x + by[0], y - form.top + by[1]] };
    }
    if (shifts.size > 0) change(label, { ...before, stations });
    view.announce(shifts.size > 0 ? strings.said.moved(shifts.size) : strings.said.inPlace);
  };

  const nothingSelected = (): boolean => {
    if (!isEmpty(picked())) return false;
    view.say(strings.selectFirst, { refused: true });
    return true;
  };
  const copyText = (): string | null => {
    const { stations } = picked();
    if (stations.length === 0) return null;
    copied = fragmentText(fragmentOf(scenario(), picked()));
    view.say(strings.said.copied(strings.parts(stations.map(name), 0)));
    return copied;
  };
  const cutText = (): string | null => {
    const text = copyText();
    if (text !== null) remove(picked(), strings.said.cut);
    return text;
  };
  const toClipboard = (take: () => string | null): void => {
    const text = nothingSelected() ? null : take();
    if (text !== null) writeClipboard(text);
  };
  const pasteText = (text: string): void => {
    const fragment = readFragment(text);
    if (!fragment.ok) {
      const [first] = fragment.problems;
      view.say(first?.path === '' ? first.message : strings.badPaste(first === undefined ? '' : `${first.path}: ${first.message}`), { refused: true });
      return;
    }
    putIn(fragment.value, strings.step.paste, strings.said.pasted);
  };
  return {
    undo: () => {
      const { canUndo, undoLabel } = document.getSnapshot();
      document.undo();
      if (canUndo) view.say(strings.said.undone(undoLabel));
    },
    redo: () => {
      const { canRedo, redoLabel } = document.getSnapshot();
      document.redo();
      if (canRedo) view.say(strings.said.redone(redoLabel));
    },
    setParam: (path, value, mergeKey) => document.setParam(path, value, mergeKey),
    change,
    moveStations: (places, mergeKey) => {
      const { stations } = scenario();
      const known = Object.entries(places).filter(([id]) => Object.hasOwn(stations, id));
      if (known.length === 0) return ok(undefined);
      const label = known.length === 1 ? strings.step.place(name(known[0]?.[0] ?? '')) : strings.step.places(known.length);
      return document.edit(label, (draft) => {
        for (const [id, [x, y]] of known) {
          const station = draft.stations[id];
          if (station !== undefined) station.at = [x, y];
        }
      }, mergeKey === undefined ? {} : { mergeKey });
    },

    showPalette: () => view.showPalette(!view.getSnapshot().paletteShown),
    addStation: (kind, at) => {
      const after = view.getSnapshot().selection;
      const { scenario: next, id, from } = withStation(scenario(), { kind, ...(at === undefined ? after === null ? {} : { after } : { at }) });
      if (!change(strings.step.newStation(nameIn(next, id)), next).ok) return;
      view.select(id);
      view.announce(strings.said.added(nameIn(next, id), from === null ? null : nameIn(next, from)));
    },
    rename: (station, id) => {
      const renamed = withId(scenario(), station, id);
      if (!renamed.ok) return renamed;
      const { stations, links } = picked();
      const result = change(strings.step.id(name(station)), renamed.value, { quiet: true });
      if (result.ok) view.pick(() => stillThere({ stations: stations.map((each) => (each === station ? id : each)), links }, renamed.value));
      return result;
    },
    link: (ends) => {
      const problem = linkProblem(scenario(), ends);
      if (problem !== '') return refused(problem);
      const result = change(strings.step.link(name(ends.from), name(ends.to)), withLink(scenario(), ends));
      if (result.ok) view.announce(strings.said.linked(name(ends.from), name(ends.to)));
      return result;
    },
    moveLink: (id, ends) => {
      if (linkId(ends) === id) return ok(undefined);
      const before = scenario().links.find((link) => linkId(link) === id);
      const problem = linkProblem(scenario(), { ...before, ...ends }, id);
      if (problem !== '') return refused(problem);
      const { stations, links } = picked();
      const result = change(strings.step.link(name(ends.from), name(ends.to)), withLinkMoved(scenario(), id, ends));
      if (result.ok) {
        view.pick(() => ({ stations, links: links.map((each) => (each === id ? linkId(ends) : each)) }));
        view.announce(strings.said.linked(name(ends.from), name(ends.to)));
      }
      return result;
    },
    askLink: (given) => {
      const from = given ?? view.getSnapshot().selection;
      if (from === null) return void refused(strings.selectOne);
      const kind = stationKind(scenario().stations[from]?.kind);
      if (kind?.linksOut === 'none' && !mayCall(kind)) return void refused(linkProblem(scenario(), { from, to: Object.keys(scenario().stations).find((id) => id !== from) ?? from }));
      view.select(from);
      view.askLink(from);
    },

    deleteLink: (id) => remove({ stations: [], links: [id] }, strings.said.deleted),
    deleteClass: (id) => {
      const [before, after] = [scenario(), withoutClass(scenario(), id)];
      const result = change(strings.step.deletion(strings.theClass(id)), after);
      if (result.ok) view.say(strings.said.deleted(strings.theClass(id)) + alsoGone(before, after));
      return result;
    },
    deleteSelected: () => { if (!nothingSelected()) remove(picked(), strings.said.deleted); },
    duplicateSelected: () => {
      if (nothingSelected()) return;
      if (picked().stations.length === 0) return void refused(strings.onlyStations);
      putIn(fragmentOf(scenario(), picked()), strings.step.copy, strings.said.duplicated);
    },
    copySelected: () => toClipboard(copyText),
    cutSelected: () => toClipboard(cutText),
    paste: () => { if (copied !== null) pasteText(copied); else view.say(strings.nothingCopied, { refused: true }); },
    copyText,
    cutText,
    pasteText,

    selectAll: () => {
      const { stations, links } = scenario();
      view.pick(() => ({ stations: Object.keys(stations), links: links.map(linkId) }));
      view.announce(strings.said.selected(strings.parts(Object.keys(stations).map(name), links.length)));
    },
    selectNothing: () => view.select(null),
    align: (how) => shift(strings.step.alignment, aligned(boxes(picked().stations), how)),
    distribute: (direction) => shift(strings.step.distribution, distributed(boxes(picked().stations), direction)),
    tidy: () => void tidy(),
  };

  /** The library that finds the places is loaded when it is first needed. */
  async function tidy(): Promise<void> {
    const { tidyPlaces } = await import('../stage/geometry/tidy');
    shift(strings.step.tidying, tidyPlaces(scenario()));
    view.showAll();
  }
}
