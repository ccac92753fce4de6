/** Does something again and again, a pause after each time it is done, until it is stopped. */
export class Poll {
  private timer = 0;
  private running = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly pause: number,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.turn();
  }

  stop(): void {
    this.running = false;
    window.clearTimeout(this.timer);
  }

  private async turn(): Promise<void> {
    await this.task();
    if (this.running) this.timer = window.setTimeout(() => void this.turn(), this.pause);
  }
}
