import { readDiagnostics } from '../../api/maintenance';
import { asConsoleError } from '../../api/problem';
import { h } from '../../dom';
import { Sheet } from './sheet';

/** Shows the diagnostics, and copies them when that is wished. */
export async function showDiagnostics(): Promise<void> {
  const sheet = new Sheet('Diagnostics', 'diagnostics');
  const text = h('textarea', {
    class: 'sheet-text',
    readonly: true,
    rows: 16,
    spellcheck: 'false',
    'aria-label': 'Diagnostics',
  });
  const copy = h('button', { type: 'button', class: 'primary', disabled: true }, 'Copy');
  const said = h('span', { class: 'hint sheet-said', role: 'status' }, 'Gaitbox checks itself …');
  copy.addEventListener(
    'click',
    () => void copied(text).then((words) => (said.textContent = words)),
  );
  sheet.body.append(
    h(
      'p',
      {},
      'For somebody who helps you: versions, folders, checks and the log. No sentence, no name and',
      ' nothing else of a case is in it. Nothing is sent; you copy it, and paste it where you like.',
    ),
    text,
  );
  sheet.actions.prepend(said, copy);
  sheet.show();
  try {
    text.value = await readDiagnostics();
    copy.disabled = false;
    copy.focus();
    said.textContent = '';
  } catch (error) {
    said.textContent = '';
    sheet.notice.show(asConsoleError(error));
  }
}

/** Puts the text on the clipboard; what to say about that. */
async function copied(text: HTMLTextAreaElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text.value);
    return 'Copied.';
  } catch {
    text.select(); // the browser keeps its clipboard shut: the keyboard opens it
    return 'Press Ctrl+C (on a Mac: Cmd+C) to copy the selected text.';
  }
}
