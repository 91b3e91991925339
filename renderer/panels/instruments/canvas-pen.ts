import type { Colour } from '../../ui/tokens';
import { FONT, SMALL_REM, type LineLook, type Pen, type TextLook } from './pen';

/** Draws on a canvas, at the screen's own resolution. Text stands on `y` with its middle. */
export class CanvasPen implements Pen {
  readonly width: number;
  readonly height: number;

  private constructor(private readonly ctx: CanvasRenderingContext2D, private readonly colour: Colour, readonly rem: number, width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** A pen on an emptied canvas; null where there is nothing to draw on. */
  static on(canvas: HTMLCanvasElement, { width, height }: { readonly width: number; readonly height: number }, colour: Colour, rem: number): CanvasPen | null {
    const ctx = canvas.getContext('2d');
    if (ctx === null || width === 0 || height === 0) return null;
    const scale = devicePixelRatio;
    const [deviceWidth, deviceHeight] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) Object.assign(canvas, { width: deviceWidth, height: deviceHeight });
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.lineJoin = 'round';
    return new CanvasPen(ctx, colour, rem, width, height);
  }

  rect(x: number, y: number, width: number, height: number, colour: string, alpha = 1): void {
    this.ctx.globalAlpha = alpha;
    this.ctx.fillStyle = this.colour(colour);
    this.ctx.fillRect(x, y, width, height);
    this.ctx.globalAlpha = 1;
  }

  line(points: readonly number[], colour: string, { width = 1, dash = [], alpha = 1 }: LineLook = {}): void {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = this.colour(colour);
    ctx.lineWidth = width;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    let isDown = false;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i] ?? NaN;
      const y = points[i + 1] ?? NaN;
      if (Number.isNaN(x) || Number.isNaN(y)) isDown = false;
      else if (isDown) ctx.lineTo(x, y);
      else {
        ctx.moveTo(x, y);
        isDown = true;
      }
    }
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  text(text: string, x: number, y: number, { colour = 'muted', rem = SMALL_REM, align = 'left', alpha = 1, bold = false }: TextLook = {}): void {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    ctx.font = `${bold ? '600 ' : ''}${rem * this.rem}px ${FONT}`;
    ctx.fillStyle = this.colour(colour);
    ctx.textAlign = align;
    ctx.textBaseline = 'middle';
    ctx.fillText(text, x, y);
    ctx.globalAlpha = 1;
  }

  dot(x: number, y: number, radius: number, colour: string, alpha = 1): void {
    this.ctx.globalAlpha = alpha;
    this.ctx.fillStyle = this.colour(colour);
    this.ctx.beginPath();
    this.ctx.arc(x, y, radius, 0, 2 * Math.PI);
    this.ctx.fill();
    this.ctx.globalAlpha = 1;
  }

  textWidth(text: string, rem = SMALL_REM): number {
    this.ctx.font = `${rem * this.rem}px ${FONT}`;
    return this.ctx.measureText(text).width;
  }
}
