import type { Page } from '@playwright/test';
import { dropFile, type Hand } from './editing-hand';
import { reach, type Look, type Reached } from './monkey-looks';
import { Seeded } from './seeded';

/** With more the picture gets slow, and nothing new happens. */
const STATIONS_MAX = 24;

const KEYS = [
  'Delete', 'Backspace', 'Control+d', 'Control+z', 'Control+z', 'Control+Shift+z', 'Control+y', 'Control+a', 'Escape', 'Control+c', 'Control+v', 'Control+v', 'Control+x', 'l', 'a', 'c',
  'Enter', 'Tab', 'Tab', 'Shift+Tab', ',', 'j', 'Shift+j', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Shift+ArrowDown', 'Space', 'Space', '.', '[', ']', 'Shift+Enter', 'End', 'Home',
  'PageDown', 'b', '?', 'r', 'n', 'v', 'h',
];
const TYPED = ['0', '1', '7', '120', '0.3', '40 ms', '-5', 'abc', '1e9', '1e999', '', 'NaN', '<b>x</b>', '9'.repeat(400), '٣', 'unbounded', '1,5', 'Done', 'order'];
const SIZES = [[1440, 900], [1920, 1080], [1100, 700], [1280, 720], [1440, 900]] as const;
/** What asks the computer for a file or the whole screen is not there to be pressed. */
const BUTTONS = ['button:not([aria-label="Open"]):not([aria-label="Full screen"])', 'summary', '[role=tab]'].map((each) => `${each}:not(.library-card)`).join(', ');
const BEGINS = /^(Restart|New seed|New$|Play|Time line|One event back|key [rn,]$|library)/;

/** One thing done: in words, and whether the run may be at another time after it. */
export interface Done {
  readonly what: string;
  /** By its sort, to be counted. */
  readonly sort: string;
  readonly mayBegin: boolean;
  /** Something else may be open now. */
  readonly mayOpen: boolean;
}

/** Somebody who presses everything, drawn from a seed. */
export class Monkey {
  private readonly page: Page;
  private readonly seeded: Seeded;
  private readonly sorts: Readonly<Record<string, (look: Look) => Promise<string>>>;
  private readonly lots: readonly string[];

  constructor(private readonly hand: Hand, seed: number) {
    this.page = hand.page;
    this.seeded = new Seeded(seed);
    const all: Readonly<Record<string, readonly [number, (look: Look) => Promise<string>]>> = {
      key: [5, () => this.press()], station: [3, () => this.clickStation()], drag: [2, () => this.drag()], link: [2, () => this.drawLink()], add: [2, (look) => this.add(look)],
      type: [4, () => this.type()], choose: [2, () => this.click('choose', '.app-controls input[type=radio], .app-controls input[type=checkbox]')], list: [2, () => this.fromList()],
      button: [5, () => this.click('', BUTTONS)], slider: [3, () => this.slide()], rectangle: [1, () => this.rectangle()], back: [1, () => this.goBack()], fault: [1, () => this.fail()],
      wheel: [2, () => this.wheel()], pan: [1, () => this.pan()], chart: [2, () => this.pointAtChart()], tab: [2, () => this.click('tab', '[role=tab]')],
      theme: [1, () => this.theme()], size: [1, () => this.resize()], library: [1, () => this.library()], job: [1, () => this.clickLink()], drop: [1, () => this.drop()],
      context: [0.3, () => this.loseContext()],
    };
    this.sorts = Object.fromEntries(Object.entries(all).map(([sort, [, act]]) => [sort, act]));
    this.lots = Object.entries(all).flatMap(([sort, [lots]]) => Array.from({ length: Math.round(10 * lots) }, () => sort));
  }

  async act(look: Look): Promise<Done> {
    if (look.dialog !== null) return this.answer(look.dialog);
    const sort = this.seeded.one(this.lots);
    const what = await this.sorts[sort]?.(look) ?? '';
    if (look.stationsDrawn > STATIONS_MAX) await this.hand.keys('Escape', 'Escape', 'Control+z', 'Control+z', 'Control+z');
    const pressesFocused = /^key (Enter|Space|Arrow|Home|End|PageDown|Shift\+Arrow)/.test(what) && BEGINS.test(look.focused);
    return { what, sort, mayBegin: look.stale || pressesFocused || BEGINS.test(what), mayOpen: /^(New$|library|key Enter)/.test(what) };
  }

  /** Leaves whatever list, field or dialog is open. */
  async rest(): Promise<void> {
    await this.page.mouse.up();
    await this.hand.keys('Escape', 'Escape', 'Escape');
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  /** Where nothing runs, or hardly, there is little to upset: now and then it is played at a speed at which something happens. */
  async wake(): Promise<void> {
    const slider = await this.reach('#speed');
    if (slider !== null) await this.page.mouse.click(slider.x + slider.width * (0.3 + 0.6 * this.seeded.next()), slider.y + slider.height / 2);
    await this.page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      document.querySelector<HTMLButtonElement>('.panel-transport button[aria-label="Play"]')?.click();
      document.querySelector<HTMLButtonElement>('button[aria-label="Large picture"][aria-pressed=true]')?.click();
    });
  }

  private async answer(dialog: string): Promise<Done> {
    const way = this.seeded.one(['Escape', 'Escape', 'press', 'press', 'Tab', 'Enter']);
    let what: string = way;
    if (way === 'press') what = await this.click('', 'dialog[open] button');
    else await this.hand.keys(way);
    return { what: `in “${dialog}”: ${what}`, sort: 'dialog', mayBegin: true, mayOpen: true };
  }

  private async press(): Promise<string> {
    const key = this.seeded.one(KEYS);
    await this.hand.keys(key);
    return `key ${key}`;
  }

  private reach(selector: string, isPressed = true): Promise<Reached | null> {
    return reach(this.page, selector, this.seeded.next(), isPressed);
  }

  private async click(verb: string, selector: string): Promise<string> {
    const found = await this.reach(selector);
    if (found === null) return `nothing to ${verb === '' ? 'press' : verb}`;
    await this.page.mouse.click(found.x + found.width / 2, found.y + found.height / 2);
    return verb === '' ? found.name : `${verb} ${found.name}`;
  }

  /** Somewhere on what is found; it may lie under something else in the picture. Null where it is not in the picture: there, the time line may be hit. */
  private async placeOn(selector: string): Promise<readonly [number, number] | null> {
    const found = await this.reach(selector, false);
    if (found === null) return null;
    const place = [found.x + found.width * this.seeded.next(), found.y + found.height * this.seeded.next()] as const;
    return await this.isInPicture(place) ? place : null;
  }

  /** Not beneath what stands beside the picture: of two pictures, the lower one may reach that far. */
  private isInPicture(place: readonly [number, number]): Promise<boolean> {
    return this.page.evaluate(([x, y]) => document.querySelector('.app-stage')?.contains(document.elementFromPoint(x, y)) === true, place);
  }

  private async clickStation(): Promise<string> {
    const place = await this.placeOn('.react-flow__node');
    if (place === null) return 'no station to click';
    const shift = this.seeded.next() < 0.3;
    if (shift) await this.page.keyboard.down('Shift');
    await this.page.mouse.click(...place);
    if (shift) await this.page.keyboard.up('Shift');
    return `${shift ? 'Shift+' : ''}click at ${place.map(Math.round).join(', ')}`;
  }

  private async dragBetween(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    await this.page.mouse.move(...from);
    await this.page.mouse.down();
    await this.page.mouse.move(...to, { steps: 3 });
    await this.page.mouse.up();
  }

  private async drag(): Promise<string> {
    const from = await this.placeOn('.react-flow__node');
    if (from === null) return 'no station to drag';
    await this.dragBetween(from, [from[0] + 200 * (this.seeded.next() - 0.5), from[1] + 200 * (this.seeded.next() - 0.5)]);
    return `drag from ${from.map(Math.round).join(', ')}`;
  }

  private async drawLink(): Promise<string> {
    const port = await this.reach('.react-flow__handle', false);
    const to = await this.placeOn('.react-flow__node');
    if (port === null || to === null) return 'no link to draw';
    const from = [port.x + port.width / 2, port.y + port.height / 2] as const;
    if (!await this.isInPicture(from)) return 'no link to draw';
    await this.dragBetween(from, to);
    return `draw a link to ${to.map(Math.round).join(', ')}`;
  }

  private async add({ stationsDrawn }: Look): Promise<string> {
    if (stationsDrawn >= STATIONS_MAX) return 'enough stations';
    if (await this.reach('.palette-kind', false) === null) return this.click('show', '.app-top button[aria-label="Add"], button[aria-label="Add"]');
    return this.click('add', '.palette-kind');
  }

  /** Something into some field; mostly nonsense for it. Now and then it is left there. */
  private async type(): Promise<string> {
    const field = await this.reach('input[type=text], input[type=search], textarea');
    if (field === null) return 'no field to type into';
    const text = this.seeded.one(TYPED);
    await this.page.mouse.click(field.x + field.width / 2, field.y + field.height / 2);
    await this.hand.keys('Control+a');
    await this.page.keyboard.insertText(text);
    if (this.seeded.next() < 0.8) await this.hand.keys('Enter');
    if (this.seeded.next() < 0.8) await this.hand.keys('Escape'); // What was refused is taken back.
    return `set ${field.name} to ${JSON.stringify(text.slice(0, 12))}`;
  }

  private async fromList(): Promise<string> {
    const at = this.seeded.next();
    const name = await this.page.evaluate(([share, which]) => {
      const lists = [...document.querySelectorAll<HTMLSelectElement>('select')].filter((each) => !each.disabled && each.checkVisibility());
      const list = lists[Math.floor(share * lists.length)];
      const option = list?.options[Math.floor(which * list.options.length)];
      if (list === undefined || option === undefined) return null;
      list.focus();
      list.value = option.value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      return `${list.getAttribute('aria-label') ?? 'a list'}: ${option.text}`;
    }, [at, this.seeded.next()] as const);
    return name === null ? 'no list to choose from' : `list ${name}`;
  }

  private async slide(): Promise<string> {
    const slider = await this.reach('input[type=range]:not([aria-label="Time line of the run"])');
    if (slider === null) return 'no slider';
    const y = slider.y + slider.height / 2;
    await this.dragBetween([slider.x + slider.width * this.seeded.next(), y], [slider.x + slider.width * this.seeded.next(), y]);
    return `slide ${slider.name}`;
  }

  private async goBack(): Promise<string> {
    const line = await this.reach('input[aria-label="Time line of the run"]');
    if (line === null) return 'no time to go back';
    await this.page.mouse.click(line.x + line.width * this.seeded.next(), line.y + line.height / 2);
    return 'Time line';
  }

  private async fail(): Promise<string> {
    const open = await this.reach('.panel-card:has([aria-label="Fault: what"]) button');
    return open === null ? 'nothing can fail' : this.click('fault', '.panel-card:has([aria-label="Fault: what"]) button');
  }

  private async wheel(): Promise<string> {
    const place = await this.placeOn(this.seeded.one(['.stage', '.chart-plot, .chart-picture, .uplot', '.app-controls']));
    if (place === null) return 'nothing to turn the wheel on';
    await this.page.mouse.move(...place);
    await this.page.mouse.wheel(0, 600 * (this.seeded.next() - 0.5));
    return 'wheel';
  }

  private async pan(): Promise<string> {
    const [from, to] = [await this.placeOn('.react-flow__pane'), await this.placeOn('.react-flow__pane')];
    if (from === null || to === null) return 'nothing to pan';
    await this.dragBetween(from, to);
    return 'pan';
  }

  /** A drag over a chart zooms it, a click marks a moment. */
  private async pointAtChart(): Promise<string> {
    const [from, to] = [await this.placeOn('canvas, .uplot'), await this.placeOn('canvas, .uplot')];
    if (from === null || to === null) return 'no chart';
    if (this.seeded.next() < 0.5) await this.dragBetween(from, to);
    else await this.page.mouse.click(...from, { clickCount: this.seeded.next() < 0.3 ? 2 : 1 });
    return 'chart';
  }

  private async theme(): Promise<string> {
    const at = this.seeded.below(4);
    await this.page.evaluate((n) => { document.querySelectorAll<HTMLInputElement>('.app-theme-menu input')[n]?.click(); }, at);
    return `theme ${at}`;
  }

  private async resize(): Promise<string> {
    const [width, height] = this.seeded.one(SIZES);
    await this.page.setViewportSize({ width, height });
    return `size ${width} × ${height}`;
  }

  private async library(): Promise<string> {
    await this.page.keyboard.press('Escape');
    await this.page.evaluate(() => { document.querySelector<HTMLButtonElement>('button[aria-label="Library"]')?.click(); });
    const card = await this.reach('dialog[open] .library-card');
    if (card === null) return 'no library';
    if (this.seeded.next() < 0.4) await this.page.mouse.click(card.x + card.width / 2, card.y + card.height / 2);
    return `library, at ${card.name}`;
  }

  /** Where a job may be. */
  private async clickLink(): Promise<string> {
    const place = await this.placeOn('.react-flow__edge');
    if (place === null) return 'no link to click';
    await this.page.mouse.click(...place);
    return `link at ${place.map(Math.round).join(', ')}`;
  }

  /** A file that is none. */
  private async drop(): Promise<string> {
    const [name, text] = this.seeded.one([['x.spillway', '{'], ['x.spillway', '{"format":"spillway/99"}'], ['x.png', 'x'], ['x.csv', ''], ['x.csv', 'a,b\nfoo,bar\n'], ['x.json', '[]']] as const);
    await dropFile(this.page, name, text);
    return `drop ${name} with ${JSON.stringify(text)}`;
  }

  private async loseContext(): Promise<string> {
    await this.page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('.stage canvas')?.getContext('webgl2');
      const loser = gl?.getExtension('WEBGL_lose_context');
      loser?.loseContext();
      setTimeout(() => loser?.restoreContext(), 20);
    });
    return 'the picture is lost';
  }

  private async rectangle(): Promise<string> {
    const [from, to] = [await this.placeOn('.react-flow__pane'), await this.placeOn('.react-flow__pane')];
    if (from === null || to === null) return 'no room';
    await this.page.keyboard.down('Shift');
    await this.dragBetween(from, to);
    await this.page.keyboard.up('Shift');
    return 'rectangle';
  }
}
