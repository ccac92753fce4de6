import {
  CircleGeometry,
  CylinderGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  Ray,
  Vector3,
  type WebXRManager,
  type WebXRSpaceEventMap,
  type XRTargetRaySpace,
} from 'three';
import type { Board, Meeting } from './board';
import { controlAt, isOnBoard, shareOfTrack, type ControlId } from './layout';

/** One for each hand; a hand that pinches points just as a controller does. */
const HANDS = [0, 1] as const;
/** How far a ray is drawn that meets nothing, metres. */
const FREE_M = 0.35;
const BEAM_M = 0.0022;
const DOT_M = 0.007;
/** Keeps the dot before the board's surfaces. */
const DOT_LIFT_M = 0.008;
/** Drawn after the board, whose edges it may lie over. */
const ORDER = 10;

export interface PointerEvents {
  onPress(id: ControlId): void;
  /** The scrub bar is held at a share of its length. */
  onScrub(share: number): void;
  isActive(id: ControlId): boolean;
}

/** One hand's ray: what it points at, and what it holds. */
interface Pointer {
  space: XRTargetRaySpace;
  beam: Mesh;
  dot: Mesh;
  over: ControlId | null;
  pressed: ControlId | null;
  /** Where the ray meets the board. */
  met: Meeting | null;
  /** Distance at which the board is carried, metres. */
  carried: number;
}

/** Rays of controllers and hands, and what they do to the board. */
export class Pointers {
  readonly group = new Group();
  private readonly beam = new CylinderGeometry(BEAM_M * 0.3, BEAM_M, 1, 6, 1, true)
    .translate(0, 0.5, 0)
    .rotateX(-Math.PI / 2);
  private readonly disc = new CircleGeometry(DOT_M, 20);
  private readonly light = new MeshBasicMaterial({
    color: '#ffffff',
    toneMapped: false,
    transparent: true,
    opacity: 0.8,
  });
  private readonly pointers: Pointer[];
  private readonly forget: (() => void)[] = [];

  constructor(
    xr: WebXRManager,
    private readonly board: Board,
    private readonly events: PointerEvents,
  ) {
    this.pointers = HANDS.map((hand) => this.equip(xr.getController(hand)));
  }

  get hovered(): ControlId[] {
    return this.pointers.flatMap(({ over }) => over ?? []);
  }

  get pressed(): ControlId[] {
    return this.pointers.flatMap(({ pressed }) => pressed ?? []);
  }

  /** Looks along every ray; a board that is carried turns to `eyes`. */
  update(eyes: { x: number; z: number }): void {
    for (const pointer of this.pointers) {
      this.aim(pointer);
      if (pointer.pressed === 'scrub' && pointer.met) this.scrub(pointer.met);
      if (pointer.pressed === 'handle') this.carry(pointer, eyes);
      this.draw(pointer);
    }
  }

  dispose(): void {
    for (const forget of this.forget) forget();
    for (const { space, beam } of this.pointers) {
      space.remove(beam);
      this.group.remove(space);
    }
    this.beam.dispose();
    this.disc.dispose();
    this.light.dispose();
  }

  private equip(space: XRTargetRaySpace): Pointer {
    const beam = new Mesh(this.beam, this.light);
    const dot = new Mesh(this.disc, this.light);
    beam.renderOrder = dot.renderOrder = ORDER;
    space.add(beam);
    this.group.add(space, dot);
    const pointer = { space, beam, dot, over: null, pressed: null, met: null, carried: 0 };
    this.hear(space, 'selectstart', () => this.press(pointer));
    this.hear(space, 'selectend', () => this.release(pointer));
    this.hear(space, 'disconnected', () => Object.assign(pointer, { over: null, pressed: null }));
    return pointer;
  }

  private hear(space: XRTargetRaySpace, type: keyof WebXRSpaceEventMap, act: () => void): void {
    space.addEventListener(type, act);
    this.forget.push(() => space.removeEventListener(type, act));
  }

  private aim(pointer: Pointer): void {
    pointer.over = pointer.met = null;
    if (!pointer.space.visible) return;
    pointer.met = this.board.meet(rayOf(pointer.space));
    if (!pointer.met || !isOnBoard(pointer.met)) return;
    const id = controlAt(pointer.met);
    pointer.over = id !== null && this.events.isActive(id) ? id : null;
  }

  private press(pointer: Pointer): void {
    this.aim(pointer);
    if (!pointer.over || !pointer.met) return;
    pointer.pressed = pointer.over;
    pointer.carried = pointer.met.distance;
    if (pointer.over === 'scrub') this.scrub(pointer.met);
  }

  /** A control acts when it is let go of, and not where the ray has left it meanwhile. */
  private release(pointer: Pointer): void {
    this.aim(pointer);
    const { pressed, over } = pointer;
    pointer.pressed = null;
    if (pressed && pressed === over) this.events.onPress(pressed);
  }

  private scrub(met: Meeting): void {
    this.events.onScrub(shareOfTrack(met));
  }

  /** Keeps the board's bar on the ray, upright, its front towards the eyes. */
  private carry({ space, carried }: Pointer, eyes: { x: number; z: number }): void {
    const { group } = this.board;
    const goal = rayOf(space).at(carried, new Vector3());
    group.position.add(goal.sub(this.board.locate('handle')));
    group.rotation.set(0, Math.atan2(eyes.x - group.position.x, eyes.z - group.position.z), 0);
  }

  private draw({ space, met, beam, dot }: Pointer): void {
    dot.visible = space.visible && met !== null && isOnBoard(met);
    const length = dot.visible ? met!.distance - DOT_LIFT_M : FREE_M;
    beam.scale.z = length;
    rayOf(space).at(length, dot.position);
    dot.quaternion.copy(this.board.group.quaternion);
  }
}

/** Along a hand's -Z, as WebXR has it. */
function rayOf(space: XRTargetRaySpace): Ray {
  space.updateWorldMatrix(true, false);
  const direction = new Vector3(0, 0, -1).transformDirection(space.matrixWorld);
  return new Ray(new Vector3().setFromMatrixPosition(space.matrixWorld), direction);
}
