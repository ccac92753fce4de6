import type { Progress } from '../api/types';
import { h } from '../dom';
import { remaining } from '../text/format';
import { humanise } from '../text/words';

/** A job on its way: what is being done, how far it is, how long it may still take. */
export class ProgressCard {
  readonly element: HTMLElement;
  private readonly title = h('p', { class: 'progress-title' });
  private readonly eta = h('p', { class: 'progress-eta' });
  private readonly bar = h('progress', { max: 1, 'aria-label': 'Progress' });
  private readonly steps = h('ol', { class: 'progress-steps' });
  private readonly cancel = h(
    'button',
    { type: 'button', class: 'secondary', hidden: true },
    'Cancel',
  );
  private step = '';
  private done = 0;

  constructor() {
    this.element = h(
      'div',
      { class: 'progress-card', hidden: true },
      h('div', { class: 'progress-head' }, this.title, this.eta),
      this.bar,
      h('div', { class: 'progress-foot' }, this.steps, this.cancel),
    );
  }

  /** Offers to cancel. */
  onCancel(listener: () => void): void {
    this.cancel.hidden = false;
    this.cancel.addEventListener('click', () => {
      this.cancel.disabled = true;
      listener();
    });
  }

  start(): void {
    this.step = '';
    this.done = 0;
    this.title.textContent = 'Sending the request';
    this.eta.textContent = '';
    this.bar.removeAttribute('value');
    this.steps.replaceChildren();
    this.cancel.disabled = false;
    this.element.hidden = false;
  }

  show({ stage, fraction, eta_seconds: eta, message }: Progress): void {
    const sentence = message || humanise(stage);
    // A bar that runs backwards looks broken, whatever the reason.
    this.done = Math.max(this.done, fraction);
    this.bar.value = this.done;
    this.title.textContent = sentence;
    this.eta.textContent = remaining(eta);
    if (sentence !== this.step) this.enter(sentence);
  }

  stop(): void {
    this.element.hidden = true;
  }

  private enter(sentence: string): void {
    this.step = sentence;
    this.steps.lastElementChild?.removeAttribute('aria-current');
    this.steps.append(h('li', { 'aria-current': 'step' }, sentence));
  }
}
