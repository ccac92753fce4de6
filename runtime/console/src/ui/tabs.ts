import { h, replaceChildren } from '../dom';

export interface Tab {
  key: string;
  name: string;
  content: readonly (Node | null | false)[];
}

/** Tabs after the pattern of the WAI-ARIA practices: arrow keys move, Tab goes into the panel. */
export class Tabs {
  readonly list: HTMLElement;
  readonly panels = h('div', { class: 'tab-panels' });
  private buttons: HTMLButtonElement[] = [];
  private selected = '';

  constructor(
    label: string,
    private readonly onOpen: () => void,
  ) {
    this.list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label, hidden: true });
    this.list.addEventListener('keydown', (event) => this.move(event));
  }

  /** Replaces the tabs; the one that was open stays open. */
  show(tabs: readonly Tab[]): void {
    this.buttons = tabs.map(({ key, name }) => {
      const controls = { id: `tab-${key}`, 'aria-controls': `panel-${key}` };
      const button = h('button', { type: 'button', role: 'tab', ...controls }, name);
      button.addEventListener('click', () => this.select(key));
      return button;
    });
    replaceChildren(this.list, ...this.buttons);
    const panels = tabs.map(({ key, content }) =>
      h(
        'div',
        { role: 'tabpanel', id: `panel-${key}`, 'aria-labelledby': `tab-${key}` },
        ...content,
      ),
    );
    replaceChildren(this.panels, ...panels);
    this.list.hidden = false;
    this.select(tabs.some(({ key }) => key === this.selected) ? this.selected : tabs[0]!.key);
  }

  clear(): void {
    this.list.hidden = true;
    replaceChildren(this.list);
    replaceChildren(this.panels);
  }

  private select(key: string): void {
    this.selected = key;
    for (const button of this.buttons) {
      const open = button.id === `tab-${key}`;
      button.setAttribute('aria-selected', String(open));
      button.tabIndex = open ? 0 : -1;
    }
    for (const panel of this.panels.querySelectorAll<HTMLElement>(':scope > [role="tabpanel"]')) {
      panel.hidden = panel.id !== `panel-${key}`;
    }
    this.onOpen();
  }

  private move(event: KeyboardEvent): void {
    const last = this.buttons.length - 1;
    const now = this.buttons.findIndex((button) => button.tabIndex === 0);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    // Arrows mean the player's time elsewhere on the page.
    event.preventDefault();
    event.stopPropagation();
    const button = this.buttons[(next + last + 1) % (last + 1)]!;
    button.click();
    button.focus();
  }
}
