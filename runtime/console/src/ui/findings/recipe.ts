import type { Correction, Motion } from '../../api/types';
import { h } from '../../dom';
import { quantity } from '../../text/format';
import { avatarName } from '../../text/words';
import { span } from '../part';

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
    h('ol', { class: 'made' }, ...made(motion.correction).map((step) => h('li', {}, step))),
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

/** How the motion came about, step by step. */
function made(correction: Motion['correction']): string[] {
  if (correction === undefined) return [];
  if (typeof correction === 'number') return [share(correction)];
  const { kind, mirrored, edits = [] } = correction;
  const steps = [drawn(correction)];
  if (mirrored) {
    steps.push('Left and right were exchanged, because the model walked with the wrong side.');
  }
  if (kind === 'rebuilt') {
    steps.push(
      'That did not show what was asked for: the change was made by editing a normal walk of ' +
        'the same model.',
    );
  }
  steps.push(...edits.map(edited));
  if (steps.length === 1) steps.push('Nothing was changed afterwards.');
  return steps;
}

function drawn({ tries = 1 }: Correction): string {
  return tries > 1 ? `The model drew ${tries} walks; the best was kept.` : 'The model drew a walk.';
}

/** `Edited: outward path of the foot, left: 4.9 cm, changed by +2.5 cm.` */
function edited({ label, side, unit, from, by }: NonNullable<Correction['edits']>[number]): string {
  const where = side === 'left' || side === 'right' ? `, ${side}` : '';
  const change = `${by > 0 ? '+' : ''}${quantity(by, unit)}`;
  return `Edited: ${label}${where}: ${quantity(from, unit)}, changed by ${change}.`;
}

function share(part: number): string {
  return part > 0
    ? `${Math.round(100 * part)} % of the pattern was added by editing the motion.`
    : 'The model drew the walk; nothing was changed afterwards.';
}

/** `sample 2 of 3`, where a request made several. */
export function sample({ sample: index, samples }: Motion): string {
  return index !== undefined && samples !== undefined && samples > 1
    ? `sample ${index + 1} of ${samples}`
    : '';
}

/** In a word or two, where the motion was changed after the model drew it; else "". */
export function corrected({ correction }: Motion): string {
  if (correction === undefined || typeof correction === 'number') return '';
  return { none: '', tries: '', mirrored: 'mirrored', edit: 'edited', rebuilt: 'rebuilt' }[
    correction.kind
  ];
}
