import { countMotions, deleteEveryMotion } from '../../api/maintenance';
import { asConsoleError } from '../../api/problem';
import { confirmed } from '../confirm';
import { Sheet } from './sheet';

/** Deletes every motion after asking twice; true where that was done. */
export async function deleteAll(): Promise<boolean> {
  const sheet = new Sheet('Delete all cases', 'deletion');
  try {
    const count = await countMotions();
    if (count === 0) {
      sheet.body.append('The library is empty: there is nothing to delete.');
      sheet.show();
      return false;
    }
    const all = count === 1 ? 'the only motion' : `all ${count} motions`;
    const first = await confirmed(
      'Delete all cases?',
      `This deletes ${all} of the library, with the sentences, reports and files, from this computer. ` +
        'Files that you have downloaded stay where they are.',
      'Continue',
    );
    if (!first) return false;
    const sure = await confirmed(
      count === 1 ? 'Really delete it?' : `Really delete ${all}?`,
      'They cannot be brought back.',
      count === 1 ? 'Delete it for good' : `Delete all ${count} for good`,
    );
    if (!sure) return false;
    await deleteEveryMotion(count);
    return true;
  } catch (error) {
    sheet.notice.show(asConsoleError(error));
    sheet.show();
    return false;
  }
}
