import type { ConsoleError } from '../api/problem';
import { h, replaceChildren } from '../dom';
import { icon } from './icons';

/** What went wrong, in one sentence, and what to do about it. */
export class Notice {
  readonly element = h('div', { class: 'notice', role: 'alert', hidden: true });

  show(error: ConsoleError): void {
    replaceChildren(
      this.element,
      icon('alert'),
      h('p', {}, h('strong', {}, error.message), ' ', error.remedy),
    );
    this.element.hidden = false;
  }

  get text(): string {
    return this.element.textContent;
  }

  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
