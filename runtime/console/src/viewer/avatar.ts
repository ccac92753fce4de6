import {
  AnimationMixer,
  Bone,
  Box3,
  Color,
  Mesh,
  MeshLambertMaterial,
  MeshStandardMaterial,
  Object3D,
  SRGBColorSpace,
  Vector3,
  type AnimationAction,
} from 'three';
import { GLTFLoader, type GLTF } from 'three/addons/loaders/GLTFLoader.js';
import { ConsoleError } from '../api/problem';
import { FloorPath } from './path';
import type { Quality } from './quality';
import { severityRgb, VISIBLE_SCORE } from './severity';

const PATH_RATE = 20;
const HIPS = /(^|[^a-z])(hips|pelvis)$/i;
const FEET = /(^|[^a-z])(left|right)_?foot$/i;

/** What regions without a score turn to while others are highlighted. */
const PALE = new Color('#c3c9cc');
const PALE_SHARE = 0.8;

interface Skin {
  material: MeshStandardMaterial | MeshLambertMaterial;
  own: Color;
}

/** A skinned walker with its motion, loaded from a GLB. */
export class Avatar {
  readonly root: Object3D;
  readonly duration: number;
  readonly path: FloorPath;
  /** Height of the body as it walks, metres. */
  readonly height: number;
  private readonly mixer: AnimationMixer;
  private readonly action: AnimationAction;
  private readonly hips: Object3D;
  private readonly feet: Object3D[] = [];
  private readonly skins = new Map<string, Skin[]>();

  private constructor(
    gltf: GLTF,
    private readonly quality: Quality,
  ) {
    const clip = gltf.animations[0];
    if (!clip) throw new ConsoleError('This motion has no animation in its file.');
    this.root = gltf.scene;
    this.hips = findHips(gltf.scene);
    gltf.scene.traverse((node) => {
      if (node instanceof Bone && FEET.test(node.name)) this.feet.push(node);
    });
    this.mixer = new AnimationMixer(gltf.scene);
    this.action = this.mixer.clipAction(clip);
    this.action.play();
    this.duration = clip.duration;
    this.prepareMeshes();
    this.path = this.tracePath();
    this.seek(0);
    this.height = new Box3().setFromObject(this.root, true).max.y;
  }

  /** Reads the bytes of a GLB. */
  static async parse(glb: ArrayBuffer, quality: Quality): Promise<Avatar> {
    return new Avatar(await new GLTFLoader().parseAsync(glb, ''), quality);
  }

  seek(time: number): void {
    // The mixer wraps a time at the very end of a clip round to its start.
    this.action.time = Math.min(Math.max(time, 0), this.duration - 1e-4);
    this.mixer.update(0);
  }

  hipsPosition(): Vector3 {
    this.root.updateWorldMatrix(true, true);
    return this.hips.getWorldPosition(new Vector3());
  }

  /** Where the ankles are. */
  feetPositions(): Vector3[] {
    this.root.updateWorldMatrix(true, true);
    return this.feet.map((foot) => foot.getWorldPosition(new Vector3()));
  }

  /** The box around the body as it is posed now. */
  bounds(): Box3 {
    this.root.updateWorldMatrix(true, true);
    return new Box3().setFromObject(this.root, true);
  }

  /**
   * Colours regions by their scores and pales all others, so that nothing but the scores has a
   * strong colour; where no score is to be seen, the body has its own colours.
   */
  tint(scores: ReadonlyMap<string, number>): void {
    const highlighting = [...scores.values()].some((score) => score >= VISIBLE_SCORE);
    for (const [region, skins] of this.skins) {
      const score = scores.get(region) ?? 0;
      for (const { material, own } of skins) {
        material.color.copy(own);
        if (score >= VISIBLE_SCORE) material.color.copy(scoreColour(score));
        else if (highlighting) material.color.lerp(PALE, PALE_SHARE);
      }
    }
  }

  get regions(): string[] {
    return [...this.skins.keys()];
  }

  /** Colours of the regions now, `#rrggbb`. */
  get colours(): Record<string, string> {
    const first = ([region, skins]: [string, Skin[]]): [string, string] => [
      region,
      `#${skins[0]!.material.color.getHexString()}`,
    ];
    return Object.fromEntries([...this.skins].map(first));
  }

  /** Turn of every bone as it is now: the x, y, z and w of its quaternion. */
  get turns(): number[] {
    const turns: number[] = [];
    this.root.traverse((node) => {
      if (node instanceof Bone) turns.push(...node.quaternion.toArray());
    });
    return turns;
  }

  dispose(): void {
    this.mixer.stopAllAction();
    this.root.traverse((node) => {
      if (!(node instanceof Mesh)) return;
      node.geometry.dispose();
      (node.material as MeshStandardMaterial).dispose();
    });
  }

  private prepareMeshes(): void {
    this.root.traverse((node) => {
      if (!(node instanceof Mesh)) return;
      node.castShadow = true;
      node.receiveShadow = true;
      // A skinned body moves out of the bounds of its rest pose.
      node.frustumCulled = false;
      const material = ownMaterial(node.material as MeshStandardMaterial, this.quality);
      node.material = material;
      const region = regionName(material.name);
      const skins = this.skins.get(region) ?? [];
      skins.push({ material, own: material.color.clone() });
      this.skins.set(region, skins);
    });
  }

  private tracePath(): FloorPath {
    const count = Math.max(2, Math.round(this.duration * PATH_RATE) + 1);
    const samples = Array.from({ length: count }, (_, index) => {
      this.seek(index / PATH_RATE);
      const { x, z } = this.hipsPosition();
      return { x, z };
    });
    return new FloorPath(samples, PATH_RATE);
  }
}

/** `Left Thigh.001` and `left_thigh` are one region. */
export function regionName(material: string): string {
  return material
    .replace(/\.\d+$/, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '_');
}

/** A material of its own for each part: as it came, or a cheaper one of the same colour. */
function ownMaterial(from: MeshStandardMaterial, quality: Quality): Skin['material'] {
  if (quality.environment) return from.clone();
  return new MeshLambertMaterial({ name: from.name, color: from.color, map: from.map });
}

function scoreColour(score: number): Color {
  const [red, green, blue] = severityRgb(score);
  return new Color().setRGB(red / 255, green / 255, blue / 255, SRGBColorSpace);
}

function findHips(scene: Object3D): Object3D {
  let found: Object3D | undefined;
  scene.traverse((node) => {
    if (!found && HIPS.test(node.name)) found = node;
  });
  return found ?? scene;
}
