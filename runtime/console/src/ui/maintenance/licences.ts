import { readLicences, type Licences } from '../../api/maintenance';
import { asConsoleError } from '../../api/problem';
import { h } from '../../dom';
import { Sheet } from './sheet';

/** What Gaitbox is made of, and under which licences. */
export async function showLicences(): Promise<void> {
  const sheet = new Sheet('Licences and versions', 'licences');
  try {
    fill(sheet, await readLicences());
  } catch (error) {
    sheet.notice.show(asConsoleError(error));
  }
  sheet.show();
}

function fill(sheet: Sheet, { version, licence, statement, components, model }: Licences): void {
  const rows = components.map((part) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, part.name),
      h('td', {}, part.version ?? '–'),
      h('td', {}, part.licence),
      h('td', {}, part.used_for),
    ),
  );
  const heads = ['Part', 'Version', 'Licence', 'For'];
  sheet.body.append(
    h('p', {}, `Gaitbox ${version}, ${licence}. ${statement}`),
    h(
      'div',
      { class: 'sheet-scroll', tabindex: 0, role: 'region', 'aria-label': 'Parts' },
      h(
        'table',
        { class: 'sheet-table' },
        h('thead', {}, h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...rows),
      ),
    ),
  );
  if (model) {
    const words = [model.licence && `Licence: ${model.licence}.`, model.acknowledgement];
    const about = words.filter(Boolean).join(' ');
    sheet.body.append(h('p', {}, `Model ${model.id} ${model.version}. ${about}`));
  }
  sheet.body.append(
    h('p', {}, 'Every part with its licence: gaitbox version --full, on the command line.'),
  );
}
