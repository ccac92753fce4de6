import { endGaitbox } from '../../api/maintenance';
import { asConsoleError } from '../../api/problem';
import { h } from '../../dom';
import { confirmed } from '../confirm';
import { Sheet } from './sheet';

/** Ends Gaitbox after asking, and leaves nothing on the page that would need it; true once done. */
export async function endAfterAsking(): Promise<boolean> {
  const sure = await confirmed(
    'End Gaitbox?',
    'Saved cases stay. A motion that is being made is given up, and headsets stop.',
    'End Gaitbox',
  );
  if (!sure) return false;
  try {
    await endGaitbox();
  } catch (error) {
    const sheet = new Sheet('End Gaitbox', 'ending');
    sheet.notice.show(asConsoleError(error));
    sheet.show();
    return false;
  }
  document.title = 'Gaitbox has ended';
  const farewell = h(
    'main',
    { class: 'ended', role: 'status' },
    h('h1', {}, 'Gaitbox has ended'),
    h('p', {}, 'This page can be closed. To go on, start Gaitbox again.'),
  );
  document.body.replaceChildren(farewell);
  return true;
}
