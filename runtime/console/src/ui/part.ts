import { ConsoleError } from '../api/problem';
import type { EditRequest, Motion } from '../api/types';
import { h } from '../dom';
import type { Viewer } from '../viewer/viewer';
import { LONGEST_PROMPT } from './composer';
import { field } from './field';
import { icon } from './icons';
import { Notice } from './notice';
import type { Part } from './transport';

/** The models change whole steps of 0.2 s. */
const STEP_S = 0.2;

/** Below the player: make a part of the motion anew for a sentence of its own. */
export class PartForm {
  readonly element: HTMLDetailsElement;
  private readonly from = seconds('part-from');
  private readonly to = seconds('part-to');
  private readonly prompt = h('input', {
    id: 'part-prompt',
    type: 'text',
    maxlength: LONGEST_PROMPT,
    autocomplete: 'off',
    placeholder: 'For example: he limps on his right leg',
  });
  private readonly button = h('button', { type: 'submit', class: 'secondary' }, 'Change');
  private readonly summary = h('span', { class: 'options-summary' });
  private readonly notice = new Notice();
  private motion: Motion | null = null;
  private seed: number | undefined;

  constructor(
    private readonly viewer: Viewer,
    onSubmit: (request: EditRequest) => void,
    private readonly onPart: (part: Part | null) => void,
  ) {
    const form = h(
      'form',
      { novalidate: true, class: 'part-form' },
      field('From, s', this.from),
      field('To, s', this.to),
      field('The walk in this part', this.prompt),
      this.button,
      this.notice.element,
    );
    this.element = h(
      'details',
      { class: 'part' },
      h('summary', {}, icon('chevron'), h('span', {}, 'Change a part'), this.summary),
      form,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit(onSubmit);
    });
    form.addEventListener('input', () => this.typed());
    this.element.addEventListener('toggle', () => this.toggled());
  }

  /** The motion that would be changed; a motion that was changed has its part marked. */
  show(motion: Motion | null): void {
    this.motion = motion;
    this.element.hidden = motion === null;
    this.element.open = false;
    this.seed = undefined;
    this.notice.clear();
    const edit = motion?.edit;
    this.summary.textContent = edit ? `Changed from ${span(edit)}` : '';
    this.mark();
  }

  /** The request of a motion that was changed, on the motion it was made from. */
  reuse({ edit, prompt, seed }: Motion): void {
    if (!edit) return;
    this.element.open = true;
    this.write(edit);
    this.prompt.value = prompt;
    this.seed = seed;
    this.prompt.focus();
  }

  setBusy(busy: boolean): void {
    this.button.disabled = busy;
    this.button.textContent = busy ? 'Changing…' : 'Change';
  }

  fail(error: ConsoleError): void {
    this.notice.show(error);
    this.button.scrollIntoView({ block: 'nearest' });
  }

  /** Opened, the form offers what is left from the time on show. */
  private toggled(): void {
    if (this.element.open && this.motion && this.from.value === '') {
      this.viewer.setPlaying(false);
      const now = Math.floor(this.viewer.current.time / STEP_S) * STEP_S;
      this.write({ from: now, to: this.motion.seconds });
    }
    if (!this.element.open) this.from.value = '';
    this.mark();
  }

  private write({ from, to }: Part): void {
    this.from.value = tidy(from);
    this.to.value = tidy(to);
    this.from.max = this.to.max = tidy(this.motion?.seconds ?? to);
    this.mark();
  }

  private typed(): void {
    this.prompt.removeAttribute('aria-invalid');
    this.notice.clear();
    this.mark();
  }

  /** The part that is being asked for while the form is open, else the one that was changed. */
  private mark(): void {
    if (!this.element.open) {
      this.onPart(this.motion?.edit ?? null);
      return;
    }
    const part = { from: Number(this.from.value), to: Number(this.to.value) };
    this.onPart(this.from.value !== '' && part.from < part.to ? part : null);
  }

  private submit(onSubmit: (request: EditRequest) => void): void {
    if (this.button.disabled || !this.motion) return;
    this.notice.clear();
    const prompt = this.prompt.value.trim();
    if (!prompt) {
      this.prompt.setAttribute('aria-invalid', 'true');
      this.fail(
        new ConsoleError('There is no walk for this part yet.', 'Describe it in one sentence.'),
      );
      this.prompt.focus();
      return;
    }
    onSubmit({
      motion: this.motion.id,
      from: Number(this.from.value),
      to: this.to.value === '' ? this.motion.seconds : Number(this.to.value),
      prompt,
      ...(this.seed !== undefined && { seed: this.seed }),
    });
  }
}

/** `4.0 to 8.0 s`, its unit never on a line of its own. */
export function span({ from, to }: Part): string {
  return `${from.toFixed(1)} to ${to.toFixed(1)}\u00a0s`;
}

function tidy(value: number): string {
  return String(Number(value.toFixed(2)));
}

function seconds(id: string): HTMLInputElement {
  return h('input', {
    id,
    type: 'number',
    inputmode: 'decimal',
    autocomplete: 'off',
    min: 0,
    step: STEP_S,
  });
}
