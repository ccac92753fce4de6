import type { Travel } from '../viewer/views';

/** Messages of the live session: see `runtime/server/PROTOCOL.md`. */

/** What is shown; `at` is the server's clock (ms) at which `position` (s) held. */
export interface SharedState {
  seq: number;
  motion: string | null;
  playing: boolean;
  position: number;
  at: number;
  speed: number;
  loop: boolean;
  highlight: boolean;
  travel: Travel;
}

/** What a leader may change. */
export type Change = Omit<SharedState, 'seq' | 'at'>;

export interface Welcome {
  type: 'welcome';
  protocol: number;
  role: 'lead' | 'follow';
  server: { id: string; name: string; version: string };
  time: number;
  state: SharedState;
}

/** Headsets that follow, as leaders are told of them. */
export interface Followers {
  count: number;
  devices: { id: string; name: string }[];
}

export type Message =
  | Welcome
  | { type: 'state'; state: SharedState }
  | { type: 'pong'; id: number; time: number }
  | ({ type: 'followers' } & Followers)
  | { type: 'bye'; reason: 'stopped' | 'revoked' | 'slow' };

export const REVOKED_CODE = 4401;

/**
 * Where a motion of `duration` seconds is at a time of the server's clock: round and round if it
 * loops, held at its end if not.
 */
export function positionAt(state: SharedState, now: number, duration: number): number {
  const gone = state.playing ? (state.speed * (now - state.at)) / 1000 : 0;
  const position = Math.max(state.position + gone, 0);
  if (duration <= 0) return position;
  if (state.loop && state.playing) return position % duration;
  return Math.min(position, duration);
}
