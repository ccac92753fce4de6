import type { Curves, Motion } from '../../api/types';
import { JointChart } from '../../chart/joint-chart';
import { phaseAt, timeAt } from '../../chart/phase';
import { SIDES, type Side } from '../../chart/reading';
import { h, svg } from '../../dom';
import { tableLink } from './tables';

/** All joints' curves over the gait cycle, which move together with the player. */
export class CurvesView {
  readonly element: HTMLElement;
  private readonly charts: JointChart[];
  private readonly curves: Curves;
  /** When the measured frames begin in the motion, seconds. */
  private readonly start: number;
  /** The leg whose phase is shown on the avatar. */
  private readonly leading: Side;
  private now = 0;

  constructor(
    motion: Motion,
    curves: Curves,
    private readonly onSeek: (time: number) => void,
  ) {
    this.curves = curves;
    this.start = motion.edit?.from ?? 0;
    this.leading = motion.intent.side === 'right' ? 'right' : 'left';
    const events = {
      onPoint: (index: number | null) => this.point(index),
      onPick: (index: number) => this.pick(index),
    };
    this.charts = curves.joints.map((joint) => new JointChart(joint, curves, events));
    this.element = h(
      'section',
      { class: 'finding', 'aria-labelledby': 'finding-curves' },
      h('h3', { id: 'finding-curves' }, 'Joint angles over the gait cycle'),
      h('p', { class: 'explained' }, this.explained()),
      legend(curves),
      h('div', { class: 'charts' }, ...this.charts.map((chart) => chart.element)),
      h('div', { class: 'finding-actions' }, tableLink(motion.id, 'curves', 'Curves as CSV')),
    );
  }

  /** Marks on every chart where the legs are at a time of the motion, seconds. */
  follow(time: number): void {
    this.now = time;
    const phases = { left: this.phase('left', time), right: this.phase('right', time) };
    for (const chart of this.charts) chart.follow(phases);
  }

  private phase(side: Side, time: number): number | null {
    const contacts = this.curves.contacts?.[side];
    return contacts ? phaseAt(contacts, time - this.start) : null;
  }

  private point(index: number | null): void {
    for (const chart of this.charts) chart.point(index);
  }

  /** The player goes to where the leading leg is at this point of its cycle. */
  private pick(index: number): void {
    const contacts = this.curves.contacts?.[this.leading];
    if (!contacts) return;
    const time = timeAt(contacts, this.curves.percent[index]!, this.now - this.start);
    if (time !== null) this.onSeek(this.start + time);
  }

  private explained(): string {
    const cycle = 'From a foot’s contact with the floor (0 %) to its next one (100 %).';
    if (!this.curves.contacts) return cycle;
    return `${cycle} Pick a point to see it on the avatar (${this.leading} leg).`;
  }
}

function legend({ foot_off: footOff, contacts, joints }: Curves): HTMLElement {
  const items = [
    item('Left', svg('path', { class: 'chart-line left', d: 'M1 8H27' })),
    item('Right', svg('path', { class: 'chart-line right', d: 'M1 8H27' })),
    joints.some(({ normal }) => normal) &&
      item(
        'Normal at this speed, ± 1 and ± 2 SD',
        svg('path', { class: 'chart-band sd-2', d: 'M1 1H27V15H1Z' }),
        svg('path', { class: 'chart-band sd-1', d: 'M1 4.500H27V11.500H1Z' }),
      ),
    SIDES.some((side) => footOff?.[side] != null) &&
      item(
        'Foot off',
        svg('line', { class: 'chart-foot-off left', x1: 14, x2: 14, y1: 15, y2: 1 }),
      ),
    contacts && item('Now', svg('circle', { class: 'chart-dot left', cx: 14, cy: 8, r: 4 })),
  ];
  return h('ul', { class: 'legend' }, ...items);
}

function item(name: string, ...marks: SVGElement[]): HTMLElement {
  return h('li', {}, svg('svg', { viewBox: '0 0 28 16', 'aria-hidden': 'true' }, ...marks), name);
}
