// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { chosenTheme, keepTheme } from '../../../../renderer/app/theme';

// Method: the palettes are read from the style sheets themselves, so that a colour that is changed is measured again. Contrast is WCAG 2.2's ratio of relative
// luminances: 4.5 for text, 3 for what is drawn; for a projector 7 for text and 4.5 for what is drawn.
const root = resolve(import.meta.dirname, '../../../..');
const css = ['renderer/app/themes.css', 'renderer/ui/ui.css'].map((file) => readFileSync(resolve(root, file), 'utf8')).join('\n');

function declared(selector: string): Map<string, string> {
  const blocks = [...css.matchAll(/(:root[^{]*)\{([^}]*)\}/g)].filter(([, name]) => name!.trim() === selector);
  return new Map(blocks.flatMap(([, , body]) => [...body!.matchAll(/(--[\w-]+):\s*(#[\da-f]{6});/g)].map(([, name, colour]) => [name!, colour!] as const)));
}

const dark = declared(':root');
const themes = {
  dark,
  light: new Map([...dark, ...declared(":root[data-theme='light']")]),
  projector: new Map([...dark, ...declared(":root[data-theme='projector']")]),
};

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['--bg', '--panel', '--panel-raised'];
const TEXT = ['--ink', '--ink-soft'];
/** Read as text and drawn as marks. */
const SPOKEN = ['--bad', '--job-ageing', '--job-shed'];
const DRAWN = [
  '--accent', '--edge', '--job-fresh', '--job-late', '--job-shed', '--blocked',
  '--ui-sky', '--ui-mint', '--ui-amber', '--ui-coral', '--ui-rose', '--ui-violet', '--ui-lemon', '--ui-grey',
];

describe.each(Object.entries(themes))('in the theme %s', (name, theme) => {
  const [text, drawn] = name === 'projector' ? [7, 4.5] : [4.5, 3];
  const ratio = (one: string, other: string): number => contrast(theme.get(one)!, theme.get(other)!);

  it.each(TEXT)('%s is read on every ground', (ink) => {
    for (const ground of GROUNDS) expect(ratio(ink, ground), ground).toBeGreaterThanOrEqual(text);
  });

  it.each(SPOKEN)('%s is read where it stands', (ink) => {
    for (const ground of ['--bg', '--panel']) expect(ratio(ink, ground), ground).toBeGreaterThanOrEqual(name === 'projector' ? 5.5 : 4.5);
  });

  it.each(DRAWN)('%s is seen on the stage and on panels', (colour) => {
    for (const ground of ['--bg', '--panel']) expect(ratio(colour, ground), ground).toBeGreaterThanOrEqual(drawn);
  });

  it('a button that is asked for is read', () => {
    expect(ratio('--on-accent', '--accent')).toBeGreaterThanOrEqual(text);
  });
});

it('the projector is darker on white than the light theme in every colour of a job', () => {
  for (const name of ['--job-fresh', '--job-ageing', '--job-late', '--job-shed']) {
    expect(contrast(themes.projector.get(name)!, '#ffffff'), name).toBeGreaterThan(contrast(themes.light.get(name)!, '#ffffff'));
  }
});

describe('what was chosen', () => {
  beforeEach(() => localStorage.clear());

  it('is remembered; without a choice, and where what is kept is nonsense, it is as the computer is set', () => {
    expect(chosenTheme()).toBe('system');
    keepTheme('projector');
    expect(chosenTheme()).toBe('projector');
    localStorage.setItem('spillway.theme', 'mauve');
    expect(chosenTheme()).toBe('system');
  });
});
