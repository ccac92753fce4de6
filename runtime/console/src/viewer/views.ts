import { Vector3, type PerspectiveCamera } from 'three';
import type { Avatar } from './avatar';
import type { FloorPoint } from './path';

export const VIEWS = ['follow', 'front', 'side', 'back'] as const;
export type View = (typeof VIEWS)[number];

/** How the walk is shown: held over a moving floor, or crossing the room. */
export type Travel = 'in-place' | 'travelling';

export interface Shot {
  position: Vector3;
  target: Vector3;
}

/** Share of the picture's height that the body takes. */
const FILL = 0.66;
/** Room left around a walker who stays in the middle, metres. */
const REACH_M = 0.75;
const FOLLOW_ANGLE_RAD = 0.62;
const BYSTANDER_EYE_M = 1.55;
/** How much further aside a bystander stands for each metre of the walk. */
const ASIDE_SHARE = 0.12;

interface Scene {
  avatar: Avatar;
  camera: PerspectiveCamera;
  travel: Travel;
  /** Where the walker stands now. */
  focus: FloorPoint;
  /** The side of the body that a side view looks at. */
  side: 'left' | 'right';
}

/** Camera position and target of a view. */
export function shot(view: View, scene: Scene): Shot {
  return standsStill(view, scene.travel) ? roomShot(view, scene) : closeShot(view, scene);
}

function closeShot(view: View, { avatar, camera, focus, side }: Scene): Shot {
  const { forward, aside } = axes(avatar, side);
  const target = new Vector3(focus.x, avatar.height * 0.54, focus.z);
  const distance = Math.max(
    avatar.height / FILL / 2 / halfHeight(camera),
    REACH_M / halfWidth(camera),
  );
  const position = target.clone();
  if (view === 'front') position.addScaledVector(forward, distance);
  if (view === 'back') position.addScaledVector(forward, -distance);
  if (view === 'side') position.addScaledVector(aside, distance);
  if (view === 'follow') {
    position.addScaledVector(forward, distance * Math.cos(FOLLOW_ANGLE_RAD));
    position.addScaledVector(aside, distance * Math.sin(FOLLOW_ANGLE_RAD));
  }
  position.y += distance * (view === 'follow' ? 0.2 : 0.06);
  return { position, target };
}

/** A view from a bystander, who stands still and turns to watch the walker pass. */
function roomShot(view: View, { avatar, camera, side, focus }: Scene): Shot {
  const { forward, aside } = axes(avatar, side);
  const { middle, length } = avatar.path;
  const close = avatar.height / FILL / 2 / halfHeight(camera);
  const position = new Vector3(middle.x, BYSTANDER_EYE_M, middle.z);
  if (view === 'side') position.addScaledVector(aside, close + length * ASIDE_SHARE);
  if (view === 'front') position.addScaledVector(forward, length / 2 + close);
  if (view === 'back') position.addScaledVector(forward, -length / 2 - close);
  return { position, target: new Vector3(focus.x, avatar.height * 0.5, focus.z) };
}

/** Whether the camera stands in the room while the walker crosses it. */
export function standsStill(view: View | 'free', travel: Travel): boolean {
  return travel === 'travelling' && view !== 'follow' && view !== 'free';
}

function axes(avatar: Avatar, side: 'left' | 'right'): { forward: Vector3; aside: Vector3 } {
  const { x, z } = avatar.path.heading;
  // A body facing +Z has its left at +X.
  const left = new Vector3(z, 0, -x);
  return { forward: new Vector3(x, 0, z), aside: left.multiplyScalar(side === 'left' ? 1 : -1) };
}

/** Tangent of half the vertical field of view. */
function halfHeight(camera: PerspectiveCamera): number {
  return Math.tan((camera.fov * Math.PI) / 360);
}

function halfWidth(camera: PerspectiveCamera): number {
  return halfHeight(camera) * camera.aspect;
}
