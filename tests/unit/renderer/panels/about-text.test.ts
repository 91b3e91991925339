// Method: the built-in scenarios' texts, other ways to write headings, and text that tries to be more than text.
import { expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { aboutParts } from '../../../../renderer/panels/about-text';

it.each(libraryScenarios.map(({ id, scenario }) => [id, scenario.about]))('finds the parts of %s', (_, about) => {
  const headings = aboutParts(about).map(({ heading }) => heading);
  expect(headings).toEqual(expect.arrayContaining([expect.stringMatching(/^What to notice/), 'What to try']));
  expect(aboutParts(about).every(({ blocks }) => blocks.length > 0)).toBe(true);
});

it('reads headings as # lines, bold lines, bare questions and questions with their answer', () => {
  const about = '# What is it\nA queue.\n\n**What to notice**\n- the tail\n  is long\n- the mean is not\n\nWhat to try: raise the rate.';
  expect(aboutParts(about)).toEqual([
    { heading: 'What is it', blocks: [{ type: 'paragraph', text: 'A queue.' }] },
    { heading: 'What to notice', blocks: [{ type: 'list', numbered: false, items: ['the tail is long', 'the mean is not'] }] },
    { heading: 'What to try', blocks: [{ type: 'paragraph', text: 'raise the rate.' }] },
  ]);
});

it('keeps markup as the text it is, and drops only marks of emphasis', () => {
  expect(aboutParts('<img src=x onerror=alert(1)> is **bold** and `code` and a [link](javascript:x)')).toEqual([
    { heading: '', blocks: [{ type: 'paragraph', text: '<img src=x onerror=alert(1)> is bold and code and a link' }] },
  ]);
});

it('leaves arithmetic alone', () => {
  expect(aboutParts('2 * 3 * 4 and snake_case_name')[0]?.blocks).toEqual([{ type: 'paragraph', text: '2 * 3 * 4 and snake_case_name' }]);
});

it('of nothing, makes nothing', () => expect(aboutParts('  \n ')).toEqual([]));
