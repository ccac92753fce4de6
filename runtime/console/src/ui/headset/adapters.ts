import type { Adapter, HeadsetState } from '../../api/headset';
import { h, replaceChildren } from '../../dom';

const STATES: Record<Adapter['state'], string> = {
  usable: '',
  virtual: 'virtual, such as a VPN',
  down: 'not connected',
};

/** Which network adapters headsets come in by, where Gaitbox's own choice is not the right one. */
export class AdapterChoice {
  readonly element: HTMLElement;
  private readonly list = h('ul', { class: 'adapter-list' });
  private readonly reset = h(
    'button',
    { type: 'button', class: 'secondary' },
    'Let Gaitbox choose',
  );
  private drawn = '';

  constructor(private readonly onChoose: (names: string[] | null) => void) {
    this.reset.addEventListener('click', () => onChoose(null));
    this.element = h(
      'details',
      { class: 'headset-adapters', hidden: true },
      h('summary', {}, 'Network adapters'),
      h('p', { class: 'hint' }, 'Headsets can reach this laptop by those that are ticked.'),
      this.list,
      this.reset,
    );
  }

  show({ on, interfaces }: HeadsetState): void {
    this.element.hidden = !on;
    const offered = interfaces.filter(({ state, chosen }) => state !== 'down' || chosen);
    const drawn = JSON.stringify(offered);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    replaceChildren(this.list, ...offered.map((adapter) => this.row(adapter)));
  }

  private row({ name, addresses, state, chosen }: Adapter): HTMLElement {
    const box = h('input', { type: 'checkbox', name: 'adapter', value: name, checked: chosen });
    box.addEventListener('change', () => {
      const ticked = this.list.querySelectorAll<HTMLInputElement>('input:checked');
      this.onChoose([...ticked].map(({ value }) => value));
    });
    const facts = [STATES[state], ...addresses].filter(Boolean).join(' · ');
    return h(
      'li',
      {},
      h('label', {}, box, h('span', {}, name, ' ', h('span', { class: 'hint' }, facts))),
    );
  }
}
