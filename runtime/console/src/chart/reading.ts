/** What a joint's curve says, in numbers and in words. */

import type { JointCurve, Line } from '../api/types';
import { shownIn, type Shown } from '../text/format';

export type Side = 'left' | 'right';
export const SIDES: readonly Side[] = ['left', 'right'];

/** Standard deviations that the normal band reaches to each side of the mean. */
export const BAND_SD = 2;

/** Stretches of the cycle shorter than this, percent, are not worth a sentence. */
const SHORTEST_STRETCH = 6;

export type Place = 'below' | 'above' | 'within';

export interface Stretch {
  place: Place;
  from: number;
  to: number;
}

/** Angles are told in whole degrees: tenths would promise what joint positions cannot give. */
export function shownAngle(joint: JointCurve): Shown {
  return { ...shownIn(joint.unit), digits: 0 };
}

/** Where a line lies at one point against the normal band. */
export function placeAt(line: Line, normal: Line, index: number): Place {
  const distance = line.mean[index]! - normal.mean[index]!;
  const room = BAND_SD * normal.sd[index]!;
  if (distance < -room) return 'below';
  return distance > room ? 'above' : 'within';
}

/** Where in the cycle a line leaves the normal band, in the order of the cycle. */
export function stretches(line: Line, normal: Line | null, percent: readonly number[]): Stretch[] {
  if (!normal) return [];
  const found: Stretch[] = [];
  percent.forEach((at, index) => {
    const place = placeAt(line, normal, index);
    const last = found[found.length - 1];
    if (last?.place === place) last.to = at;
    else found.push({ place, from: at, to: at });
  });
  return found.filter(({ place, from, to }) => place !== 'within' && to - from >= SHORTEST_STRETCH);
}

/** `Left: below the normal band from 58 to 92 %.` for each side, or that both lie within it. */
export function summary(joint: JointCurve, percent: readonly number[]): string {
  const told = SIDES.flatMap((side) => {
    const line = joint[side];
    if (!line) return [`${name(side)}: not measured.`];
    const out = stretches(line, joint.normal, percent);
    if (out.length === 0) return [];
    const parts = out.map(({ place, from, to }) => `${place} from ${from} to ${to}\u00a0%`);
    return [`${name(side)}: ${parts.join(', ')}.`];
  });
  if (!joint.normal) return told.join(' ') || 'There is no normal band to compare with.';
  return told.join(' ') || 'Both sides stay within the normal band.';
}

function name(side: Side): string {
  return side === 'left' ? 'Left' : 'Right';
}
