import type { FloorPoint } from '../viewer/path';
import type { Travel } from '../viewer/views';

/** Where things stand in the user's room: metres and radians on the floor, +Y up. */

/** From where the patient is seen well without being close, metres. */
export const DISTANCE_M = 2.25;
/** Half from ahead, half from the side: the angle of the page's own first view. */
const OBLIQUE_RAD = 0.62;

export const BOARD_DISTANCE_M = 1.3;
/** Beside the patient, so far that an arm held out does not reach behind the board. */
const BOARD_ASIDE_RAD = 0.63;
/** How far the middle of the board is below the eyes, and where it may be, metres. */
const BOARD_BELOW_M = 0.37;
const BOARD_LOWEST_M = 0.85;
const BOARD_HIGHEST_M = 1.35;

/** Someone's eyes: where they are, and the direction of the gaze over the floor. */
export interface Eyes {
  x: number;
  y: number;
  z: number;
  /** Turn about +Y from looking along -Z. */
  yaw: number;
}

/** A place for the patient, and where those who look on stand. */
export interface Spot extends FloorPoint {
  /** Direction from the patient to the user, turn about +Y from +Z. */
  towards: number;
}

/** A walk in its own coordinates. */
export interface Way {
  heading: FloorPoint;
  /** Halfway between both ends. */
  middle: FloorPoint;
  /** The side of the body that is to be seen. */
  side: 'left' | 'right';
  travel: Travel;
}

export interface Pose extends FloorPoint {
  y: number;
  yaw: number;
}

/** The spot before someone. */
export function spotBefore(eyes: Eyes): Spot {
  return { ...ahead(eyes, 0, DISTANCE_M), towards: eyes.yaw };
}

/**
 * Where a walk's coordinates lie so that it is seen well: on the spot it is turned half aside,
 * through the room it crosses before the user, the affected side towards him.
 */
export function settle(spot: Spot, { heading, middle, side, travel }: Way): Pose {
  const aside = travel === 'in-place' ? OBLIQUE_RAD : Math.PI / 2;
  // The left of a body that faces +Z is at +X, a quarter turn on.
  const facing = spot.towards + (side === 'left' ? -aside : aside);
  const yaw = facing - Math.atan2(heading.x, heading.z);
  const focus = travel === 'in-place' ? { x: 0, z: 0 } : turned(middle, yaw);
  return { x: spot.x - focus.x, y: 0, z: spot.z - focus.z, yaw };
}

/** Where the board stands beside the patient, turned to the user. */
export function boardBefore(eyes: Eyes): Pose {
  const y = Math.min(Math.max(eyes.y - BOARD_BELOW_M, BOARD_LOWEST_M), BOARD_HIGHEST_M);
  return { ...ahead(eyes, -BOARD_ASIDE_RAD, BOARD_DISTANCE_M), y, yaw: eyes.yaw - BOARD_ASIDE_RAD };
}

/** The point at a distance, a turn away from the gaze; negative turns are to the right. */
function ahead(eyes: Eyes, turn: number, distance: number): FloorPoint {
  const yaw = eyes.yaw + turn;
  return { x: eyes.x - Math.sin(yaw) * distance, z: eyes.z - Math.cos(yaw) * distance };
}

function turned({ x, z }: FloorPoint, yaw: number): FloorPoint {
  const [cosine, sine] = [Math.cos(yaw), Math.sin(yaw)];
  return { x: x * cosine + z * sine, z: z * cosine - x * sine };
}
