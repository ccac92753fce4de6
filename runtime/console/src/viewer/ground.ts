import {
  Color,
  Group,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  ShadowMaterial,
  Vector2,
  type ColorRepresentation,
} from 'three';

const SIZE_M = 160;
/** The shadow lies near the walker only: a smaller plane is cheaper to draw. */
const SHADOW_SIZE_M = 5;
const SHADOW_HEIGHT_M = 0.002;

// The floor's own coordinates, so that its lines turn with a walk that is placed in a room.
const VERTEX = /* glsl */ `
  uniform vec2 centre;
  varying vec2 floorPoint;
  void main() {
    floorPoint = position.xz + centre;
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  }
`;

// Lines are drawn one pixel wide at any distance from the screen-space derivative of the
// position, and fade out before they get denser than the pixels.
const FRAGMENT = /* glsl */ `
  uniform vec3 floorColour;
  uniform vec3 lineColour;
  uniform vec3 hazeColour;
  uniform vec2 offset;
  uniform vec2 centre;
  uniform float reach;
  varying vec2 floorPoint;

  float lines(vec2 point, float spacing) {
    vec2 cell = point / spacing;
    vec2 width = fwidth(cell);
    vec2 distance = abs(fract(cell - 0.5) - 0.5) / max(width, 1e-5);
    vec2 strength = (1.0 - min(distance, 1.0)) * (1.0 - smoothstep(0.2, 0.6, width));
    return max(strength.x, strength.y);
  }

  void main() {
    vec2 point = floorPoint + offset;
    float far = length(floorPoint - centre) / reach;
    float line = max(lines(point, 1.0) * 0.9, lines(point, 0.25) * 0.28);
    line *= 1.0 - smoothstep(3.5, 11.0, far);
    vec3 colour = mix(floorColour, lineColour, line);
    gl_FragColor = vec4(mix(colour, hazeColour, smoothstep(3.0, 15.0, far)), 1.0);
    #include <colorspace_fragment>
  }
`;

/** The floor: a metre grid with quarter metres between, and the shadow that falls on it. */
export class Ground {
  readonly group = new Group();
  private readonly grid: ShaderMaterial;
  private readonly shadow = new ShadowMaterial({ opacity: 0.22 });
  private readonly shadowPlane: Mesh;

  constructor() {
    this.grid = new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: {
        floorColour: { value: new Color() },
        lineColour: { value: new Color() },
        hazeColour: { value: new Color() },
        offset: { value: new Vector2() },
        centre: { value: new Vector2() },
        reach: { value: 1 },
      },
    });
    const plane = new PlaneGeometry(SIZE_M, SIZE_M).rotateX(-Math.PI / 2);
    const pool = new PlaneGeometry(SHADOW_SIZE_M, SHADOW_SIZE_M).rotateX(-Math.PI / 2);
    this.shadowPlane = new Mesh(pool, this.shadow);
    this.shadowPlane.position.y = SHADOW_HEIGHT_M;
    this.shadowPlane.receiveShadow = true;
    this.group.add(new Mesh(plane, this.grid), this.shadowPlane);
  }

  colour(floor: ColorRepresentation, line: ColorRepresentation, haze: ColorRepresentation): void {
    this.uniform<Color>('floorColour').set(floor);
    this.uniform<Color>('lineColour').set(line);
    this.uniform<Color>('hazeColour').set(haze);
  }

  setShadow(opacity: number): void {
    this.shadow.opacity = opacity;
  }

  /** Whether shadows fall on the floor at all. */
  setShadowed(shadowed: boolean): void {
    this.shadowPlane.visible = shadowed;
  }

  /** Moves the pattern under a walker on the spot, like the belt of a treadmill. */
  slide(x: number, z: number): void {
    this.uniform<Vector2>('offset').set(x, z);
  }

  /** Where the light pool of the floor lies. */
  centreOn(x: number, z: number): void {
    this.uniform<Vector2>('centre').set(x, z);
    this.group.position.set(x, 0, z);
  }

  /** How far the floor is drawn, as a multiple of what a close view needs. */
  reach(multiple: number): void {
    this.grid.uniforms['reach']!.value = multiple;
  }

  private uniform<T>(name: string): T {
    return this.grid.uniforms[name]!.value as T;
  }
}
