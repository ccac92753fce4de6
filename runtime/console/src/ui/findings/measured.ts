import type { Measure } from '../../api/types';
import { h } from '../../dom';
import { quantity } from '../../text/format';
import { measureName } from '../../text/words';

interface Pair {
  left?: Measure;
  right?: Measure;
}

/** Every number read off the motion: those of the whole walk, then left beside right. */
export function measured(all: readonly Measure[]): HTMLElement {
  const whole = all.filter((measure) => !sided(measure));
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-measured' },
    h('h3', { id: 'finding-measured' }, 'All measures'),
    whole.length > 0 && table('Whole walk', ['Value'], whole.map(wholeRow)),
    table('Each side', ['Left', 'Right'], pairs(all).map(pairRow)),
  );
}

function table(title: string, columns: readonly string[], rows: HTMLElement[]): HTMLElement {
  return h(
    'table',
    { class: 'measures' },
    h(
      'thead',
      {},
      h('tr', {}, ...[title, ...columns].map((name) => h('th', { scope: 'col' }, name))),
    ),
    h('tbody', {}, ...rows),
  );
}

function wholeRow(measure: Measure): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, measureName(measure)),
    h('td', {}, quantity(measure.value, measure.unit)),
  );
}

function pairRow(pair: Pair): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, measureName((pair.left ?? pair.right)!)),
    h('td', {}, told(pair.left)),
    h('td', {}, told(pair.right)),
  );
}

/** Left and right of one measure together, in the order in which they first come. */
function pairs(all: readonly Measure[]): Pair[] {
  const found = new Map<string, Pair>();
  for (const measure of all.filter(sided)) {
    const pair = found.get(measure.name) ?? {};
    pair[measure.side === 'left' ? 'left' : 'right'] = measure;
    found.set(measure.name, pair);
  }
  return [...found.values()];
}

function sided({ side }: Measure): boolean {
  return side === 'left' || side === 'right';
}

function told(measure: Measure | undefined): string {
  return measure ? quantity(measure.value, measure.unit) : '–';
}
