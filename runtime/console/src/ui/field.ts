import { h } from '../dom';

type Control = HTMLInputElement | HTMLSelectElement;

/** A control with its label above it and, where useful, a hint below. */
export function field(label: string, control: Control, hint = ''): HTMLElement {
  const hintId = `${control.id}-hint`;
  if (hint) control.setAttribute('aria-describedby', hintId);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: control.id }, label),
    control,
    hint && h('p', { class: 'hint', id: hintId }, hint),
  );
}

/** A row of buttons of which one is pressed, as views of a motion are. */
export class Segments<T extends string> {
  readonly element: HTMLElement;
  private readonly buttons = new Map<T, HTMLButtonElement>();

  constructor(label: string, names: Record<T, string>, onPick: (value: T) => void) {
    this.element = h('div', { class: 'segments', role: 'group', 'aria-label': label });
    for (const [value, name] of Object.entries(names) as [T, string][]) {
      const button = h('button', { type: 'button', 'aria-pressed': 'false' }, name);
      button.addEventListener('click', () => onPick(value));
      this.buttons.set(value, button);
      this.element.append(button);
    }
  }

  /** Marks one as pressed; none where the value is not among them. */
  press(value: string): void {
    for (const [name, button] of this.buttons) {
      button.setAttribute('aria-pressed', String(name === value));
    }
  }
}
