import type { Edit, Motion } from '../../api/types';
import { h, replaceChildren } from '../../dom';
import { icon } from '../icons';
import { span } from '../part';
import { checks, verdict } from './checks';
import { measured } from './measured';
import { recipe } from './recipe';
import { regions } from './regions';
import { understood } from './understood';

/** The right of the page: what the motion shows, against what was asked for. */
export class FindingsPanel {
  private readonly body = h('div', { class: 'findings-body' });
  private readonly verdict = h('p', { class: 'verdict', hidden: true });

  constructor(
    parent: HTMLElement,
    private readonly onReuse: (motion: Motion) => void,
  ) {
    parent.append(
      h(
        'div',
        { class: 'findings-head' },
        h('h2', { id: 'findings-title', class: 'card-title' }, 'What it shows'),
        this.verdict,
      ),
      this.body,
    );
    this.clear();
  }

  clear(): void {
    this.verdict.hidden = true;
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
    this.verdict.hidden = true;
    const lines = Array.from({ length: 7 }, () => h('div', { class: 'skeleton' }));
    replaceChildren(this.body, h('div', { class: 'skeletons', 'aria-hidden': 'true' }, ...lines));
  }

  show(motion: Motion): void {
    const result = verdict(motion.checks);
    this.verdict.hidden = !result;
    if (result) {
      this.verdict.className = `verdict ${result.met ? 'met' : 'unmet'}`;
      replaceChildren(this.verdict, icon(result.met ? 'check' : 'alert'), result.text);
    }
    replaceChildren(
      this.body,
      motion.edit && h('p', { class: 'measured-part' }, icon('scissors'), partNote(motion.edit)),
      understood(motion.intent, motion.assumptions ?? motion.intent.assumptions),
      checks(motion.checks),
      regions(motion.impaired_regions),
      measured(motion.measured),
      recipe(motion, this.onReuse),
    );
    this.body.scrollTop = 0;
  }
}

function partNote(edit: Edit): string {
  return `Checks, regions and measures are those of the changed part, ${span(edit)}.`;
}
