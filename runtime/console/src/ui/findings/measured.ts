import type { Measure } from '../../api/types';
import { h } from '../../dom';
import { quantity } from '../../text/format';
import { measureName } from '../../text/words';

interface Row {
  name: string;
  whole?: Measure;
  left?: Measure;
  right?: Measure;
}

/** Every number read off the motion, left beside right. */
export function measured(all: readonly Measure[]): HTMLElement {
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-measured' },
    h('h3', { id: 'finding-measured' }, 'All measures'),
    h(
      'table',
      { class: 'measures' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Measure'),
          h('th', { scope: 'col' }, 'Left'),
          h('th', { scope: 'col' }, 'Right'),
        ),
      ),
      h('tbody', {}, ...rows(all).map(tableRow)),
    ),
  );
}

/** Left and right of one measure in one row, in the order they first come. */
export function rows(all: readonly Measure[]): Row[] {
  const found = new Map<string, Row>();
  for (const measure of all) {
    const row = found.get(measure.name) ?? { name: measure.name };
    if (measure.side === 'left') row.left = measure;
    else if (measure.side === 'right') row.right = measure;
    else row.whole = measure;
    found.set(measure.name, row);
  }
  return [...found.values()];
}

function tableRow({ name, whole, left, right }: Row): HTMLElement {
  const heading = h('th', { scope: 'row' }, measureName(name));
  if (whole && !left && !right) return h('tr', {}, heading, h('td', { colspan: 2 }, told(whole)));
  return h('tr', {}, heading, h('td', {}, told(left)), h('td', {}, told(right)));
}

function told(measure: Measure | undefined): string {
  return measure ? quantity(measure.value, measure.unit) : '–';
}
