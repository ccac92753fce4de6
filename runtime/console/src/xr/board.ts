import {
  CircleGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  Vector3,
  type BufferGeometry,
  type Matrix4,
  type Ray,
} from 'three';
import type { Motion } from '../api/types';
import { COLOURS, TEXT, box, font } from './brush';
import { paintControls, type ControlsState } from './controls';
import { infoOf, paintInfo } from './info';
import {
  BAR,
  CONTROLS,
  HEIGHT,
  INFO,
  PLACES,
  TIME,
  TRACK,
  WIDTH,
  type ControlId,
  type Point,
} from './layout';
import { Surface, place } from './surface';

const MM = 1 / 1000;
const KNOB_MM = 15;

/** A point of the board that a ray meets, and how far along the ray it is, metres. */
export interface Meeting extends Point {
  distance: number;
}

export interface BoardContent {
  motion: Motion | null;
  /** Said instead of the case's text. */
  notice: string | null;
  time: number;
  duration: number;
  controls: ControlsState;
}

/** The board beside the patient: text above, controls below, a bar to move it by. */
export class Board {
  readonly group = new Group();
  private readonly info = new Surface(INFO);
  private readonly controls = new Surface(CONTROLS);
  private readonly time = new Surface(TIME, 1);
  private readonly bar = new Surface(BAR);
  private readonly done = flat(new PlaneGeometry(1, TRACK.h * MM), COLOURS.on, 2);
  private readonly knob = flat(new CircleGeometry(KNOB_MM * MM, 24), COLOURS.text, 3);

  constructor() {
    const parts = [this.info, this.controls, this.time, this.bar].map((surface) => surface.mesh);
    this.group.add(...parts, this.done, this.knob);
  }

  show({ motion, notice, time, duration, controls }: BoardContent): void {
    this.info.paint(JSON.stringify([motion?.id, notice]), (context) =>
      paintInfo(context, infoOf(motion, notice)),
    );
    this.controls.paint(JSON.stringify(controls), (context) => paintControls(context, controls));
    const text = `${time.toFixed(1)} / ${duration.toFixed(1)} s`;
    this.time.paint(text, (context) => paintTime(context, text));
    const held = controls.hovered.includes('handle') || controls.pressed.includes('handle');
    const tone = held ? COLOURS.text : COLOURS.muted;
    this.bar.paint(tone, (context) => box(context, BAR, BAR.h / 2, tone));
    this.slide(duration > 0 ? time / duration : 0);
  }

  /** Where a ray meets the front of the board, or of the plane that it lies in. */
  meet(ray: Ray): Meeting | null {
    const inverse = this.inverse();
    const origin = ray.origin.clone().applyMatrix4(inverse);
    const direction = ray.direction.clone().transformDirection(inverse);
    if (origin.z <= 0 || direction.z >= 0) return null;
    const distance = -origin.z / direction.z;
    const { x, y } = origin.addScaledVector(direction, distance);
    return { x: x / MM + WIDTH / 2, y: HEIGHT / 2 - y / MM, distance };
  }

  /** Where the middle of a control, or a share of its width, is in the room. */
  locate(id: ControlId, share = 0.5): Vector3 {
    const { x, y, w, h } = id === 'scrub' ? { ...PLACES.scrub, ...TRACK } : PLACES[id];
    const point = new Vector3((x + w * share - WIDTH / 2) * MM, (HEIGHT / 2 - y - h / 2) * MM, 0);
    this.group.updateWorldMatrix(true, false);
    return this.group.localToWorld(point);
  }

  dispose(): void {
    for (const surface of [this.info, this.controls, this.time, this.bar]) surface.dispose();
    for (const { geometry, material } of [this.done, this.knob]) {
      geometry.dispose();
      material.dispose();
    }
  }

  private slide(share: number): void {
    const w = Math.max(TRACK.w * share, 0.1);
    place(this.done, { ...TRACK, w }, 2);
    this.done.scale.x = w * MM;
    place(this.knob, { x: TRACK.x + TRACK.w * share, y: TRACK.y, w: 0, h: TRACK.h }, 3);
  }

  private inverse(): Matrix4 {
    this.group.updateWorldMatrix(true, false);
    return this.group.matrixWorld.clone().invert();
  }
}

function flat(
  geometry: BufferGeometry,
  color: string,
  order: number,
): Mesh<BufferGeometry, MeshBasicMaterial> {
  const material = new MeshBasicMaterial({ color, toneMapped: false, transparent: true });
  const mesh = new Mesh(geometry, material);
  mesh.renderOrder = order;
  return mesh;
}

function paintTime(context: CanvasRenderingContext2D, text: string): void {
  context.font = font(TEXT);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = COLOURS.text;
  context.fillText(text, TIME.x + TIME.w, TIME.y + TIME.h / 2 + 1);
}
