import type { Viewer } from '../viewer/viewer';
import {
  type Change,
  type Followers,
  type Message,
  positionAt,
  type SharedState,
} from './protocol';
import { SessionSocket, type Link } from './socket';

/** The player may be off by so much before it is put right, seconds. */
const DRIFT_S = 0.08;
const STEP_MS = 250;
/** Changes of a scrub are sent no faster than this; the last one always is. */
const SEND_MS = 33;

const NOBODY: Followers = { count: 0, devices: [] };

/** What the session needs to know of the page, and to have done by it. */
export interface Showing {
  readonly viewer: Viewer;
  /** Id of the motion that the page shows or is about to show. */
  readonly wanted: string | null;
  /** Id of the motion that plays; null while it is loading. */
  readonly shown: string | null;
  /** Shows a motion because the session does. */
  adopt(motion: string | null): Promise<void>;
  /** Whether the server still knows this device. */
  isKnown(): Promise<boolean>;
}

export interface LiveStatus {
  link: Link;
  following: boolean;
  followers: Followers;
}

type Listener = (status: Readonly<LiveStatus>) => void;

/**
 * Keeps this page in step with all others of the session.
 *
 * Everybody follows the shared state; a leader's page changes it as well, whenever somebody does
 * something to its player. A follower whose player is touched is on its own from then on.
 */
export class LiveSession {
  private readonly socket: SessionSocket;
  private readonly listeners: Listener[] = [];
  private readonly status: LiveStatus = {
    link: 'off',
    following: true,
    followers: NOBODY,
  };
  private state: SharedState | null = null;
  private claiming = false;
  /** Something was done here that could not be sent. */
  private unsent = false;
  private opening: string | null = null;
  /** Changes of this page that the server has not been seen to number. */
  private unnumbered = 0;
  private pending = false;
  private sending = 0;
  private sentAt = -Infinity;

  constructor(
    readonly role: 'lead' | 'follow',
    private readonly page: Showing,
  ) {
    this.socket = new SessionSocket({
      onMessage: (message) => this.read(message),
      onLink: (link) => this.change({ link }),
      isKnown: () => page.isKnown(),
    });
    page.viewer.onAct(() => this.act());
    window.setInterval(() => this.keepInStep(), STEP_MS);
    document.addEventListener('visibilitychange', () => this.keepInStep());
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.status);
  }

  /** Whether the teacher leads here; null on the teacher's own page, and without a connection. */
  get following(): boolean | null {
    const { link, following } = this.status;
    return this.role === 'lead' || link !== 'live' ? null : following;
  }

  /** Where the motion on show ought to be now, seconds; null where nothing is known. */
  get position(): number | null {
    const { state } = this;
    return state && positionAt(state, this.socket.clock.now, this.page.viewer.current.duration);
  }

  get current(): Readonly<LiveStatus> {
    return this.status;
  }

  /**
   * Joins the session.
   *
   * @param claim what this page shows is to be shown by all, rather than the other way round.
   */
  join(claim: boolean): void {
    this.claiming = claim;
    this.socket.open();
  }

  leave(): void {
    this.state = null;
    this.socket.close();
    this.change({ followers: NOBODY });
  }

  /** Follows the teacher, or does not. */
  setFollowing(following: boolean): void {
    if (this.role === 'lead' || following === this.status.following) return;
    this.change({ following });
    this.opening = null;
    this.keepInStep();
  }

  /** Somebody did something here: a leader's page shows it to all, a follower's is on its own. */
  act(): void {
    if (this.role === 'follow') {
      this.setFollowing(false);
      return;
    }
    if (!this.state) return;
    this.opening = null;
    this.state = { ...this.state, ...this.snapshot(), at: this.socket.clock.now };
    this.pending = true;
    this.flush();
  }

  /** Puts the player where it ought to be, if it is not. */
  keepInStep(): void {
    const { state, page, status } = this;
    if (!state || !status.following || status.link === 'off') return;
    if (state.motion !== page.wanted) this.open(state.motion);
    else if (state.motion !== null && state.motion === page.shown) this.apply(state);
  }

  private read(message: Message): void {
    if (message.type === 'welcome') this.enter(message.state);
    else if (message.type === 'state') this.hear(message.state);
    else if (message.type === 'followers') this.change({ followers: message });
  }

  private enter(state: SharedState): void {
    const mine = this.page.wanted;
    const claiming = this.unsent || (this.claiming && mine !== null && mine !== state.motion);
    this.claiming = false;
    this.unsent = false;
    this.unnumbered = 0;
    this.opening = null;
    this.state = state;
    // A server that was started anew shows nothing: what a leader has on show goes on.
    if (this.role === 'lead' && (claiming || (state.motion === null && mine !== null))) this.act();
    else if (this.status.following && state.motion !== this.page.shown) this.open(state.motion);
    else this.keepInStep();
  }

  private hear(state: SharedState): void {
    const skipped = state.seq - (this.state?.seq ?? state.seq) - 1;
    this.unnumbered = Math.max(this.unnumbered - Math.max(skipped, 0), 0);
    if (this.state && (this.unnumbered > 0 || this.pending)) {
      // What was done here comes after it, and says everything anew.
      this.state = { ...this.state, seq: state.seq };
      return;
    }
    if (state.motion !== this.state?.motion) this.opening = null;
    this.state = state;
    this.keepInStep();
  }

  /** Shows another motion, once: one that cannot be shown is not asked for again and again. */
  private open(motion: string | null): void {
    if (this.opening === (motion ?? '')) return;
    this.opening = motion ?? '';
    void this.page.adopt(motion).then(() => this.keepInStep());
  }

  private apply(state: SharedState): void {
    const { viewer } = this.page;
    const { current } = viewer;
    const { duration } = current;
    const position = positionAt(state, this.socket.clock.now, duration);
    const ended = !state.loop && position >= duration;
    viewer.quietly(() => {
      if (current.speed !== state.speed) viewer.setSpeed(state.speed);
      if (current.loop !== state.loop) viewer.setLoop(state.loop);
      if (current.highlight !== state.highlight) viewer.setHighlight(state.highlight);
      if (current.travel !== state.travel) viewer.setTravel(state.travel);
      const exact = !state.playing || ended;
      if (apart(current.time, position, state.loop ? duration : Infinity, exact)) {
        viewer.seek(position);
      }
      const playing = state.playing && !ended;
      if (current.playing !== playing) viewer.setPlaying(playing);
    });
  }

  private snapshot(): Change {
    const { current } = this.page.viewer;
    const { wanted, shown } = this.page;
    const ready = shown !== null && shown === wanted;
    return {
      motion: wanted,
      playing: ready && current.playing,
      position: ready ? current.time : 0,
      speed: current.speed,
      loop: current.loop,
      highlight: current.highlight,
      travel: current.travel,
    };
  }

  /** Sends what was done, no more often than is useful; the last state always goes out. */
  private flush(): void {
    window.clearTimeout(this.sending);
    if (!this.pending || !this.state) return;
    const wait = this.sentAt + SEND_MS - performance.now();
    if (wait > 0) {
      this.sending = window.setTimeout(() => this.flush(), wait);
      return;
    }
    this.pending = false;
    this.sentAt = performance.now();
    const { motion, playing, speed, loop, highlight, travel } = this.state;
    const duration = this.page.shown === motion ? this.page.viewer.current.duration : 0;
    const position = positionAt(this.state, this.socket.clock.now, duration);
    const change = { motion, playing, position, speed, loop, highlight, travel };
    if (this.socket.set(change)) this.unnumbered += 1;
    else this.unsent = true;
  }

  private change(part: Partial<LiveStatus>): void {
    Object.assign(this.status, part);
    for (const listener of this.listeners) listener(this.status);
  }
}

/** Whether two times of a motion differ, on the shorter way round where it goes in a circle. */
function apart(one: number, other: number, circle: number, exact: boolean): boolean {
  const straight = Math.abs(one - other);
  return Math.min(straight, circle - straight) > (exact ? 0.001 : DRIFT_S);
}
