/** Does something again and again, a pause after each time it is done, until it is stopped. */
export class Poll {
  private timer = 0;
  /** Counts starts and stops, so that a turn that was under way then goes on no more. */
  private run = 0;
  private running = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly pause: number,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.turn(++this.run);
  }

  stop(): void {
    this.running = false;
    this.run += 1;
    window.clearTimeout(this.timer);
  }

  private async turn(run: number): Promise<void> {
    await this.task();
    if (run === this.run) this.timer = window.setTimeout(() => void this.turn(run), this.pause);
  }
}
