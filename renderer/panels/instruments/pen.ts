/**
 * What a picture is drawn with: the same drawing goes to a canvas on the screen and to an SVG file. Colours are names of
 * the palette; lengths are CSS pixels.
 */
export interface Pen {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
  rect(x: number, y: number, width: number, height: number, colour: string, alpha?: number): void;
  /** Points as x, y, x, y, …; NaN leaves a gap. */
  line(points: readonly number[], colour: string, look?: LineLook): void;
  text(text: string, x: number, y: number, look?: TextLook): void;
  dot(x: number, y: number, radius: number, colour: string, alpha?: number): void;
  textWidth(text: string, rem?: number): number;
}

export interface LineLook {
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
}

export interface TextLook {
  readonly colour?: string;
  readonly rem?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly alpha?: number;
  readonly bold?: boolean;
}

export const FONT = '"Inter Variable", Inter, system-ui, sans-serif';
export const SMALL_REM = 0.6875;
