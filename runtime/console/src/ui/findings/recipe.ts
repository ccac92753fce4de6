import type { Motion } from '../../api/types';
import { h } from '../../dom';
import { span } from '../part';
import { avatarName } from '../../text/words';

/** What made this motion: enough to make the same one again. */
export function recipe(motion: Motion, onReuse: (motion: Motion) => void): HTMLElement {
  const rows: [string, string][] = [
    ['Changed part', motion.edit ? span(motion.edit) : ''],
    ['Of the motion', motion.edit ? (motion.edit.source_prompt ?? motion.edit.source) : ''],
    ['Length', `${motion.seconds.toFixed(1)} s`],
    ['Avatar', motion.avatar ? avatarName(motion.avatar) : ''],
    ['Seed', motion.seed === undefined ? '' : String(motion.seed)],
    ['Sample', sample(motion).replace('sample ', '')],
    ['Model', [motion.model, motion.model_version].filter(Boolean).join(' ')],
  ];
  const reuse = h('button', { type: 'button', class: 'secondary' }, 'Edit and generate again');
  reuse.addEventListener('click', () => onReuse(motion));
  return h(
    'section',
    { class: 'finding', 'aria-labelledby': 'finding-recipe' },
    h('h3', { id: 'finding-recipe' }, 'How it was made'),
    h('p', { class: 'recipe-prompt' }, motion.prompt),
    h(
      'dl',
      { class: 'rows' },
      ...rows
        .filter(([, value]) => value)
        .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    reuse,
  );
}

/** `sample 2 of 3`, where a request made several. */
export function sample({ sample: index, samples }: Motion): string {
  return index !== undefined && samples !== undefined && samples > 1
    ? `sample ${index + 1} of ${samples}`
    : '';
}
