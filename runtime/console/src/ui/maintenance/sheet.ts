import { h } from '../../dom';
import { Notice } from '../notice';

/** A dialog with a title, contents and a button that closes it. */
export class Sheet {
  readonly notice = new Notice();
  readonly body = h('div', { class: 'sheet-body' });
  readonly actions = h('div', { class: 'dialog-actions' });
  private readonly dialog: HTMLDialogElement;
  private readonly listeners: (() => void)[] = [];

  constructor(title: string, id: string) {
    const close = h('button', { type: 'button', class: 'secondary' }, 'Close');
    close.addEventListener('click', () => this.close());
    this.actions.append(close);
    this.dialog = h(
      'dialog',
      { class: 'dialog sheet', id, 'aria-labelledby': `${id}-title` },
      h('h2', { id: `${id}-title`, class: 'card-title' }, title),
      this.notice.element,
      this.body,
      this.actions,
    );
    this.dialog.addEventListener('close', () => {
      this.dialog.remove();
      for (const listener of this.listeners) listener();
    });
  }

  get open(): boolean {
    return this.dialog.open;
  }

  show(): void {
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  onClose(listener: () => void): void {
    this.listeners.push(listener);
  }
}
