import { useEffect, useRef } from 'react';
import { coloursOf, onThemeChange, remPx, type Colour } from '../../ui/tokens';
import { besideOf, copyTo } from './beside-canvas';
import { CanvasPen } from './canvas-pen';
import type { Pen } from './pen';
import { noteRedraw } from './redraw-cost';

export interface PaintedProps {
  /** Draws all of the picture; another function means another picture. */
  readonly draw: (pen: Pen) => void;
  /** What it shows, for those who do not see it. */
  readonly words: string;
  /** A click, in pixels from the left, and the size of the picture. Whoever cannot click has another way to the same. */
  readonly onPick?: (x: number, size: { readonly width: number; readonly height: number; readonly rem: number }) => void;
  readonly hint?: string;
}

/** A picture on a canvas that follows its size, the type's size and the theme. */
export function Painted({ draw, words, onPick, hint }: PaintedProps) {
  const host = useRef<HTMLCanvasElement>(null);
  const newest = useRef(draw);
  const ground = useRef<Ground | null>(null);

  useEffect(() => {
    newest.current = draw;
    const startMs = performance.now();
    paint(ground.current, draw);
    noteRedraw(performance.now() - startMs);
  }, [draw]);

  useEffect(() => {
    const canvas = host.current;
    if (canvas === null) return undefined;
    const again = (): void => {
      ground.current = groundOf(canvas);
      paint(ground.current, newest.current);
    };
    again();
    const sizes = new ResizeObserver(again);
    sizes.observe(canvas);
    const stop = onThemeChange(again);
    return () => {
      sizes.disconnect();
      stop();
    };
  }, []);

  return (
    <canvas
      ref={host} className="chart-plot" role="img" aria-label={words} title={hint} data-pick={onPick !== undefined}
      onClick={({ clientX, currentTarget }) => {
        const { left, width, height } = currentTarget.getBoundingClientRect();
        onPick?.(clientX - left, { width, height, rem: remPx() });
      }}
    />
  );
}

/** What is painted on. Looked up when it changes: the browser brings all styles up to date before it answers. */
interface Ground {
  readonly canvas: HTMLCanvasElement;
  readonly beside: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

const groundOf = (canvas: HTMLCanvasElement): Ground => ({ canvas, beside: besideOf(canvas), width: canvas.clientWidth, height: canvas.clientHeight, colour: coloursOf(canvas) });

function paint(ground: Ground | null, draw: (pen: Pen) => void): void {
  if (ground === null) return;
  const pen = CanvasPen.on(ground.beside, ground, ground.colour, remPx());
  if (pen === null) return;
  draw(pen);
  copyTo(ground.canvas, ground.beside);
}
