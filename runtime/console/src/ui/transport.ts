import { h, replaceChildren } from '../dom';
import { clock } from '../text/format';
import type { Viewer, ViewerState } from '../viewer/viewer';
import { icon } from './icons';

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.5, 2];

/** A stretch of time that the slider marks, seconds. */
export interface Part {
  from: number;
  to: number;
}

/** Play, scrub, speed and loop, below the picture. */
export class Transport {
  readonly element: HTMLElement;
  private readonly play = h('button', { type: 'button', class: 'round' });
  private readonly scrub = h('input', {
    type: 'range',
    id: 'scrub',
    min: 0,
    step: 0.01,
    value: 0,
    'aria-label': 'Time',
  });
  private readonly band = h('div', { class: 'band', hidden: true });
  private part: Part | null = null;
  private readonly time = h('output', { class: 'time', for: 'scrub' });
  private readonly speed = h('select', { id: 'speed', 'aria-label': 'Speed', title: 'Speed' });
  private readonly loop = h(
    'button',
    { type: 'button', class: 'plain', title: 'Repeat', 'aria-label': 'Repeat' },
    icon('loop'),
  );
  private shownPlaying: boolean | null = null;

  constructor(private readonly viewer: Viewer) {
    for (const speed of SPEEDS) {
      this.speed.append(h('option', { value: speed }, `${speed}×`));
    }
    this.element = h(
      'div',
      { class: 'transport', role: 'group', 'aria-label': 'Playback' },
      this.play,
      h('div', { class: 'track' }, this.band, this.scrub),
      this.time,
      this.speed,
      this.loop,
    );
    this.listen();
    viewer.onChange((state) => this.show(state));
  }

  /** Marks a part of the motion on the slider; null marks none. */
  mark(part: Part | null): void {
    this.part = part;
    this.place(this.viewer.current.duration);
  }

  private listen(): void {
    const { viewer } = this;
    this.play.addEventListener('click', () => viewer.setPlaying(!viewer.current.playing));
    this.scrub.addEventListener('input', () => {
      // Read first: whatever the viewer tells puts its own time into the control.
      const time = Number(this.scrub.value);
      viewer.setPlaying(false);
      viewer.seek(time);
    });
    this.speed.addEventListener('change', () => viewer.setSpeed(Number(this.speed.value)));
    this.loop.addEventListener('click', () => viewer.setLoop(!viewer.current.loop));
  }

  private show(state: Readonly<ViewerState>): void {
    const idle = state.duration === 0;
    this.scrub.max = String(state.duration || 1);
    this.scrub.value = String(state.time);
    this.place(state.duration);
    const share = idle ? 0 : state.time / state.duration;
    this.scrub.style.setProperty('--done', `${share * 100}%`);
    this.scrub.setAttribute('aria-valuetext', clock(state.time));
    this.time.textContent = `${clock(state.time)} / ${clock(state.duration)}`;
    this.speed.value = String(state.speed);
    this.loop.setAttribute('aria-pressed', String(state.loop));
    for (const control of [this.play, this.scrub, this.speed, this.loop]) control.disabled = idle;
    this.showPlaying(state.playing);
  }

  private place(duration: number): void {
    this.band.hidden = this.part === null || duration === 0;
    if (this.part === null || duration === 0) return;
    const { from, to } = this.part;
    this.band.title = `Changed from ${clock(from)} to ${clock(to)}`;
    this.band.style.setProperty('--from', String(Math.min(from / duration, 1)));
    this.band.style.setProperty('--to', String(Math.min(to / duration, 1)));
  }

  /** Icons are replaced only when they change, not once a frame. */
  private showPlaying(playing: boolean): void {
    if (playing === this.shownPlaying) return;
    this.shownPlaying = playing;
    replaceChildren(this.play, icon(playing ? 'pause' : 'play'));
    this.play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    this.play.title = playing ? 'Pause (space)' : 'Play (space)';
  }
}
