import type { Edit, Motion } from '../../api/types';
import { h, replaceChildren } from '../../dom';
import { icon } from '../icons';
import { span } from '../part';
import { Tabs } from '../tabs';
import { checks, verdict } from './checks';
import { CurvesView } from './curves';
import { deviation } from './deviation';
import { corrected, recipe } from './recipe';
import { regions } from './regions';
import { understood } from './understood';
import { values } from './values';

interface FindingsEvents {
  /** The motion's request is wanted once more, to be changed. */
  onReuse(motion: Motion): void;
  /** A time of the motion is to be looked at, seconds. */
  onSeek(time: number): void;
}

/** The right of the page: what the motion shows, against what was asked for. */
export class FindingsPanel {
  private readonly body = h('div', { class: 'findings-body' });
  private readonly verdict = h('p', { class: 'verdict', hidden: true });
  private readonly tabs = new Tabs('Findings', () => this.follow(this.now));
  private readonly tools: HTMLElement;
  private curves: CurvesView | null = null;
  /** The player's time, seconds. */
  private now = 0;

  constructor(
    parent: HTMLElement,
    private readonly events: FindingsEvents,
  ) {
    this.tools = h('div', { class: 'findings-tools', hidden: true }, printButton(), wideButton());
    parent.append(
      h(
        'div',
        { class: 'findings-head' },
        h('h2', { id: 'findings-title', class: 'card-title' }, 'Findings'),
        this.verdict,
        this.tools,
      ),
      this.tabs.list,
      this.body,
    );
    this.clear();
  }

  clear(): void {
    this.blank();
    replaceChildren(
      this.body,
      h(
        'div',
        { class: 'empty' },
        h('p', { class: 'empty-title' }, 'Measured, not guessed'),
        h(
          'p',
          {},
          'Every motion is measured. What you asked for and what it shows appear here side by side.',
        ),
      ),
    );
  }

  wait(): void {
    this.blank();
    const lines = Array.from({ length: 7 }, () => h('div', { class: 'skeleton' }));
    replaceChildren(this.body, h('div', { class: 'skeletons', 'aria-hidden': 'true' }, ...lines));
  }

  show(motion: Motion): void {
    const { curves } = motion;
    this.judge(motion);
    this.tools.hidden = false;
    this.curves = curves ? new CurvesView(motion, curves, this.events.onSeek) : null;
    this.tabs.show([
      {
        key: 'overview',
        name: 'Overview',
        content: [understood(motion), checks(motion.checks), regions(motion.impaired_regions)],
      },
      {
        key: 'curves',
        name: 'Curves',
        content: this.curves ? [this.curves.element, deviation(curves!)] : [noCurves()],
      },
      { key: 'values', name: 'Values', content: [values(motion)] },
      {
        key: 'recipe',
        name: 'How made',
        content: [recipe(motion, (again) => this.events.onReuse(again))],
      },
    ]);
    replaceChildren(
      this.body,
      h('p', { class: 'print-only' }, motion.prompt),
      motion.edit && h('p', { class: 'measured-part' }, icon('scissors'), partNote(motion.edit)),
      this.tabs.panels,
    );
    this.body.scrollTop = 0;
  }

  /** Lets the curves go along with the player. */
  follow(time: number): void {
    this.now = time;
    // Hidden charts cost nothing; they are told the time when their tab is opened.
    if (this.curves?.element.offsetParent) this.curves.follow(time);
  }

  private judge(motion: Motion): void {
    const result = verdict(motion.checks);
    this.verdict.hidden = !result;
    if (!result) return;
    const how = corrected(motion);
    this.verdict.title = 'Checks of what was requested against what was measured';
    this.verdict.className = `verdict ${result.met ? 'met' : 'unmet'}`;
    replaceChildren(
      this.verdict,
      icon(result.met ? 'check' : 'alert'),
      how ? `${result.text}, ${how}` : result.text,
    );
  }

  private blank(): void {
    this.verdict.hidden = true;
    this.tools.hidden = true;
    this.curves = null;
    this.tabs.clear();
  }
}

function printButton(): HTMLElement {
  const name = 'Print the findings';
  const button = h(
    'button',
    { type: 'button', class: 'plain', title: name, 'aria-label': name },
    icon('print'),
  );
  button.addEventListener('click', () => window.print());
  return button;
}

/** Gives the findings half of a wide screen, for a class that looks at the curves. */
function wideButton(): HTMLElement {
  const name = 'Wide findings';
  const button = h(
    'button',
    {
      type: 'button',
      class: 'plain widen',
      title: name,
      'aria-label': name,
      'aria-pressed': 'false',
    },
    icon('wide'),
  );
  button.addEventListener('click', () => {
    const wide = document.body.classList.toggle('wide-findings');
    button.setAttribute('aria-pressed', String(wide));
  });
  return button;
}

function noCurves(): HTMLElement {
  return h(
    'p',
    { class: 'empty' },
    'There are no curves: the motion holds no whole gait cycle, or was made by an earlier version.',
  );
}

function partNote(edit: Edit): string {
  return `Checks, regions, curves and values are those of the changed part, ${span(edit)}.`;
}
