import { Quaternion, Vector3 } from 'three';
import type { Motion } from '../api/types';
import type { Avatar } from '../viewer/avatar';
import type { Immersion, Viewer } from '../viewer/viewer';
import { Board } from './board';
import { ContactShadow } from './contact';
import type { XrHost } from './control';
import { isActive, type ControlsState } from './controls';
import { infoOf, type Info } from './info';
import type { ControlId } from './layout';
import { boardBefore, settle, spotBefore, type Eyes, type Spot } from './place';
import { Pointers } from './pointers';
import type { Mode } from './support';

/** Pictures a second that are asked for: the most of a Quest that it keeps up with easily. */
const HIGHEST_RATE = 90;
const FOVEATION = 1;

/** One stay in a headset, from the session's start to its end, whoever ends it. */
export class XrStay {
  frames = 0;
  private readonly board = new Board();
  private readonly contact = new ContactShadow();
  private readonly pointers: Pointers;
  private readonly immersion: Immersion;
  private spot: Spot | null = null;
  private eyes: Eyes | null = null;
  private last = 0;
  private busy = false;
  /** What went wrong, and the motion that was on show then: with another it is of no more use. */
  private problem: { sentence: string; motion: Motion | null } | null = null;
  /** Whether it has ended, which it may have before its first picture. */
  over = false;

  private constructor(
    private readonly viewer: Viewer,
    private readonly host: XrHost,
    readonly session: XRSession,
    private readonly onEnd: () => void,
  ) {
    const opaque = session.environmentBlendMode === 'opaque';
    this.immersion = viewer.immerse(opaque ? 'room' : 'passthrough');
    const { renderer, scene } = this.immersion.stage;
    this.pointers = new Pointers(renderer.xr, this.board, {
      onPress: (id) => this.press(id),
      onScrub: (share) => this.scrub(share),
      isActive: (id) => isActive(id, this.controls()),
    });
    scene.add(this.board.group, this.contact.mesh, this.pointers.group);
  }

  /**
   * Asks for a session and shows the walk in it; `onEnd` is called once it is over.
   *
   * Throws the browser's own error where there is no session to be had.
   */
  static async begin(viewer: Viewer, host: XrHost, mode: Mode, onEnd: () => void): Promise<XrStay> {
    const session = await navigator.xr!.requestSession(mode, {
      requiredFeatures: ['local-floor'],
      // three.js draws into projection layers where a browser has them.
      optionalFeatures: ['hand-tracking', 'layers'],
    });
    const stay = new XrStay(viewer, host, session, onEnd);
    try {
      await stay.present();
    } catch (error) {
      await session.end().catch(() => undefined);
      stay.finish();
      throw error;
    }
    return stay;
  }

  end(): void {
    // It may have ended by itself a moment ago.
    this.session.end().catch(() => undefined);
  }

  /** Where a control is in the room, metres: for tests, which point at it. */
  locate(id: ControlId, share?: number): Vector3 {
    return this.board.locate(id, share);
  }

  /** What the board says. */
  get info(): Info {
    return infoOf(this.host.motion, this.notice);
  }

  private get notice(): string | null {
    return this.problem?.motion === this.host.motion ? (this.problem?.sentence ?? null) : null;
  }

  private async present(): Promise<void> {
    const { renderer } = this.immersion.stage;
    renderer.xr.enabled = true;
    renderer.xr.setReferenceSpaceType('local-floor');
    renderer.xr.setFoveation(FOVEATION);
    renderer.xr.addEventListener('sessionend', this.finish);
    await renderer.xr.setSession(this.session);
    void chooseRate(this.session);
    if (!this.over) renderer.setAnimationLoop((time, frame) => this.draw(time, frame));
  }

  /** Puts everything back as it was before. */
  private readonly finish = (): void => {
    if (this.over) return;
    this.over = true;
    const { renderer, scene } = this.immersion.stage;
    renderer.xr.removeEventListener('sessionend', this.finish);
    renderer.setAnimationLoop(null);
    renderer.xr.enabled = false;
    scene.remove(this.board.group, this.contact.mesh, this.pointers.group);
    this.pointers.dispose();
    this.board.dispose();
    this.contact.dispose();
    this.immersion.leave();
    this.onEnd();
  };

  private draw(time: number, frame: XRFrame | undefined): void {
    if (!frame) return;
    const seconds = this.last ? (time - this.last) / 1000 : 0;
    this.last = time;
    this.eyes = this.look(frame) ?? this.eyes;
    // Nothing is shown before it is known where the user stands.
    if (!this.eyes) return;
    this.frames += 1;
    if (!this.spot) this.bring(this.eyes);
    this.immersion.advance(seconds);
    this.pointers.update(this.eyes);
    this.arrange(this.spot!);
    this.show();
    this.immersion.stage.renderEyes();
  }

  private look(frame: XRFrame): Eyes | null {
    const space = this.immersion.stage.renderer.xr.getReferenceSpace();
    const pose = space && frame.getViewerPose(space);
    if (!pose) return null;
    const { position, orientation } = pose.transform;
    const { x, y, z, w } = orientation;
    const gaze = new Vector3(0, 0, -1).applyQuaternion(new Quaternion(x, y, z, w));
    return { x: position.x, y: position.y, z: position.z, yaw: Math.atan2(-gaze.x, -gaze.z) };
  }

  /** Patient before the user, board beside. */
  private bring(eyes: Eyes): void {
    this.spot = spotBefore(eyes);
    const { x, y, z, yaw } = boardBefore(eyes);
    this.board.group.position.set(x, y, z);
    this.board.group.rotation.set(0, yaw, 0);
  }

  /** Lays the walk over the spot, and its shade under it. */
  private arrange(spot: Spot): void {
    const { walk } = this.viewer;
    this.contact.mesh.visible = walk !== null;
    if (!walk) return;
    const { heading, middle } = walk.avatar.path;
    const { travel } = this.viewer.current;
    const { x, z, yaw } = settle(spot, { heading, middle, side: walk.side, travel });
    const { world } = this.immersion.stage;
    world.position.set(x, 0, z);
    world.rotation.set(0, yaw, 0);
    this.shade(walk.avatar);
  }

  private shade(avatar: Avatar): void {
    this.contact.follow(avatar.hipsPosition(), avatar.feetPositions());
  }

  private show(): void {
    const { time, duration } = this.viewer.current;
    const { motion } = this.host;
    this.board.show({ motion, notice: this.notice, time, duration, controls: this.controls() });
  }

  private controls(): ControlsState {
    const { playing, speed, highlight, travel, duration } = this.viewer.current;
    return {
      ...{ playing, speed, highlight, travel },
      ready: duration > 0,
      busy: this.busy,
      following: this.host.live.following,
      hovered: this.pointers.hovered,
      pressed: this.pointers.pressed,
    };
  }

  private press(id: ControlId): void {
    const { viewer, host } = this;
    const acts: Partial<Record<ControlId, () => void>> = {
      play: () => viewer.setPlaying(!viewer.current.playing),
      'speed-0.25': () => viewer.setSpeed(0.25),
      'speed-0.5': () => viewer.setSpeed(0.5),
      'speed-1': () => viewer.setSpeed(1),
      highlight: () => viewer.setHighlight(!viewer.current.highlight),
      follow: () => host.live.setFollowing(!host.live.following),
      'in-place': () => viewer.setTravel('in-place'),
      travelling: () => viewer.setTravel('travelling'),
      previous: () => void this.step(-1),
      next: () => void this.step(1),
      place: () => this.eyes && this.bring(this.eyes),
      exit: () => this.end(),
    };
    acts[id]?.();
  }

  private scrub(share: number): void {
    this.viewer.setPlaying(false);
    this.viewer.seek(share * this.viewer.current.duration);
  }

  private async step(by: 1 | -1): Promise<void> {
    // Who chooses a case by himself no longer follows.
    if (this.host.live.following) this.host.live.setFollowing(false);
    this.busy = true;
    this.problem = null;
    try {
      const sentence = await this.host.step(by);
      if (sentence) this.problem = { sentence, motion: this.host.motion };
    } finally {
      this.busy = false;
    }
  }
}

/** Asks for the best rate that is offered; a headset that offers none keeps its own. */
async function chooseRate(session: XRSession): Promise<void> {
  const offered = [...(session.supportedFrameRates ?? [])].filter((rate) => rate <= HIGHEST_RATE);
  if (offered.length === 0) return;
  try {
    await session.updateTargetFrameRate(Math.max(...offered));
  } catch {
    // Refused, for instance to save the battery.
  }
}
