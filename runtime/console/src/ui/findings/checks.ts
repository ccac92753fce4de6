import type { Check } from '../../api/types';
import { h } from '../../dom';
import { quantity } from '../../text/format';
import { measureName } from '../../text/words';
import { icon } from '../icons';

/** Requested beside measured, and whether it holds. */
export function checks(all: readonly Check[]): HTMLElement {
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-checks' },
    h('h3', { id: 'finding-checks' }, 'Requested and measured'),
    all.length === 0
      ? h('p', { class: 'quiet' }, 'The request sets nothing that can be measured.')
      : table(all),
  );
}

/** A table whose rows take two lines; the roles keep it one for a screen reader. */
function table(all: readonly Check[]): HTMLElement {
  const heading = (name: string, hidden = false) =>
    h('th', { scope: 'col', role: 'columnheader', class: hidden && 'visually-hidden' }, name);
  return h(
    'table',
    { class: 'checks', role: 'table', 'aria-labelledby': 'finding-checks' },
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        heading('Property', true),
        heading('Requested'),
        heading('Measured'),
        heading('Met', true),
      ),
    ),
    h('tbody', { role: 'rowgroup' }, ...all.map(row)),
  );
}

function row(check: Check): HTMLElement {
  return h(
    'tr',
    { role: 'row', class: check.met ? 'met' : 'unmet' },
    h('th', { scope: 'row', role: 'rowheader' }, measureName(check)),
    h('td', { role: 'cell', class: 'requested' }, quantity(check.requested, check.unit)),
    h('td', { role: 'cell', class: 'measured' }, quantity(check.measured, check.unit)),
    h(
      'td',
      { role: 'cell', class: 'mark' },
      icon(check.met ? 'check' : 'cross'),
      h('span', { class: 'visually-hidden' }, check.met ? 'met' : 'not met'),
    ),
  );
}

/** One line on how many of the checks hold. */
export function verdict(all: readonly Check[]): { text: string; met: boolean } | null {
  if (all.length === 0) return null;
  const held = all.filter((check) => check.met).length;
  if (held === all.length) {
    return { text: all.length === 1 ? 'The check is met' : `All ${held} checks met`, met: true };
  }
  return { text: `${held} of ${all.length} checks met`, met: false };
}
