import { h } from '../../dom';
import { icon } from '../icons';
import { deleteAll } from './deletion';
import { showDiagnostics } from './diagnostics';
import { endAfterAsking } from './ending';
import { showLicences } from './licences';
import { ModelsSheet } from './models';

interface MaintenanceEvents {
  /** Every motion was deleted. */
  onEmptied(): void;
  /** There is another model. */
  onModels(): void;
  /** Gaitbox was ended: there is nobody to talk to. */
  onEnded(): void;
}

const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The menu "More": what is seldom needed, and is for the computer itself alone. */
export function addMaintenance(parent: HTMLElement, events: MaintenanceEvents): void {
  if (!HERE.has(location.hostname)) return;
  const actions: [string, () => void][] = [
    ['Models …', () => new ModelsSheet(() => events.onModels()).show()],
    ['Copy diagnostics …', () => void showDiagnostics()],
    ['Licences and versions', () => void showLicences()],
    ['Delete all cases …', () => void deleteAll().then((done) => done && events.onEmptied())],
    ['End Gaitbox …', () => void endAfterAsking().then((done) => done && events.onEnded())],
  ];
  const summary = h('summary', { class: 'secondary' }, 'More', icon('chevron'));
  const entries = actions.map(([name, act]) => entry(name, act, summary));
  const menu = h('details', { class: 'more' }, summary, h('ul', {}, ...entries));
  document.addEventListener('click', (event) => {
    if (!summary.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    summary.focus();
  });
  parent.append(menu);
}

function entry(name: string, act: () => void, summary: HTMLElement): HTMLElement {
  const button = h('button', { type: 'button' }, name);
  button.addEventListener('click', () => {
    summary.focus(); // where the keyboard is again once the dialog is closed
    act();
  });
  return h('li', {}, button);
}
