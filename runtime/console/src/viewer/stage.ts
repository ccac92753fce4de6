import {
  ACESFilmicToneMapping,
  Color,
  DirectionalLight,
  Group,
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

/** An empty room around a headset's user: calmer than the page, which glares before the eyes. */
const ROOM: Palette = {
  floor: '#a9b4b9',
  line: '#87949a',
  haze: '#c3cdd2',
  shadow: 0,
  environment: 0.5,
};
const ROOM_REACH = 1.4;
const EYES_NEAR_M = 0.05;
const EYES_FAR_M = 60;

/** What the walker is shown in: the page, the real room around a headset, or an empty one. */
export type Setting = 'page' | 'passthrough' | 'room';

/** Renderer, scene, light and floor: everything that is there before a walker is. */
export class Stage {
  readonly scene = new Scene();
  /** Walker, floor and light, which a headset's session moves through its room as one. */
  readonly world = new Group();
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.05, 120);
  /** A headset's view, apart from the page's camera, which stays as the user left it. */
  readonly eyes = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, EYES_NEAR_M, EYES_FAR_M);
  readonly renderer: WebGLRenderer;
  readonly ground = new Ground();
  private readonly key = new DirectionalLight('#fff4e6', 2.1);
  private readonly fill = new DirectionalLight('#ffffff', 0.7);
  private readonly sky = new HemisphereLight('#eef5fa', '#8f8a84', 0.75);

  private palette = LIGHT;
  private setting: Setting = 'page';

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
    this.world.add(this.ground.group);
    this.scene.add(this.world);
  }

  setTheme(dark: boolean): void {
    this.palette = dark ? DARK : LIGHT;
    this.paint();
  }

  /** Shadows are the page's only: in a headset every picture is drawn for both eyes. */
  setSetting(setting: Setting): void {
    this.setting = setting;
    const page = setting === 'page';
    this.ground.group.visible = setting !== 'passthrough';
    this.ground.setShadowed(page);
    this.key.castShadow = page;
    (page ? this.camera : this.eyes).add(this.fill);
    this.paint();
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

  /** Draws what a headset sees. */
  renderEyes(): void {
    this.ground.reach(ROOM_REACH);
    this.renderer.render(this.scene, this.eyes);
  }

  private paint(): void {
    const palette = this.setting === 'page' ? this.palette : ROOM;
    this.scene.background = this.setting === 'passthrough' ? null : new Color(palette.haze);
    this.scene.environmentIntensity = palette.environment;
    this.ground.colour(palette.floor, palette.line, palette.haze);
    this.ground.setShadow(palette.shadow);
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
    this.fill.target = this.key.target;
    this.world.add(this.key, this.key.target);
    this.scene.add(this.sky, this.camera, this.eyes);
  }
}
