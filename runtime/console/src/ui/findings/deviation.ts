import type { Curves } from '../../api/types';
import { SIDES, type Side } from '../../chart/reading';
import { h } from '../../dom';
import { bare, range, shownIn } from '../../text/format';
import { humanise } from '../../text/words';

/** Least deviation, degrees, at which a bar fills its room: small ones stay small. */
const LEAST_SCALE = 15;
const SHOWN = shownIn('deg');
/** Standard deviations of the normal range of the profile. */
const NORMAL_SD = 2;

type Pair = Record<Side, number | null>;

/** How far each joint's curve is from normal, as bars. */
export function deviation({ joints, profile }: Curves): HTMLElement | null {
  const rows = joints
    .filter(({ deviation: far }) => far && (far.left !== null || far.right !== null))
    .map(({ label, deviation: far }) => [humanise(label), far as Pair] as const);
  if (rows.length === 0) return null;
  const all: (readonly [string, Pair])[] = profile ? [...rows, ['All joints', profile]] : rows;
  const numbers = all.flatMap(([, pair]) => SIDES.map((side) => pair[side] ?? 0));
  const most = Math.max(LEAST_SCALE, ...numbers);
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-deviation' },
    h('h3', { id: 'finding-deviation' }, 'Movement deviation (positions)'),
    h(
      'p',
      { class: 'explained' },
      'Mean distance of each curve from normal walking at the same speed (root mean square over ' +
        'the cycle, degrees). It is taken from joint positions and is not the Gait Profile Score ' +
        'of a laboratory.',
    ),
    h(
      'table',
      { class: 'deviations' },
      h(
        'thead',
        {},
        h('tr', {}, ...['Joint', 'Left', 'Right'].map((name) => h('th', { scope: 'col' }, name))),
      ),
      h('tbody', {}, ...all.map(([name, pair]) => row(name, pair, most))),
    ),
    profile && h('p', { class: 'explained' }, overall(profile)),
  );
}

function row(name: string, pair: Pair, most: number): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, name),
    ...SIDES.map((side) => h('td', {}, bar(side, pair[side], most))),
  );
}

function bar(side: Side, value: number | null, most: number): HTMLElement {
  const length = h('span', { class: `bar ${side}` });
  length.style.setProperty('--length', String((value ?? 0) / most));
  return h(
    'div',
    { class: 'bar-cell' },
    h('span', { class: 'bar-room', 'aria-hidden': 'true' }, length),
    value === null ? '–' : `${bare(value, SHOWN)}${SHOWN.unit}`,
  );
}

function overall({ overall: value, normal }: NonNullable<Curves['profile']>): string {
  const both = `Both sides together: ${bare(value, SHOWN)}${SHOWN.unit}.`;
  if (!normal) return both;
  const [mean, sd] = normal;
  const low = Math.max(mean - NORMAL_SD * sd, 0);
  return `${both} Normal walkers: ${range(low, mean + NORMAL_SD * sd, SHOWN)}.`;
}
