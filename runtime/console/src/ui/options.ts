import type { GenerateRequest, Model, Motion } from '../api/types';
import { h } from '../dom';
import { AVATARS } from '../text/words';
import { field } from './field';
import { icon } from './icons';
import { ModelChoice } from './model-choice';

const MOST_SAMPLES = 8;

/** Everything about a request that is not its sentence; all of it may be left alone. */
export class Options {
  readonly element: HTMLDetailsElement;
  private readonly avatar = h('select', { id: 'avatar' }, h('option', { value: '' }, 'Automatic'));
  private readonly samples = number('samples', { min: 1, max: MOST_SAMPLES, value: 1 });
  private readonly seconds = number('seconds', { step: 0.5, placeholder: 'Automatic' });
  private readonly seed = number('seed', { min: 0, step: 1, placeholder: 'Random' });
  private readonly loop = h('input', { type: 'checkbox', id: 'loop' });
  private readonly model = new ModelChoice(() => this.limit());
  private readonly secondsHint: HTMLElement;
  private readonly summary = h('span', { class: 'options-summary' });

  constructor() {
    for (const [value, name] of Object.entries(AVATARS)) {
      this.avatar.append(h('option', { value }, name));
    }
    const seconds = field('Length', this.seconds, 'In seconds');
    this.secondsHint = seconds.querySelector('.hint')!;
    this.element = h(
      'details',
      { class: 'options' },
      h('summary', {}, icon('chevron'), h('span', {}, 'Options'), this.summary),
      h(
        'div',
        { class: 'option-grid' },
        this.model.element,
        field('Avatar', this.avatar),
        field('Samples', this.samples, `1 to ${MOST_SAMPLES}`),
        seconds,
        field('Seed', this.seed, 'Repeats a motion'),
        h(
          'label',
          { class: 'switch wide', for: 'loop' },
          this.loop,
          h('span', {}, 'Loop in place, without a seam'),
        ),
      ),
    );
    this.element.addEventListener('input', () => this.summarise());
    this.summarise();
  }

  offer(models: readonly Model[]): void {
    this.model.offer(models);
    this.limit();
  }

  /** The options that were set; the server fills in and checks the rest. */
  read(): Omit<GenerateRequest, 'prompt'> {
    const request: Omit<GenerateRequest, 'prompt'> = {};
    if (this.samples.value !== '') request.samples = Number(this.samples.value);
    if (this.seconds.value !== '') request.seconds = Number(this.seconds.value);
    if (this.seed.value !== '') request.seed = Number(this.seed.value);
    if (this.avatar.value) request.avatar = this.avatar.value;
    if (this.model.name) request.model = this.model.name;
    if (this.loop.checked) request.loop = true;
    return request;
  }

  /** Name of the model that made a motion, if it is still installed. */
  modelFor(motion: Motion): string | undefined {
    return this.model.nameFor(motion);
  }

  /** Sets the options; those that are missing become automatic, and a foreign avatar too. */
  write({ samples, seconds, seed, avatar, model, loop }: Omit<GenerateRequest, 'prompt'>): void {
    this.loop.checked = loop ?? false;
    this.samples.value = String(samples ?? 1);
    this.seconds.value = String(seconds ?? '');
    this.seed.value = String(seed ?? '');
    this.avatar.value = avatar && avatar in AVATARS ? avatar : '';
    this.model.choose(model);
    this.limit();
    this.element.open = true;
    this.summarise();
  }

  /** Says what lengths the chosen model makes. */
  private limit(): void {
    const limits = this.model.model?.limits;
    if (!limits) return;
    const { min_seconds: least, max_seconds: most } = limits;
    this.seconds.min = String(least);
    this.seconds.max = String(most);
    this.secondsHint.textContent = `${least} to ${most} seconds`;
  }

  private summarise(): void {
    const { samples, seconds, seed, avatar, model, loop } = this.read();
    const parts = [
      model,
      avatar && AVATARS[avatar],
      samples && samples > 1 && `${samples} samples`,
      seconds && `${seconds} s`,
      seed !== undefined && `seed ${seed}`,
      loop && 'loop',
    ].filter(Boolean);
    this.summary.textContent = parts.join(' · ') || 'Automatic';
  }
}

function number(id: string, attributes: Record<string, string | number>): HTMLInputElement {
  return h('input', {
    id,
    type: 'number',
    inputmode: 'decimal',
    autocomplete: 'off',
    ...attributes,
  });
}
