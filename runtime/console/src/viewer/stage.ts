import {
  ACESFilmicToneMapping,
  Color,
  DirectionalLight,
  HemisphereLight,
  PCFShadowMap,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  WebGLRenderer,
} from 'three';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import { Ground } from './ground';
import { affordable, type Quality } from './quality';

const FIELD_OF_VIEW_DEG = 32;
/** Where the key light stands from the walker, metres. */
const KEY_OFFSET = { x: 1.9, y: 5.5, z: 2.4 };
/** Strength of the sky where no environment lights the body too. */
const SKY_ALONE = 1.9;
const SHADOW_REACH_M = 1.8;
/** Distance of the camera up to which the floor is drawn at its usual reach, metres. */
const CLOSE_M = 6;

interface Palette {
  floor: string;
  line: string;
  haze: string;
  shadow: number;
  environment: number;
}

const LIGHT: Palette = {
  floor: '#e6eaec',
  line: '#b4c0c5',
  haze: '#f1f4f5',
  shadow: 0.24,
  environment: 0.5,
};
const DARK: Palette = {
  floor: '#1d2529',
  line: '#415058',
  haze: '#12181b',
  shadow: 0.5,
  environment: 0.32,
};

/** Renderer, scene, light and floor: everything that is there before a walker is. */
export class Stage {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.05, 120);
  readonly renderer: WebGLRenderer;
  readonly ground = new Ground();
  private readonly key = new DirectionalLight('#fff4e6', 2.1);
  private readonly fill = new DirectionalLight('#ffffff', 0.7);
  private readonly sky = new HemisphereLight('#eef5fa', '#8f8a84', 0.75);

  readonly quality: Quality = affordable();

  constructor(canvas: HTMLCanvasElement) {
    const { antialias, maxPixelRatio } = this.quality;
    this.renderer = new WebGLRenderer({ canvas, antialias });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, maxPixelRatio));
    this.renderer.toneMapping = ACESFilmicToneMapping;
    this.renderer.toneMappingExposure = 1.0;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.light();
    this.scene.add(this.ground.group);
  }

  setTheme(dark: boolean): void {
    const palette = dark ? DARK : LIGHT;
    this.scene.background = new Color(palette.haze);
    this.scene.environmentIntensity = palette.environment;
    this.ground.colour(palette.floor, palette.line, palette.haze);
    this.ground.setShadow(palette.shadow);
  }

  /** Keeps light, shadow and floor around the walker. */
  centreOn(x: number, z: number): void {
    this.key.position.set(x + KEY_OFFSET.x, KEY_OFFSET.y, z + KEY_OFFSET.z);
    this.key.target.position.set(x, 0.8, z);
    this.ground.centreOn(x, z);
  }

  resize(width: number, height: number): void {
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
  }

  render(): void {
    const { x, z } = this.key.target.position;
    const distance = Math.hypot(this.camera.position.x - x, this.camera.position.z - z);
    this.ground.reach(Math.max(1, distance / CLOSE_M));
    this.renderer.render(this.scene, this.camera);
  }

  private surround(): void {
    const generator = new PMREMGenerator(this.renderer);
    this.scene.environment = generator.fromScene(new RoomEnvironment(), 0.04).texture;
    generator.dispose();
  }

  private light(): void {
    if (this.quality.environment) this.surround();
    else this.sky.intensity = SKY_ALONE;
    this.key.castShadow = true;
    this.key.shadow.mapSize.setScalar(this.quality.shadowSize);
    this.key.shadow.radius = 4;
    this.key.shadow.normalBias = 0.02;
    Object.assign(this.key.shadow.camera, {
      left: -SHADOW_REACH_M,
      right: SHADOW_REACH_M,
      top: SHADOW_REACH_M,
      bottom: -SHADOW_REACH_M,
      near: 0.5,
      far: 12,
    });
    // A light beside the camera, so that no view looks at a side in the dark.
    this.camera.add(this.fill);
    this.scene.add(this.key, this.key.target, this.sky, this.camera);
  }
}
