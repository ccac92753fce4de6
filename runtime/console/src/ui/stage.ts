import type { EditRequest, Motion } from '../api/types';
import { h, replaceChildren } from '../dom';
import { clock } from '../text/format';
import { avatarName, patternTitle } from '../text/words';
import { Viewer } from '../viewer/viewer';
import { Downloads } from './downloads';
import { icon } from './icons';
import { Notice } from './notice';
import { PartForm } from './part';
import { ProgressCard } from './progress';
import { Transport } from './transport';
import { ViewBar } from './viewbar';

interface StageEvents {
  onPick(motion: Motion): void;
  onChange(request: EditRequest): void;
}

/** The middle of the page: what is playing, the picture, and its controls. */
export class StagePanel {
  readonly viewer: Viewer;
  readonly progress = new ProgressCard();
  readonly notice = new Notice();
  readonly part: PartForm;
  private readonly title = h('h2', { id: 'stage-title', class: 'card-title' });
  private readonly caption = h('p', { class: 'stage-caption' });
  private readonly samples = h('div', { class: 'segments', role: 'group', 'aria-label': 'Sample' });
  private readonly downloads = new Downloads();
  private readonly tools = h('div', { class: 'stage-tools' }, this.downloads.element);
  private readonly loading = h(
    'div',
    { class: 'stage-loading', hidden: true },
    h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    'Loading the avatar…',
  );
  private readonly empty = h(
    'div',
    { class: 'empty stage-empty' },
    icon('walk'),
    h('p', { class: 'empty-title' }, 'No motion on show'),
    h('p', {}, 'Describe a gait, or open one from the library.'),
  );

  constructor(
    private readonly element: HTMLElement,
    private readonly events: StageEvents,
  ) {
    const canvas = h('canvas', {
      id: 'canvas',
      role: 'img',
      'aria-label': 'The avatar walking. Drag to turn, scroll to come closer.',
    });
    const picture = h(
      'div',
      { class: 'picture' },
      canvas,
      this.empty,
      this.loading,
      this.progress.element,
      this.notice.element,
    );
    this.element.append(
      h(
        'div',
        { class: 'stage-head' },
        h('div', { class: 'stage-words' }, this.title, this.caption),
        this.samples,
        this.tools,
      ),
      picture,
    );
    this.viewer = new Viewer(canvas);
    picture.append(new ViewBar(this.viewer).element);
    const transport = new Transport(this.viewer);
    this.part = new PartForm(this.viewer, events.onChange, (part) => transport.mark(part));
    this.element.append(transport.element, this.part.element);
    this.show(null, []);
  }

  /** Takes in a further tool, and what is to be said about it below the picture. */
  equip(tool: HTMLElement, hint: HTMLElement): void {
    this.tools.prepend(tool);
    this.element.append(hint);
  }

  /** Names the motion and offers its siblings: the samples of the same request. */
  show(motion: Motion | null, siblings: readonly Motion[]): void {
    this.title.textContent = motion ? patternTitle(motion.intent) : 'Motion';
    this.caption.textContent = motion?.prompt ?? '';
    this.caption.title = motion ? facts(motion) : '';
    this.empty.hidden = motion !== null;
    this.downloads.show(motion);
    this.part.show(motion);
    this.samples.hidden = siblings.length < 2;
    replaceChildren(this.samples, ...siblings.map((sibling, index) => this.sample(sibling, index)));
    for (const button of this.samples.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset['id'] === motion?.id));
    }
  }

  /** Stops at a time of the motion, seconds. */
  look(time: number): void {
    if (this.viewer.current.duration === 0) return;
    this.viewer.setPlaying(false);
    this.viewer.seek(time);
  }

  setLoading(loading: boolean): void {
    this.loading.hidden = !loading;
  }

  setProgress(running: boolean): void {
    if (running) {
      this.empty.hidden = true;
      this.progress.start();
    } else {
      this.progress.stop();
      this.empty.hidden = this.caption.textContent !== '';
    }
  }

  private sample(motion: Motion, index: number): HTMLElement {
    const button = h(
      'button',
      { type: 'button', 'data-id': motion.id, 'aria-label': `Sample ${index + 1}` },
      index + 1,
    );
    button.addEventListener('click', () => this.events.onPick(motion));
    return button;
  }
}

function facts(motion: Motion): string {
  const avatar = motion.avatar ?? motion.intent.avatar;
  return [
    clock(motion.seconds),
    motion.seed !== undefined && `seed ${motion.seed}`,
    avatar && avatarName(avatar),
  ]
    .filter(Boolean)
    .join(' · ');
}
