import { Avatar } from './avatar';
import type { FloorPoint } from './path';
import { CameraRig } from './rig';
import { Stage, type Setting } from './stage';
import { shot, standsStill, type Travel, type View } from './views';

/** Longest step of the clock, seconds: a tab in the background must not jump ahead. */
const MAX_STEP_S = 0.25;
/** Time between two notes on how far a motion is while a headset draws, milliseconds. */
const NOTE_MS = 100;
const ORIGIN: FloorPoint = { x: 0, z: 0 };

export interface ViewerState {
  time: number;
  duration: number;
  playing: boolean;
  speed: number;
  loop: boolean;
  view: View | 'free';
  travel: Travel;
  highlight: boolean;
}

type Listener = (state: Readonly<ViewerState>) => void;

/** What a headset's session does with the picture while it has it. */
export interface Immersion {
  readonly stage: Stage;
  /** Moves a motion that plays on by so many seconds. */
  advance(seconds: number): void;
  /** Gives the picture back to the page. */
  leave(): void;
}

/** What the graphics card keeps, and the cost of the latest picture. */
export interface Usage {
  geometries: number;
  textures: number;
  programs: number;
  calls: number;
  triangles: number;
  /** How many pictures were drawn so far. */
  frame: number;
}

/** A walker with its motion, and the side of the body that is looked at. */
export interface Walk {
  readonly avatar: Avatar;
  readonly side: 'left' | 'right';
}

/**
 * Plays one motion on its avatar.
 *
 * Draws only while something moves. Knows nothing of the rest of the page: it is told what to
 * load and how to show it, and tells its listeners its state.
 */
export class Viewer {
  private readonly stage: Stage;
  private readonly rig: CameraRig;
  private readonly listeners: Listener[] = [];
  private readonly actors: (() => void)[] = [];
  private readonly state: ViewerState = {
    time: 0,
    duration: 0,
    playing: false,
    speed: 1,
    loop: true,
    view: 'follow',
    travel: 'in-place',
    highlight: true,
  };
  private avatar: Avatar | null = null;
  private side: 'left' | 'right' = 'left';
  private focus: FloorPoint = ORIGIN;
  private scores: ReadonlyMap<string, number> = new Map();
  private quiet = false;
  private loading = 0;
  private frame = 0;
  private last = 0;
  private immersed = false;
  private noted = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.stage = new Stage(canvas);
    this.rig = new CameraRig(this.stage.camera, canvas);
    this.rig.controls.addEventListener('start', () => this.change({ view: 'free' }));
    this.rig.controls.addEventListener('change', () => this.wake());
    new ResizeObserver(() => this.fit()).observe(canvas);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => this.setTheme(dark.matches));
    this.setTheme(dark.matches);
    this.stage.camera.position.set(2.4, 1.6, 3.6);
    this.rig.controls.target.set(0, 0.85, 0);
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.state);
  }

  /** Tells what somebody did to the playback, other than looking from elsewhere. */
  onAct(listener: () => void): void {
    this.actors.push(listener);
  }

  /** Does something to the playback that nobody at this page did. */
  quietly(act: () => void): void {
    const before = this.quiet;
    this.quiet = true;
    try {
      act();
    } finally {
      this.quiet = before;
    }
  }

  get current(): Readonly<ViewerState> {
    return this.state;
  }

  /** Positions of the pelvis over the floor now, metres: for tests and for overlays. */
  get pelvis(): [number, number, number] | null {
    return this.avatar ? (this.avatar.hipsPosition().toArray() as [number, number, number]) : null;
  }

  get regions(): string[] {
    return this.avatar?.regions ?? [];
  }

  get usage(): Usage {
    const { memory, programs, render } = this.stage.renderer.info;
    const { geometries, textures } = memory;
    const { calls, triangles, frame } = render;
    return { geometries, textures, programs: programs?.length ?? 0, calls, triangles, frame };
  }

  get walk(): Walk | null {
    return this.avatar && { avatar: this.avatar, side: this.side };
  }

  /**
   * Hands the picture to a headset's session, which says when the motion goes on and draws it;
   * the page draws nothing until the session leaves.
   */
  immerse(setting: Exclude<Setting, 'page'>): Immersion {
    this.immersed = true;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.stage.setSetting(setting);
    this.pose();
    return {
      stage: this.stage,
      advance: (seconds) => {
        if (this.state.playing && this.avatar) this.advance(Math.min(seconds, MAX_STEP_S));
      },
      leave: () => this.emerge(),
    };
  }

  /** Plays the motion of a GLB; false when another one was asked for meanwhile. */
  async load(glb: ArrayBuffer, options: { side: 'left' | 'right' }): Promise<boolean> {
    const ticket = ++this.loading;
    const avatar = await Avatar.parse(glb, this.stage.quality);
    if (ticket !== this.loading) {
      avatar.dispose();
      return false;
    }
    this.clear();
    this.loading = ticket;
    this.avatar = avatar;
    this.side = options.side;
    this.stage.world.add(avatar.root);
    this.paint();
    const view = this.state.view === 'free' ? 'follow' : this.state.view;
    this.change({ time: 0, duration: avatar.duration, playing: true, view });
    this.pose();
    this.aim(false);
    return true;
  }

  clear(): void {
    this.loading += 1;
    if (this.avatar) {
      this.stage.world.remove(this.avatar.root);
      this.avatar.dispose();
      this.avatar = null;
    }
    this.change({ time: 0, duration: 0, playing: false });
  }

  setPlaying(playing: boolean): void {
    const ended = playing && this.state.time >= this.state.duration;
    this.change({ playing, ...(ended ? { time: 0 } : {}) });
    this.acted();
  }

  seek(time: number): void {
    this.goTo(time);
    this.acted();
  }

  setSpeed(speed: number): void {
    this.change({ speed });
    this.acted();
  }

  setLoop(loop: boolean): void {
    this.change({ loop });
    this.acted();
  }

  setView(view: View): void {
    this.change({ view });
    this.aim(true);
  }

  setTravel(travel: Travel): void {
    this.change({ travel, ...(this.state.view === 'free' ? { view: 'follow' } : {}) });
    this.pose();
    this.aim(false);
    this.acted();
  }

  /** Scores of impaired regions by name, 0 to 1. */
  setScores(scores: ReadonlyMap<string, number>): void {
    this.scores = scores;
    this.paint();
  }

  setHighlight(highlight: boolean): void {
    this.change({ highlight });
    this.paint();
    this.acted();
  }

  private goTo(time: number): void {
    this.change({ time: Math.min(Math.max(time, 0), this.state.duration) });
    this.pose();
  }

  private acted(): void {
    if (this.quiet) return;
    for (const listener of this.actors) listener();
  }

  private paint(): void {
    this.avatar?.tint(this.state.highlight ? this.scores : new Map());
    this.wake();
  }

  private setTheme(dark: boolean): void {
    this.stage.setTheme(dark);
    this.wake();
  }

  private fit(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (this.immersed || clientWidth === 0 || clientHeight === 0) return;
    this.stage.resize(clientWidth, clientHeight);
    if (this.state.view !== 'free') this.aim(false);
    this.stage.render();
    this.wake();
  }

  private aim(smoothly: boolean): void {
    const { avatar, state, focus, side } = this;
    if (!avatar || state.view === 'free') return;
    const { camera } = this.stage;
    this.rig.goTo(
      shot(state.view, { avatar, camera, travel: state.travel, focus, side }),
      smoothly,
    );
    this.wake();
  }

  /** Puts the body where it is at the present time, and everything that moves with it. */
  private pose(): void {
    const { avatar, state } = this;
    if (!avatar) return;
    avatar.seek(state.time);
    const way = avatar.path.at(state.time);
    const held = state.travel === 'in-place';
    avatar.root.position.set(held ? -way.x : 0, 0, held ? -way.z : 0);
    const focus = held ? ORIGIN : way;
    const step = { x: focus.x - this.focus.x, z: focus.z - this.focus.z };
    if (standsStill(state.view, state.travel)) this.rig.watch(step.x, step.z);
    else this.rig.tow(step.x, step.z);
    this.focus = focus;
    // Someone who stands in the room must not feel it slide away.
    const belt = held && !this.immersed;
    this.stage.ground.slide(belt ? way.x : 0, belt ? way.z : 0);
    this.stage.centreOn(focus.x, focus.z);
    this.wake();
  }

  private advance(seconds: number): void {
    const { state } = this;
    let time = state.time + seconds * state.speed;
    if (time >= state.duration) {
      if (state.loop) time %= state.duration;
      else this.change({ playing: false });
    }
    this.state.time = Math.min(time, this.state.duration);
    this.pose();
    this.note();
  }

  /** Tells how far the motion is: at every picture, or rarely where the page is not looked at. */
  private note(): void {
    const now = performance.now();
    if (this.immersed && this.state.playing && now - this.noted < NOTE_MS) return;
    this.noted = now;
    this.change({});
  }

  private emerge(): void {
    if (!this.immersed) return;
    this.immersed = false;
    this.stage.world.position.setScalar(0);
    this.stage.world.rotation.set(0, 0, 0);
    this.stage.setSetting('page');
    this.last = 0;
    this.pose();
    this.fit();
    this.change({});
  }

  private change(part: Partial<ViewerState>): void {
    Object.assign(this.state, part);
    for (const listener of this.listeners) listener(this.state);
    this.wake();
  }

  private wake(): void {
    if (this.frame || this.immersed) return;
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.frame = 0;
    if (this.state.playing && now - this.last < this.stage.quality.frameTime) {
      this.wake();
      return;
    }
    const seconds = this.last ? Math.min((now - this.last) / 1000, MAX_STEP_S) : 0;
    this.last = now;
    if (this.state.playing && this.avatar) this.advance(seconds);
    if (this.rig.update(seconds)) this.wake();
    this.stage.render();
    if (!this.state.playing && !this.frame) this.last = 0;
  }
}
