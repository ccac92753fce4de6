import type { Intent } from '../../api/types';
import { h } from '../../dom';
import { avatarName, fieldName, humanise, patternName, sideName } from '../../text/words';

/** What the sentence was taken to ask for, and which words said so. */
export function understood(intent: Intent, assumptions?: readonly string[]): HTMLElement {
  const words = evidence(intent);
  const rows = [
    ['pattern', patternName(intent.pattern)],
    ['side', intent.side && intent.side !== 'none' ? sideName(intent.side) : ''],
    ['severity', intent.severity && intent.severity !== 'none' ? humanise(intent.severity) : ''],
    ['speed', intent.speed ? humanise(intent.speed) : ''],
    ['avatar', intent.avatar ? avatarName(intent.avatar) : ''],
  ] as const;
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-understood' },
    h('h3', { id: 'finding-understood' }, 'Understood'),
    h(
      'dl',
      { class: 'rows' },
      ...rows
        .filter(([, value]) => value)
        .map(([name, value]) =>
          h(
            'div',
            {},
            h('dt', {}, fieldName(name)),
            h('dd', {}, value, words.has(name) && h('q', {}, words.get(name)!)),
          ),
        ),
    ),
    ...remarks('Assumed', assumptions),
    ...remarks('Not understood', intent.not_understood, 'warn'),
  );
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

/** The words behind each part of an intent. */
export function evidence(intent: Intent): Map<string, string> {
  const found = new Map<string, string>();
  for (const { element, words } of intent.evidence ?? []) {
    const before = found.get(element);
    found.set(element, before ? `${before}, ${words}` : words);
  }
  return found;
}
