import type { Curves, JointCurve, Line } from '../api/types';
import { h } from '../dom';
import { bare, range } from '../text/format';
import { humanise } from '../text/words';
import { Plot } from './plot';
import { BAND_SD, placeAt, shownAngle, SIDES, summary, type Side } from './reading';

export interface ChartEvents {
  /** A point of the cycle is looked at, by its index; null when no more. */
  onPoint(index: number | null): void;
  /** A point was chosen, to be seen on the avatar. */
  onPick(index: number): void;
}

/**
 * The curves of one joint: left, right and the normal band.
 *
 * A slider lies over the picture, so that mouse, finger and keyboard read the values, and a
 * screen reader speaks them.
 */
export class JointChart {
  readonly element: HTMLElement;
  private readonly plot: Plot;
  private readonly slider: HTMLInputElement;
  private readonly reading = h('p', { class: 'chart-reading' });
  private readonly summary: string;

  constructor(
    private readonly joint: JointCurve,
    private readonly curves: Curves,
    private readonly events: ChartEvents,
  ) {
    const id = `chart-${joint.name}`;
    const name = humanise(joint.label);
    this.plot = new Plot(joint, curves);
    this.summary = summary(joint, curves.percent);
    this.slider = h('input', {
      type: 'range',
      min: 0,
      max: curves.percent.length - 1,
      step: 1,
      value: 0,
      'aria-label': `${name}, point of the gait cycle`,
      'aria-describedby': `${id}-summary`,
    });
    this.element = h(
      'figure',
      { class: 'chart', 'data-joint': joint.name, 'aria-labelledby': id },
      h(
        'figcaption',
        { id },
        h('span', { class: 'chart-name' }, name),
        h('span', { class: 'chart-positive' }, `${shownAngle(joint).unit}, + is ${joint.positive}`),
      ),
      h('div', { class: 'chart-picture' }, this.plot.element, this.slider),
      this.reading,
      h('p', { class: 'visually-hidden', id: `${id}-summary` }, this.summary),
    );
    this.listen();
    this.point(null);
  }

  /** Shows the values at a point of the cycle; null shows what stands out. */
  point(index: number | null): void {
    this.plot.point(index);
    this.reading.classList.toggle('at-point', index !== null);
    this.slider.setAttribute('aria-valuetext', this.told(index ?? 0));
    if (index === null) {
      this.reading.textContent = this.summary;
      return;
    }
    this.slider.value = String(index);
    this.reading.textContent = this.told(index);
  }

  /** Marks where each leg is now; null where that is not known. */
  follow(phases: Record<Side, number | null>): void {
    for (const side of SIDES) this.plot.follow(side, phases[side]);
  }

  private listen(): void {
    const { slider, events } = this;
    slider.addEventListener('input', () => {
      events.onPoint(Number(slider.value));
      events.onPick(Number(slider.value));
    });
    slider.addEventListener('focus', () => events.onPoint(Number(slider.value)));
    slider.addEventListener('blur', () => events.onPoint(null));
    slider.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') events.onPoint(this.indexAt(event.clientX));
    });
    slider.addEventListener('pointerleave', () => {
      if (document.activeElement !== slider) events.onPoint(null);
    });
  }

  private indexAt(clientX: number): number {
    const { left, width } = this.slider.getBoundingClientRect();
    const last = this.curves.percent.length - 1;
    const share = width > 0 ? (clientX - left) / width : 0;
    return Math.round(Math.min(Math.max(share, 0), 1) * last);
  }

  /** `40 %: left 12°, below normal; right 15°; normal 8 to 20°` */
  private told(index: number): string {
    const { joint } = this;
    const shown = shownAngle(joint);
    const sides = SIDES.map((side) => {
      const line = joint[side];
      if (!line) return `${side} not measured`;
      return `${side} ${bare(line.mean[index], shown)}${shown.unit}${judged(line, joint, index)}`;
    });
    const { normal } = joint;
    if (normal) {
      const [mean, room] = [normal.mean[index]!, BAND_SD * normal.sd[index]!];
      sides.push(`normal ${range(mean - room, mean + room, shown)}`);
    }
    return `${this.curves.percent[index]}\u00a0%: ${sides.join('; ')}`;
  }
}

function judged(line: Line, { normal }: JointCurve, index: number): string {
  const place = normal ? placeAt(line, normal, index) : 'within';
  return place === 'within' ? '' : `, ${place} normal`;
}
