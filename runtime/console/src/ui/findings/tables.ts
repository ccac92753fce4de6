import { tableAddress } from '../../api/client';
import type { Table } from '../../api/types';
import { h } from '../../dom';
import { icon } from '../icons';

/** A link that saves a table for a spreadsheet. */
export function tableLink(id: string, table: Table, name: string): HTMLElement {
  const suffix = table === 'measures' ? '' : `-${table}`;
  return h(
    'a',
    {
      class: 'secondary',
      href: tableAddress(id, table),
      download: `gaitbox-${id}${suffix}.csv`,
      'data-table': table,
    },
    icon('download'),
    name,
  );
}
