import { Mesh, PlaneGeometry, ShaderMaterial, Vector4, type Vector3Like } from 'three';

/** Large enough for a long step. */
const SIZE_M = 2.6;
/** Above the floor, so that it does not flicker with a floor that is drawn. */
const LIFT_M = 0.004;
const FEET = 2;

const VERTEX = /* glsl */ `
  varying vec2 floorPoint;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    floorPoint = world.xz;
    gl_Position = projectionMatrix * viewMatrix * world;
  }
`;

// Soft spots that add up: a wide one under the body, and one under each foot that grows wide and
// faint as the foot is lifted. Each has the centre in xy and its radius and strength in zw.
const FRAGMENT = /* glsl */ `
  uniform vec4 spots[3];
  varying vec2 floorPoint;
  void main() {
    float light = 1.0;
    for (int i = 0; i < 3; i++) {
      float far = length(floorPoint - spots[i].xy) / spots[i].z;
      light *= 1.0 - spots[i].w * exp(-2.5 * far * far);
    }
    gl_FragColor = vec4(0.0, 0.0, 0.0, 1.0 - light);
  }
`;

const BODY = { radius: 0.55, strength: 0.16 };
const FOOT = { radius: 0.17, strength: 0.45 };
/** Height of an ankle over the sole, and the lift at which a foot's own shadow is gone, metres. */
const ANKLE_M = 0.09;
const GONE_M = 0.3;

/** The soft shade where a walker touches the floor; one plane, without a shadow map. */
export class ContactShadow {
  readonly mesh: Mesh<PlaneGeometry, ShaderMaterial>;
  private readonly spots = Array.from({ length: FEET + 1 }, () => new Vector4(0, 0, 1, 0));

  constructor() {
    const material = new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: { spots: { value: this.spots } },
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new Mesh(new PlaneGeometry(SIZE_M, SIZE_M).rotateX(-Math.PI / 2), material);
    this.mesh.frustumCulled = false;
  }

  /** Lies under a body; positions in the room, metres. */
  follow(hips: Vector3Like, ankles: readonly Vector3Like[]): void {
    this.mesh.position.set(hips.x, LIFT_M, hips.z);
    this.put(0, hips, BODY.radius, BODY.strength);
    for (let foot = 0; foot < FEET; foot += 1) {
      const ankle = ankles[foot];
      const lifted = ankle ? Math.min(Math.max((ankle.y - ANKLE_M) / GONE_M, 0), 1) : 1;
      this.put(foot + 1, ankle ?? hips, FOOT.radius * (1 + lifted), FOOT.strength * (1 - lifted));
    }
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  private put(index: number, at: Vector3Like, radius: number, strength: number): void {
    this.spots[index]!.set(at.x, at.z, radius, strength);
  }
}
