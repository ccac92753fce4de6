import { Vector3, type PerspectiveCamera } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Shot } from './views';

const GLIDE_S = 0.45;
const MIN_DISTANCE_M = 0.6;
const MAX_DISTANCE_M = 40;

/** The camera in the user's hand: glides to a view, can be turned freely, can be towed along. */
export class CameraRig {
  readonly controls: OrbitControls;
  private from: Shot | null = null;
  private to: Shot | null = null;
  private elapsed = 0;

  constructor(
    private readonly camera: PerspectiveCamera,
    canvas: HTMLCanvasElement,
  ) {
    this.controls = new OrbitControls(camera, canvas);
    this.controls.enableDamping = true;
    this.controls.dampingFactor = 0.12;
    this.controls.minDistance = MIN_DISTANCE_M;
    this.controls.maxDistance = MAX_DISTANCE_M;
    this.controls.maxPolarAngle = Math.PI / 2 - 0.01;
    this.controls.addEventListener('start', () => (this.to = null));
  }

  goTo(shot: Shot, smoothly: boolean): void {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!smoothly || still) {
      this.place(shot);
      this.to = null;
      return;
    }
    this.from = { position: this.camera.position.clone(), target: this.controls.target.clone() };
    this.to = shot;
    this.elapsed = 0;
  }

  /** Moves camera and target along with the walker. */
  tow(x: number, z: number): void {
    const by = new Vector3(x, 0, z);
    this.camera.position.add(by);
    this.controls.target.add(by);
    for (const shot of [this.from, this.to]) {
      shot?.position.add(by);
      shot?.target.add(by);
    }
  }

  /** Turns after the walker without moving. */
  watch(x: number, z: number): void {
    const by = new Vector3(x, 0, z);
    this.controls.target.add(by);
    this.from?.target.add(by);
    this.to?.target.add(by);
  }

  /** True while the picture still changes by itself. */
  update(seconds: number): boolean {
    if (this.to && this.from) {
      this.elapsed += seconds;
      const share = Math.min(this.elapsed / GLIDE_S, 1);
      const eased = share * share * (3 - 2 * share);
      this.place({
        position: this.from.position.clone().lerp(this.to.position, eased),
        target: this.from.target.clone().lerp(this.to.target, eased),
      });
      if (share === 1) this.to = null;
      return true;
    }
    return this.controls.update(seconds);
  }

  private place(shot: Shot): void {
    this.camera.position.copy(shot.position);
    this.controls.target.copy(shot.target);
    this.controls.update();
  }
}
