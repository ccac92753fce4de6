import { h } from '../dom';
import { EXAMPLES, type Example } from '../text/examples';
import { icon } from './icons';

/** Rows that write a sentence into the prompt box. */
export function examples(onPick: (prompt: string) => void): HTMLDetailsElement {
  const groups = EXAMPLES.map(({ title, examples: members }, index) => {
    const id = `examples-${index}`;
    return h(
      'div',
      { class: 'example-group' },
      h('h3', { id }, title),
      h('ul', { 'aria-labelledby': id }, ...members.map((member) => row(member, onPick))),
    );
  });
  return h(
    'details',
    { class: 'examples', open: true },
    h('summary', {}, icon('chevron'), h('span', {}, 'Examples')),
    ...groups,
  );
}

function row({ label, term, prompt }: Example, onPick: (prompt: string) => void): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'example', title: prompt },
    h('span', {}, label),
    h('span', { class: 'example-term' }, term),
  );
  button.addEventListener('click', () => onPick(prompt));
  return h('li', {}, button);
}
