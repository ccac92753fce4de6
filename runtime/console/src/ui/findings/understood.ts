import type { Intent, Motion } from '../../api/types';
import { h } from '../../dom';
import {
  avatarName,
  featureName,
  fieldName,
  furtherName,
  humanise,
  patternName,
  sideName,
} from '../../text/words';

interface Row {
  name: string;
  value: string;
  /** The words of the sentence that said so. */
  words: string;
}

/** What the sentence was taken to ask for, and which words said so. */
export function understood({ intent, assumptions }: Motion): HTMLElement {
  const assumed = intent.assumptions ?? assumptions;
  const notes = assumptions?.filter((note) => !assumed?.includes(note));
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-understood' },
    h('h3', { id: 'finding-understood' }, 'Understood'),
    h('dl', { class: 'rows' }, ...rows(intent).map(row)),
    ...remarks('Contradiction', intent.contradictions, 'warn'),
    ...remarks('Not understood', intent.not_understood, 'warn'),
    ...remarks('Assumed', assumed),
    ...remarks('Note', notes),
  );
}

function rows(intent: Intent): Row[] {
  const simple = [
    ['pattern', intent.pattern, patternName],
    ['side', intent.side, sideName],
    ['severity', intent.severity, humanise],
    ['speed', intent.speed, humanise],
    ['avatar', intent.avatar, avatarName],
    ['build', intent.build, humanise],
  ] as const;
  const [pattern, ...rest] = simple.flatMap(([element, value, name]) =>
    value && (value !== 'none' || element === 'pattern')
      ? [{ name: fieldName(element), value: name(value), words: evidence(intent, element, value) }]
      : [],
  );
  const also = (intent.also ?? []).map((further) => ({
    name: 'Also',
    value: furtherName(further),
    words: evidence(intent, 'also', further.pattern),
  }));
  const changes = (intent.features ?? []).map((feature) => ({
    name: 'Single change',
    value: featureName(feature),
    words: evidence(intent, feature.name, feature.change),
  }));
  return [pattern!, ...also, ...changes, ...rest];
}

function row({ name, value, words }: Row): HTMLElement {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value, words && h('q', {}, words)));
}

function remarks(title: string, items: readonly string[] | undefined, tone = ''): HTMLElement[] {
  if (!items?.length) return [];
  return [
    h(
      'div',
      { class: `remark ${tone}` },
      h('h4', {}, title),
      h('ul', {}, ...items.map((item) => h('li', {}, item))),
    ),
  ];
}

/**
 * The words behind a part of an intent.
 *
 * The same element may be said of several patterns, with other values; a single change says its
 * side behind its value (`less left`).
 */
function evidence(intent: Intent, element: string, value: string): string {
  return (intent.evidence ?? [])
    .filter((one) => one.element === element && one.value.split(' ')[0] === value)
    .map(({ words }) => words)
    .join(', ');
}
