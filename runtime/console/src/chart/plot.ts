/** The picture of one joint's curves, as elements of SVG. */

import type { Curves, JointCurve, Line } from '../api/types';
import { svg } from '../dom';
import { BAND_SD, SIDES, type Side } from './reading';
import { covering, linear, ticks, type Scale } from './scale';

/** Size of the drawing; the page stretches it to the width that there is. */
const WIDTH = 320;
const HEIGHT = 168;
const EDGE = { left: 32, right: 8, top: 8, bottom: 22 };

/** Least height of a chart, degrees: a still joint must not look like a moving one. */
const LEAST_SPAN = 20;

interface Scales {
  x: Scale;
  y: Scale;
}

/** A chart that marks a point of the cycle, and where each leg is at the moment. */
export class Plot {
  readonly element: SVGElement;
  private readonly scales: Scales;
  private readonly cursor: SVGElement;
  private readonly dots: Record<Side, SVGElement>;

  constructor(
    private readonly joint: JointCurve,
    private readonly curves: Curves,
  ) {
    this.scales = scalesFor(joint, curves);
    const { x, y } = this.scales;
    this.cursor = svg('line', {
      class: 'chart-cursor',
      y1: EDGE.top,
      y2: HEIGHT - EDGE.bottom,
      visibility: 'hidden',
    });
    this.dots = { left: dot('left'), right: dot('right') };
    this.element = svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart-plot', 'aria-hidden': 'true' },
      ...grid(curves, { x, y }),
      ...band(joint.normal, curves.percent, { x, y }),
      ...footOff(curves, x),
      ...SIDES.map((side) => line(side, joint[side], curves.percent, { x, y })),
      this.cursor,
      this.dots.left,
      this.dots.right,
    );
  }

  /** Marks a point of the cycle; null takes the mark away. */
  point(index: number | null): void {
    this.cursor.setAttribute('visibility', index === null ? 'hidden' : 'visible');
    if (index === null) return;
    const at = round(this.scales.x(this.curves.percent[index]!));
    this.cursor.setAttribute('x1', at);
    this.cursor.setAttribute('x2', at);
  }

  /** Puts a dot on a side's line at a percent of its cycle; null takes it away. */
  follow(side: Side, percent: number | null): void {
    const values = this.joint[side];
    const shown = percent !== null && values !== null;
    this.dots[side].setAttribute('visibility', shown ? 'visible' : 'hidden');
    if (!shown) return;
    this.dots[side].setAttribute('cx', round(this.scales.x(percent)));
    const angle = between(this.curves.percent, values.mean, percent);
    this.dots[side].setAttribute('cy', round(this.scales.y(angle)));
  }
}

function scalesFor(joint: JointCurve, { percent }: Curves): Scales {
  const numbers = SIDES.flatMap((side) => joint[side]?.mean ?? []);
  for (const [index, mean] of (joint.normal?.mean ?? []).entries()) {
    const room = BAND_SD * joint.normal!.sd[index]!;
    numbers.push(mean - room, mean + room);
  }
  const span = covering(numbers, LEAST_SPAN);
  const cycle = { low: percent[0]!, high: percent[percent.length - 1]! };
  return {
    x: linear(cycle, EDGE.left, WIDTH - EDGE.right),
    y: linear(span, HEIGHT - EDGE.bottom, EDGE.top),
  };
}

function grid(curves: Curves, { x, y }: Scales): SVGElement[] {
  const left = EDGE.left;
  const right = WIDTH - EDGE.right;
  const rows = ticks(spanOf(y), 5).flatMap((value) => [
    svg('line', {
      class: value === 0 ? 'chart-zero' : 'chart-grid',
      ...{ x1: left, x2: right, y1: round(y(value)), y2: round(y(value)) },
    }),
    svg(
      'text',
      { class: 'chart-tick', x: left - 5, y: round(y(value) + 3.5), 'text-anchor': 'end' },
      value < 0 ? `−${-value}` : value,
    ),
  ]);
  const last = curves.percent[curves.percent.length - 1]!;
  const columns = [0, 20, 40, 60, 80, 100].map((value) =>
    svg(
      'text',
      {
        class: 'chart-tick',
        x: round(x(value)),
        y: HEIGHT - 8,
        'text-anchor': value === last ? 'end' : 'middle',
      },
      value === last ? `${value} %` : value,
    ),
  );
  return [...rows, ...columns];
}

/** The interval of angles that the scale shows, read back from its ends. */
function spanOf(y: Scale): { low: number; high: number } {
  const [zero, one] = [y(0), y(1)];
  const angle = (place: number) => (place - zero) / (one - zero);
  return { low: angle(HEIGHT - EDGE.bottom), high: angle(EDGE.top) };
}

/** The normal band: light out to two standard deviations, darker out to one. */
function band(normal: Line | null, percent: readonly number[], scales: Scales): SVGElement[] {
  if (!normal) return [];
  return [BAND_SD, 1].map((reach) => {
    const edge = (sign: number) =>
      normal.mean.map((mean, index) => [percent[index]!, mean + sign * reach * normal.sd[index]!]);
    const outline = [...edge(1), ...edge(-1).reverse()] as [number, number][];
    return svg('path', { class: `chart-band sd-${reach}`, d: `${path(outline, scales)}Z` });
  });
}

function line(
  side: Side,
  values: Line | null,
  percent: readonly number[],
  scales: Scales,
): SVGElement | null {
  if (!values) return null;
  const points = values.mean.map((value, index) => [percent[index]!, value] as [number, number]);
  return svg('path', { class: `chart-line ${side}`, d: path(points, scales) });
}

/** An upright line where each foot leaves the floor. */
function footOff({ foot_off: marks }: Curves, x: Scale): (SVGElement | null)[] {
  const floor = HEIGHT - EDGE.bottom;
  return SIDES.map((side) => {
    const at = marks?.[side];
    if (at === null || at === undefined) return null;
    const place = { x1: round(x(at)), x2: round(x(at)), y1: floor, y2: EDGE.top };
    return svg('line', { class: `chart-foot-off ${side}`, ...place });
  });
}

function dot(side: Side): SVGElement {
  return svg('circle', { class: `chart-dot ${side}`, r: 4, visibility: 'hidden' });
}

function path(points: readonly [number, number][], { x, y }: Scales): string {
  return points
    .map(([at, value], index) => `${index ? 'L' : 'M'}${round(x(at))} ${round(y(value))}`)
    .join('');
}

function between(at: readonly number[], values: readonly number[], where: number): number {
  const next = at.findIndex((percent) => percent >= where);
  if (next <= 0) return values[next === 0 ? 0 : values.length - 1]!;
  const share = (where - at[next - 1]!) / (at[next]! - at[next - 1]!);
  return values[next - 1]! + share * (values[next]! - values[next - 1]!);
}

function round(place: number): string {
  return place.toFixed(1);
}
