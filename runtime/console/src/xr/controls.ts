import type { ViewerState } from '../viewer/viewer';
import { COLOURS, TEXT, box, card, font } from './brush';
import { CONTROLS, PLACES, TRACK, type ControlId, type Rect } from './layout';

/** The board's buttons. */

/** All that the buttons show. */
export interface ControlsState {
  playing: boolean;
  speed: number;
  highlight: boolean;
  travel: ViewerState['travel'];
  /** Whether there is a motion to play. */
  ready: boolean;
  /** Another case is on its way. */
  busy: boolean;
  following: boolean | null;
  hovered: readonly ControlId[];
  pressed: readonly ControlId[];
}

interface Face {
  label: string;
  /** One of several that is chosen, or a switch that is on. */
  on?: boolean;
  dim?: boolean;
}

type Context = CanvasRenderingContext2D;
type ButtonId = Exclude<ControlId, 'scrub' | 'handle'>;

/** What the buttons say; one that is not there now is missing. */
export function faces(state: ControlsState): Partial<Record<ButtonId, Face>> {
  const { ready, busy, following } = state;
  return {
    play: { label: state.playing ? 'Pause' : 'Play', dim: !ready },
    'speed-0.25': { label: '0.25×', on: state.speed === 0.25 },
    'speed-0.5': { label: '0.5×', on: state.speed === 0.5 },
    'speed-1': { label: '1×', on: state.speed === 1 },
    highlight: { label: 'Highlight', on: state.highlight },
    'in-place': { label: 'In place', on: state.travel === 'in-place' },
    travelling: { label: 'Through the room', on: state.travel === 'travelling' },
    previous: { label: 'Previous case', dim: busy },
    next: { label: 'Next case', dim: busy },
    place: { label: 'Bring the patient here' },
    ...(following !== null && {
      follow: { label: 'Follow the teacher', on: following },
    }),
    exit: { label: 'Exit' },
  };
}

/** Whether a control does anything now. */
export function isActive(id: ControlId, state: ControlsState): boolean {
  if (id === 'handle') return true;
  if (id === 'scrub') return state.ready;
  const face = faces(state)[id];
  return face !== undefined && !face.dim;
}

export function paintControls(context: Context, state: ControlsState): void {
  card(context, CONTROLS);
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const [id, face] of Object.entries(faces(state)) as [ButtonId, Face][]) {
    button(context, PLACES[id], face, tone(id, face, state), state.hovered.includes(id));
  }
  const lit = state.hovered.includes('scrub') || state.pressed.includes('scrub');
  box(context, TRACK, TRACK.h / 2, lit ? COLOURS.hover : COLOURS.line);
}

function tone(id: ButtonId, { on, dim }: Face, state: ControlsState): string {
  if (dim) return COLOURS.ground;
  if (state.pressed.includes(id)) return COLOURS.pressed;
  if (on) return COLOURS.on;
  return state.hovered.includes(id) ? COLOURS.hover : COLOURS.button;
}

function button(context: Context, rect: Rect, face: Face, fill: string, hovered: boolean): void {
  const { x, y, w, h } = rect;
  box(context, rect, 14, fill);
  context.strokeStyle = hovered && !face.dim ? COLOURS.text : COLOURS.line;
  context.lineWidth = 3;
  context.stroke();
  context.font = font(TEXT, 600);
  context.fillStyle = face.dim ? COLOURS.line : COLOURS.text;
  if (fill === COLOURS.on) context.fillStyle = COLOURS.onText;
  context.fillText(face.label, x + w / 2, y + h / 2 + 1);
}
