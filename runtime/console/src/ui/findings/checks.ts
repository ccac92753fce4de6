import type { Check } from '../../api/types';
import { h } from '../../dom';
import { quantity, range, shownIn } from '../../text/format';
import { elementName, measureName } from '../../text/words';
import { icon } from '../icons';

/** Standard deviations of the normal range, as in the table of values. */
const NORMAL_SD = 2;

const COLUMNS = ['Property', 'Requested', 'Measured', 'Normal', 'Met'];

/** Requested beside measured and normal, and whether it holds. */
export function checks(all: readonly Check[]): HTMLElement {
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-checks' },
    h('h3', { id: 'finding-checks' }, 'Requested and measured'),
    ...(all.length === 0
      ? [h('p', { class: 'quiet' }, 'The request sets nothing that can be measured.')]
      : [table(all), review(all), sources(all)]),
  );
}

/** A table whose rows take two lines; the roles keep it one for a screen reader. */
function table(all: readonly Check[]): HTMLElement {
  const hidden = ['Property', 'Met'];
  const headings = COLUMNS.map((name) =>
    h(
      'th',
      {
        scope: 'col',
        role: 'columnheader',
        class: hidden.includes(name) && 'visually-hidden',
      },
      name,
    ),
  );
  return h(
    'table',
    { class: 'checks', role: 'table', 'aria-labelledby': 'finding-checks' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...headings)),
    ...byElement(all).map(([element, members], _, groups) =>
      h('tbody', { role: 'rowgroup' }, groups.length > 1 && heading(element), ...members.map(row)),
    ),
  );
}

/** The checks of each pattern or single change together, in the order in which they come. */
function byElement(all: readonly Check[]): [string, Check[]][] {
  const groups = new Map<string, Check[]>();
  for (const check of all) {
    const element = check.element ?? '';
    groups.set(element, [...(groups.get(element) ?? []), check]);
  }
  return [...groups];
}

function heading(element: string): HTMLElement {
  return h(
    'tr',
    { role: 'row', class: 'check-group' },
    h('th', { role: 'rowheader', scope: 'rowgroup' }, elementName(element)),
  );
}

function row(check: Check): HTMLElement {
  return h(
    'tr',
    { role: 'row', class: check.met ? 'met' : 'unmet' },
    h(
      'th',
      { scope: 'row', role: 'rowheader' },
      measureName(check),
      check.needs_review && '\u00a0†',
    ),
    h('td', { role: 'cell', class: 'requested' }, quantity(check.requested, check.unit)),
    h('td', { role: 'cell', class: 'measured' }, quantity(check.measured, check.unit)),
    h('td', { role: 'cell', class: 'normal' }, normal(check)),
    h(
      'td',
      { role: 'cell', class: 'mark' },
      icon(check.met ? 'check' : 'cross'),
      check.met ? 'met' : 'not met',
    ),
  );
}

function normal({ normal: norm, unit }: Check): string {
  if (!norm) return '–';
  const room = NORMAL_SD * norm.sd;
  return range(norm.mean - room, norm.mean + room, shownIn(unit));
}

function review(all: readonly Check[]): HTMLElement | null {
  if (!all.some((check) => check.needs_review)) return null;
  return h(
    'p',
    { class: 'explained' },
    '† The limit is a textbook default; a physiotherapist has not reviewed it yet.',
  );
}

function sources(all: readonly Check[]): HTMLElement | null {
  const found = [...new Set(all.map((check) => check.source).filter(Boolean))] as string[];
  if (found.length === 0) return null;
  return h(
    'details',
    { class: 'sources' },
    h('summary', {}, icon('chevron'), 'Where the limits are from'),
    h('ul', {}, ...found.map((source) => h('li', {}, source))),
    h(
      'p',
      { class: 'explained' },
      '[V] read in the source, [D] derived from it, [M] textbook default.',
    ),
  );
}

/** One line on how many of the checks hold. */
export function verdict(all: readonly Check[]): { text: string; met: boolean } | null {
  if (all.length === 0) return null;
  const held = all.filter((check) => check.met).length;
  const met = held === all.length;
  return { text: met && held > 1 ? `All ${held} met` : `${held} of ${all.length} met`, met };
}
