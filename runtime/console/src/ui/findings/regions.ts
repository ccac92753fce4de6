import type { ImpairedRegion } from '../../api/types';
import { h } from '../../dom';
import { humanise } from '../../text/words';
import { severityCss, severityWord } from '../../viewer/severity';

/** The legend of the highlight: which regions deviate, how much, and why. */
export function regions(all: readonly ImpairedRegion[]): HTMLElement {
  const sorted = [...all].sort((a, b) => b.score - a.score);
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-regions' },
    h('h3', { id: 'finding-regions' }, 'Affected regions'),
    sorted.length === 0
      ? h('p', { class: 'quiet' }, 'No region deviates from normal walking.')
      : h('ul', { class: 'regions' }, ...sorted.map(item)),
  );
}

function item({ region, score, why }: ImpairedRegion): HTMLElement {
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.backgroundColor = severityCss(score);
  return h(
    'li',
    { 'data-region': region },
    swatch,
    h(
      'div',
      {},
      h(
        'p',
        { class: 'region-name' },
        humanise(region),
        h(
          'span',
          { class: 'region-score' },
          `${severityWord(score)} · ${Math.round(score * 100)} %`,
        ),
      ),
      h('p', { class: 'region-why' }, why),
    ),
  );
}
