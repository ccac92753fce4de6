import { h } from '../dom';

/** Asks before something is lost; true when the user agrees. */
export function confirmed(question: string, consequence: string, action: string): Promise<boolean> {
  const cancel = h('button', { type: 'button', class: 'secondary' }, 'Cancel');
  const accept = h('button', { type: 'button', class: 'danger' }, action);
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-text' },
    h('h2', { id: 'dialog-title', class: 'card-title' }, question),
    h('p', { id: 'dialog-text' }, consequence),
    h('div', { class: 'dialog-actions' }, cancel, accept),
  );
  return new Promise((resolve) => {
    cancel.addEventListener('click', () => dialog.close());
    accept.addEventListener('click', () => dialog.close('yes'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
    cancel.focus();
  });
}
