/** Pings that count: older ones say little of how far the clocks are apart now. */
const LATEST = 16;

interface Round {
  /** Round trip, ms. */
  trip: number;
  /** Server's clock less this page's, ms. */
  offset: number;
}

/**
 * The server's clock, told from pings: of the latest ones the shortest round trip counts, and the
 * server is taken to have answered in its middle (as NTP does, RFC 5905).
 */
export class ServerClock {
  private rounds: Round[] = [];
  private guess = 0;

  constructor(private readonly local: () => number = () => performance.now()) {}

  /** A time that came with no ping: better than nothing until the first is answered. */
  hear(time: number): void {
    this.rounds = [];
    this.guess = time - this.local();
  }

  /** A ping that left at `sent` of this page's clock and was answered at `time` of the server's. */
  add(sent: number, time: number): void {
    const received = this.local();
    this.rounds.push({ trip: received - sent, offset: time - (sent + received) / 2 });
    if (this.rounds.length > LATEST) this.rounds.shift();
  }

  /** Milliseconds of the server's clock. */
  get now(): number {
    return this.local() + this.offset;
  }

  private get offset(): number {
    let best: Round | undefined;
    for (const round of this.rounds) if (!best || round.trip < best.trip) best = round;
    return best?.offset ?? this.guess;
  }
}
