import type { About } from '../api/types';
import { h, replaceChildren } from '../dom';
import { icon } from './icons';

const PROVIDERS: Record<string, string> = {
  CUDAExecutionProvider: 'GPU (CUDA)',
  CPUExecutionProvider: 'CPU',
};

/** Name, model and provider in force, and the promise that nothing leaves the machine. */
export class Header {
  private readonly badge = h(
    'span',
    { class: 'badge', title: 'Everything runs on this machine; nothing is sent anywhere.' },
    icon('shield'),
    'Offline',
  );
  private readonly tools = h('div', { class: 'header-tools' });
  private readonly facts = h('dl', { class: 'facts', 'aria-label': 'Engine' });

  constructor(parent: HTMLElement) {
    parent.append(
      h(
        'div',
        { class: 'brand' },
        h('img', { src: './favicon.svg', alt: '', width: 32, height: 32 }),
        h('h1', {}, 'Gaitbox'),
        h('span', { class: 'brand-line' }, 'Impaired gait from a sentence'),
      ),
      this.facts,
      this.badge,
      this.tools,
    );
  }

  /** Puts a control at the end of the header. */
  add(tool: HTMLElement): void {
    this.tools.append(tool);
  }

  /** On a headset the machine that everything runs on is another. */
  setRemote(): void {
    this.badge.title = 'Everything stays between the laptop and its headsets.';
  }

  show({ model, provider }: About): void {
    replaceChildren(
      this.facts,
      fact('Model', model ? `${model.id} ${model.version}` : 'not loaded'),
      provider && fact('Runs on', PROVIDERS[provider] ?? provider),
    );
  }
}

function fact(name: string, value: string): HTMLElement {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}
