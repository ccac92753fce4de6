import type { Measure, Motion } from '../../api/types';
import { h } from '../../dom';
import { bare, type Shown } from '../../text/format';
import { against, grouped, type MeasureRow, shownMeasure } from '../../text/measures';
import { measureName } from '../../text/words';
import { tableLink } from './tables';

const ARROWS = { below: '▼', above: '▲' } as const;
const COLUMNS = ['Measure', 'Left', 'Right', 'Normal'];

/** Every number read off the motion: left beside right, and what is normal at this speed. */
export function values(motion: Motion): HTMLElement {
  const tables = grouped(motion.measured).map(({ title, rows }) =>
    h(
      'table',
      { class: 'measures' },
      h('caption', {}, title),
      h('thead', {}, h('tr', {}, ...COLUMNS.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...rows.map(row)),
    ),
  );
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-measured' },
    h('h3', { id: 'finding-measured' }, 'Measured values'),
    h(
      'p',
      { class: 'explained' },
      'Normal: real healthy walkers at the same speed, mean ± 2 standard deviations. ',
      h('span', { class: 'outside' }, '▲ ▼'),
      ' above or below it. ± the error that 20 pictures a second allow.',
    ),
    ...tables,
    h(
      'div',
      { class: 'finding-actions' },
      tableLink(motion.id, 'measures', 'Values as CSV'),
      tableLink(motion.id, 'checks', 'Checks as CSV'),
    ),
  );
}

/** A measure of each side; one of the whole walk takes the room of both. */
function row({ left, right, whole }: MeasureRow): HTMLElement {
  const first = (left ?? right ?? whole)!;
  const shown = shownMeasure(first);
  const sided = left !== undefined || right !== undefined;
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      measureName(first),
      shown.unit && h('span', { class: 'unit' }, ` ${shown.unit}`),
    ),
    ...(sided ? [cell(left, shown), cell(right, shown)] : [cell(whole, shown, 2)]),
    h('td', { class: 'normal' }, normal(first, shown)),
  );
}

function cell(measure: Measure | undefined, shown: Shown, columns = 1): HTMLElement {
  const span = columns > 1 && columns;
  if (!measure || measure.value === null) return h('td', { colspan: span }, '–');
  const place = against(measure);
  const out = place === 'below' || place === 'above' ? place : null;
  return h(
    'td',
    { colspan: span, class: out && 'outside' },
    out && h('span', { class: 'arrow', 'aria-hidden': 'true' }, ARROWS[out]),
    bare(measure.value, shown),
    measure.error != null && h('span', { class: 'error' }, ` ±${small(measure.error, shown)}`),
    out && h('span', { class: 'visually-hidden' }, ` ${out} normal`),
  );
}

/** An error with as many digits as it takes not to read as none. */
function small(error: number, shown: Shown): string {
  const digits = shown.digits + (error * shown.factor < 0.5 * 10 ** -shown.digits ? 1 : 0);
  return bare(error, { ...shown, digits });
}

function normal({ normal: bounds }: Measure, shown: Shown): string {
  return bounds ? `${bare(bounds[0], shown)} to ${bare(bounds[1], shown)}` : '–';
}
