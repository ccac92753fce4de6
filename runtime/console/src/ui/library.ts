import type { Motion } from '../api/types';
import { h, replaceChildren } from '../dom';
import { moment } from '../text/format';
import { sample } from './findings/recipe';
import { patternName, patternTitle } from '../text/words';
import { confirmed } from './confirm';
import { field } from './field';
import { icon } from './icons';

interface LibraryEvents {
  onOpen(id: string): void;
  /** Left out where nothing may be deleted. */
  onDelete?(id: string): void;
}

/** The motions made so far: find, open, delete. */
export class LibraryPanel {
  private motions: readonly Motion[] = [];
  private selected: string | null = null;
  private readonly number = h('span', { class: 'count' });
  private readonly words = h('input', {
    id: 'library-filter',
    type: 'search',
    placeholder: 'Filter',
  });
  private readonly pattern = h('select', { id: 'library-pattern' });
  private readonly filters: HTMLElement;
  private readonly list = h('ul', { class: 'library-list' });

  constructor(
    parent: HTMLElement,
    private readonly events: LibraryEvents,
  ) {
    this.filters = h(
      'div',
      { class: 'library-filters', hidden: true },
      field('Words', this.words),
      field('Pattern', this.pattern),
    );
    parent.append(
      h('h2', { id: 'library-title', class: 'card-title' }, 'Library ', this.number),
      this.filters,
      this.list,
    );
    this.words.addEventListener('input', () => this.render());
    this.pattern.addEventListener('change', () => this.render());
    this.wait();
  }

  wait(): void {
    const lines = Array.from({ length: 3 }, () => h('li', { class: 'skeleton tall' }));
    replaceChildren(this.list, ...lines);
  }

  show(motions: readonly Motion[]): void {
    this.motions = motions;
    this.number.textContent = motions.length ? String(motions.length) : '';
    this.filters.hidden = motions.length === 0;
    this.offerPatterns();
    this.render();
  }

  fail(sentence: string): void {
    replaceChildren(this.list, h('li', { class: 'empty' }, sentence));
  }

  select(id: string | null): void {
    this.selected = id;
    for (const row of this.list.querySelectorAll<HTMLElement>('[data-id]')) this.mark(row);
  }

  private offerPatterns(): void {
    const chosen = this.pattern.value;
    const patterns = [...new Set(this.motions.map((motion) => motion.intent.pattern))].sort();
    replaceChildren(
      this.pattern,
      h('option', { value: '' }, 'All patterns'),
      ...patterns.map((pattern) => h('option', { value: pattern }, patternName(pattern))),
    );
    this.pattern.value = patterns.includes(chosen) ? chosen : '';
  }

  private render(): void {
    const words = this.words.value.trim().toLowerCase();
    const pattern = this.pattern.value;
    const shown = this.motions.filter(
      (motion) =>
        (!pattern || motion.intent.pattern === pattern) &&
        (!words || searchable(motion).includes(words)),
    );
    replaceChildren(
      this.list,
      ...(shown.length ? shown.map((motion) => this.row(motion)) : [this.nothing()]),
    );
  }

  private nothing(): HTMLElement {
    return this.motions.length === 0
      ? h(
          'li',
          { class: 'empty' },
          h('p', { class: 'empty-title' }, 'Nothing here yet'),
          h('p', {}, 'Every motion you generate is kept here, on this machine.'),
        )
      : h('li', { class: 'empty' }, h('p', {}, 'No motion matches this filter.'));
  }

  private row(motion: Motion): HTMLElement {
    const open = h(
      'button',
      { type: 'button', class: 'library-open' },
      h('span', { class: 'library-name' }, patternTitle(motion.intent)),
      h('span', { class: 'library-prompt' }, motion.prompt),
      h('span', { class: 'library-facts' }, describe(motion)),
    );
    open.addEventListener('click', () => this.events.onOpen(motion.id));
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'plain library-delete',
        title: 'Delete',
        'aria-label': `Delete ${patternTitle(motion.intent)}`,
      },
      icon('trash'),
    );
    remove.addEventListener('click', () => void this.remove(motion));
    const row = h('li', { 'data-id': motion.id }, open, this.events.onDelete && remove);
    this.mark(row);
    return row;
  }

  private mark(row: HTMLElement): void {
    const current = row.dataset['id'] === this.selected;
    row.classList.toggle('selected', current);
    const button = row.querySelector('.library-open');
    if (current) button?.setAttribute('aria-current', 'true');
    else button?.removeAttribute('aria-current');
  }

  private async remove(motion: Motion): Promise<void> {
    const sure = await confirmed(
      'Delete this motion?',
      `“${motion.prompt}” and all of its files will be deleted. This cannot be undone.`,
      'Delete',
    );
    if (sure) this.events.onDelete?.(motion.id);
  }
}

function searchable(motion: Motion): string {
  return `${patternTitle(motion.intent)} ${motion.prompt}`.toLowerCase();
}

/** `5/6 checks`: short enough for a narrow list. */
function tally({ checks }: Motion): string {
  const held = checks.filter((check) => check.met).length;
  return checks.length > 0 ? `${held}/${checks.length} checks` : '';
}

function describe(motion: Motion): string {
  return [moment(motion.created), `${motion.seconds.toFixed(1)} s`, sample(motion), tally(motion)]
    .filter(Boolean)
    .join(' · ');
}
