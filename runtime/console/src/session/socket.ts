import { ServerClock } from './clock';
import { REVOKED_CODE, type Change, type Message } from './protocol';

/** Pauses before it is tried again, ms; each is shortened by up to half, so that a class of
 * headsets does not come back at the same moment. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

const PING_MS = 2500;
/** The clocks are compared several times at first. */
const FIRST_PINGS = 6;
const FIRST_PING_MS = 120;
/** Nothing heard for so long although something was asked: the connection is dead. */
const SILENCE_MS = 8000;

export type Link = 'off' | 'connecting' | 'live' | 'lost' | 'revoked';

interface SocketEvents {
  onMessage(message: Message): void;
  onLink(link: Link): void;
  /** Whether the server still knows this device; asked when no connection can be made. */
  isKnown(): Promise<boolean>;
}

/** The WebSocket of the live session; it comes back by itself. */
export class SessionSocket {
  readonly clock = new ServerClock();
  link: Link = 'off';
  private socket: WebSocket | null = null;
  private pause = FIRST_PAUSE_MS;
  private retry = 0;
  private pinging = 0;
  private pings = 0;
  private readonly sent = new Map<number, number>();
  private heard = 0;

  constructor(private readonly events: SocketEvents) {
    window.addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.hurry();
    });
  }

  open(): void {
    if (this.link !== 'off' && this.link !== 'revoked') return;
    this.connect('connecting');
  }

  close(): void {
    window.clearTimeout(this.retry);
    this.drop();
    this.tell('off');
  }

  /** Sends a change; false where there is no connection. */
  set(change: Change): boolean {
    return this.send({ type: 'set', ...change });
  }

  private send(message: object): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private connect(link: Link): void {
    this.tell(link);
    const { protocol, host } = window.location;
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/session`);
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (this.socket === socket) this.read(String(data));
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.socket === socket) void this.lose(code);
    });
  }

  private read(text: string): void {
    this.heard = performance.now();
    const message = JSON.parse(text) as Message;
    if (message.type === 'pong') {
      const sent = this.sent.get(message.id);
      if (sent !== undefined) this.clock.add(sent, message.time);
      this.sent.delete(message.id);
      return;
    }
    if (message.type === 'welcome') {
      this.pause = FIRST_PAUSE_MS;
      this.clock.hear(message.time);
      this.startPings();
      this.tell('live');
    }
    this.events.onMessage(message);
  }

  private async lose(code: number): Promise<void> {
    this.drop();
    if (code === REVOKED_CODE) {
      this.tell('revoked');
      return;
    }
    this.tell('lost');
    if (!(await this.events.isKnown())) {
      this.tell('revoked');
      return;
    }
    if (this.link !== 'lost' || this.socket) return; // closed, or hurried, meanwhile
    const wait = this.pause * (0.5 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    this.retry = window.setTimeout(() => this.hurry(), wait);
  }

  /** Tries now: it is time, the network is back, or somebody looks at the page again. */
  private hurry(): void {
    if (this.link !== 'lost' || this.socket) return;
    window.clearTimeout(this.retry);
    this.connect('lost');
  }

  private startPings(): void {
    this.pings = 0;
    this.ping();
  }

  private ping(): void {
    if (this.sent.size > 0 && performance.now() - this.heard > SILENCE_MS) {
      void this.lose(0);
      return;
    }
    const id = ++this.pings;
    this.sent.set(id, performance.now());
    this.send({ type: 'ping', id });
    const wait = id < FIRST_PINGS ? FIRST_PING_MS : PING_MS;
    this.pinging = window.setTimeout(() => this.ping(), wait);
  }

  private drop(): void {
    window.clearTimeout(this.pinging);
    this.sent.clear();
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }

  private tell(link: Link): void {
    if (link === this.link) return;
    this.link = link;
    this.events.onLink(link);
  }
}
