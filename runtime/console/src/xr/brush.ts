import type { Rect } from './layout';

/** What the board is painted with; sizes in millimetres. */

export const COLOURS = {
  ground: '#10191d',
  line: '#33444b',
  button: '#22323a',
  hover: '#35505a',
  pressed: '#0f6e6e',
  on: '#55c2b8',
  text: '#f0f5f7',
  onText: '#06211f',
  muted: '#a9bac2',
  met: '#7ad6cd',
  unmet: '#ffb4a8',
} as const;

/** Capitals of the usual size are 1.6 cm high, which reads at 1.2 m. */
export const TEXT = 23;
export const TITLE = 31;
const FAMILY = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

type Context = CanvasRenderingContext2D;

export function font(size: number, weight = 500): string {
  return `${weight} ${size}px ${FAMILY}`;
}

export function box(context: Context, { x, y, w, h }: Rect, radius: number, fill: string): void {
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, w, h, radius);
  context.fill();
}

/** A part of the board with its border. */
export function card(context: Context, rect: Rect): void {
  box(context, rect, 24, COLOURS.line);
  const { x, y, w, h } = rect;
  box(context, { x: x + 2, y: y + 2, w: w - 4, h: h - 4 }, 22, COLOURS.ground);
}

/** Words on one line, cut off with an ellipsis where they do not fit. */
export function words(context: Context, text: string, x: number, y: number, most: number): void {
  context.fillText(fitted(context, text, most), x, y);
}

/** Words on as many lines as they need up to `count`; returns them. */
export function wrapped(context: Context, text: string, most: number, count: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > most && lines.length < count - 1) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, fitted(context, line, most)];
}

function fitted(context: Context, text: string, most: number): string {
  if (context.measureText(text).width <= most) return text;
  let length = text.length;
  while (length > 0 && context.measureText(`${text.slice(0, length).trimEnd()}…`).width > most) {
    length -= 1;
  }
  return `${text.slice(0, length).trimEnd()}…`;
}
