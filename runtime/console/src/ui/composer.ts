import { ConsoleError } from '../api/problem';
import type { GenerateRequest, Model, Motion } from '../api/types';
import { h } from '../dom';
import { examples } from './examples';
import { Notice } from './notice';
import { Options } from './options';

export const LONGEST_PROMPT = 500;
/** From here on the counter says that room is getting short. */
const NEAR_LIMIT = 450;

/** The form: a sentence, its options, and the button. */
export class Composer {
  private readonly prompt = h('textarea', {
    id: 'prompt',
    rows: 4,
    maxlength: LONGEST_PROMPT,
    placeholder: 'For example: a woman limps because of pain in her left knee',
    'aria-describedby': 'prompt-count',
    spellcheck: 'true',
  });
  private readonly counter = h('p', { id: 'prompt-count', class: 'counter' });
  private readonly button = h('button', { type: 'submit', class: 'primary' }, 'Generate');
  private readonly options = new Options();
  private readonly notice = new Notice();
  private readonly examples = examples((prompt) => this.write(prompt));

  constructor(parent: HTMLElement, onSubmit: (request: GenerateRequest) => void) {
    const form = h(
      'form',
      { novalidate: true },
      h('label', { for: 'prompt', id: 'composer-title', class: 'card-title' }, 'Describe a walk'),
      this.prompt,
      this.counter,
      this.options.element,
      this.notice.element,
      this.button,
      this.examples,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit(onSubmit);
    });
    this.prompt.addEventListener('input', () => this.count());
    this.prompt.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    parent.append(form);
    this.count();
  }

  offer(models: readonly Model[]): void {
    this.options.offer(models);
  }

  write(prompt: string): void {
    this.prompt.value = prompt;
    this.count();
    this.notice.clear();
    this.prompt.focus();
  }

  /** The request of an earlier motion, to change and to make again. */
  reuse(motion: Motion): void {
    const model = this.options.modelFor(motion);
    this.options.write({
      ...(model && { model }),
      ...(motion.seed !== undefined && { seed: motion.seed }),
      ...(motion.samples !== undefined && { samples: motion.samples }),
      ...(motion.wished_seconds != null && { seconds: motion.wished_seconds }),
      ...(motion.avatar && { avatar: motion.avatar }),
      ...(motion.loop && { loop: true }),
    });
    this.write(motion.prompt);
  }

  setBusy(busy: boolean): void {
    this.button.disabled = busy;
    this.button.textContent = busy ? 'Generating…' : 'Generate';
  }

  fail(error: ConsoleError): void {
    this.notice.show(error);
    this.button.scrollIntoView({ block: 'nearest' });
  }

  foldExamples(): void {
    this.examples.open = false;
  }

  private submit(onSubmit: (request: GenerateRequest) => void): void {
    if (this.button.disabled) return;
    this.notice.clear();
    const prompt = this.prompt.value.trim();
    if (!prompt) {
      this.prompt.setAttribute('aria-invalid', 'true');
      this.fail(
        new ConsoleError('There is nothing to walk yet.', 'Describe a gait or pick an example.'),
      );
      this.prompt.focus();
      return;
    }
    this.foldExamples();
    onSubmit({ prompt, ...this.options.read() });
  }

  private count(): void {
    const { length } = this.prompt.value;
    this.prompt.removeAttribute('aria-invalid');
    this.counter.textContent = `${length} / ${LONGEST_PROMPT}`;
    this.counter.classList.toggle('near', length >= NEAR_LIMIT);
  }
}
