/** Where everything lies on the board, in millimetres from its upper left corner, y down. */

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Point {
  x: number;
  y: number;
}

export const WIDTH = 860;
export const MARGIN = 22;
export const INFO: Rect = { x: 0, y: 0, w: WIDTH, h: 720 };
export const CONTROLS: Rect = { x: 0, y: 732, w: WIDTH, h: 292 };
/** A bar below to move the board by; what can be grabbed is larger than the bar. */
export const BAR: Rect = { x: 310, y: 1042, w: 240, h: 14 };
const GRIP: Rect = { x: 270, y: 1028, w: 320, h: 44 };
export const HEIGHT = 1072;

export type ControlId =
  | 'play'
  | 'scrub'
  | 'speed-0.25'
  | 'speed-0.5'
  | 'speed-1'
  | 'highlight'
  | 'follow'
  | 'in-place'
  | 'travelling'
  | 'previous'
  | 'next'
  | 'place'
  | 'exit'
  | 'handle';

const ROW_H = 52;
const [ROW_1, ROW_2, ROW_3, ROW_4] = [18, 88, 154, 220].map((y) => CONTROLS.y + y) as [
  number,
  number,
  number,
  number,
];

export const PLACES: Record<ControlId, Rect> = {
  play: { x: MARGIN, y: ROW_1, w: 124, h: ROW_H },
  scrub: { x: 162, y: ROW_1, w: 492, h: ROW_H },
  'speed-0.25': { x: MARGIN, y: ROW_2, w: 100, h: ROW_H },
  'speed-0.5': { x: 128, y: ROW_2, w: 100, h: ROW_H },
  'speed-1': { x: 234, y: ROW_2, w: 100, h: ROW_H },
  highlight: { x: 358, y: ROW_2, w: 180, h: ROW_H },
  follow: { x: 562, y: ROW_2, w: 276, h: ROW_H },
  'in-place': { x: MARGIN, y: ROW_3, w: 128, h: ROW_H },
  travelling: { x: 156, y: ROW_3, w: 268, h: ROW_H },
  previous: { x: 448, y: ROW_3, w: 210, h: ROW_H },
  next: { x: 664, y: ROW_3, w: 174, h: ROW_H },
  place: { x: MARGIN, y: ROW_4, w: 340, h: ROW_H },
  exit: { x: 664, y: ROW_4, w: 174, h: ROW_H },
  handle: GRIP,
};

/** The line of the scrub bar, and where the time is written beside it. */
export const TRACK: Rect = { x: 178, y: ROW_1 + ROW_H / 2 - 4, w: 460, h: 8 };
export const TIME: Rect = { x: 664, y: ROW_1, w: 174, h: ROW_H };

/** The control at a point, if there is one. */
export function controlAt({ x, y }: Point): ControlId | null {
  for (const [id, rect] of Object.entries(PLACES) as [ControlId, Rect][]) {
    if (x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h) return id;
  }
  return null;
}

/** Whether a point lies on the board at all. */
export function isOnBoard({ x, y }: Point): boolean {
  return x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT;
}

/** How far along the scrub bar a point is, 0 to 1. */
export function shareOfTrack({ x }: Point): number {
  return Math.min(Math.max((x - TRACK.x) / TRACK.w, 0), 1);
}
