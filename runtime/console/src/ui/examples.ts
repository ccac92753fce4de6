import { h } from '../dom';
import { EXAMPLES } from '../text/examples';
import { icon } from './icons';

/** Chips that write a sentence into the prompt box. */
export function examples(onPick: (prompt: string) => void): HTMLDetailsElement {
  const groups = EXAMPLES.map(({ title, examples: members }, index) => {
    const id = `examples-${index}`;
    const chips = members.map(({ label, prompt }) => {
      const chip = h('button', { type: 'button', class: 'chip', title: prompt }, label);
      chip.addEventListener('click', () => onPick(prompt));
      return h('li', {}, chip);
    });
    return h(
      'div',
      { class: 'example-group' },
      h('h3', { id }, title),
      h('ul', { 'aria-labelledby': id }, ...chips),
    );
  });
  return h(
    'details',
    { class: 'examples', open: true },
    h('summary', {}, icon('chevron'), h('span', {}, 'Examples')),
    ...groups,
  );
}
