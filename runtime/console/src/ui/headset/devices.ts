import { type Device, LONGEST_NAME, renameDevice, revokeDevice } from '../../api/headset';
import { asConsoleError, type ConsoleError } from '../../api/problem';
import { h, replaceChildren } from '../../dom';
import { moment } from '../../text/format';
import { confirmed } from '../confirm';

const KINDS: Record<Device['kind'], string> = { app: 'Gaitbox app', browser: 'Browser' };

/** The paired headsets: which are connected, and how to rename or remove one. */
export class DeviceList {
  readonly element: HTMLElement;
  private readonly list = h('ul', { class: 'device-list' });
  private drawn = '';
  private devices: readonly Device[] = [];
  private renaming: string | null = null;

  constructor(private readonly onProblem: (error: ConsoleError) => void) {
    this.element = h(
      'section',
      { 'aria-labelledby': 'devices-title' },
      h('h3', { id: 'devices-title' }, 'Paired headsets'),
      this.list,
    );
  }

  /** Shows the devices; what has not changed stays as it is, with the focus in it. */
  show(devices: readonly Device[]): void {
    this.devices = devices;
    const drawn = JSON.stringify(devices);
    if (drawn === this.drawn || this.renaming !== null) return;
    this.drawn = drawn;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['key'];
    replaceChildren(
      this.list,
      ...(devices.length ? devices.map((device) => this.row(device)) : [nobody()]),
    );
    if (focused) this.list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  private row(device: Device): HTMLElement {
    const { id, name, kind, connected } = device;
    const rename = action('Rename', `${id} rename`, name);
    const remove = action('Remove', `${id} remove`, name);
    const row = h(
      'li',
      { 'data-device': id, class: connected ? 'connected' : '' },
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h(
        'span',
        { class: 'device-words' },
        h('span', { class: 'device-name' }, name),
        h('span', { class: 'hint' }, `${KINDS[kind]} · ${presence(device)}`),
      ),
      rename,
      remove,
    );
    rename.addEventListener('click', () => this.edit(row, device));
    remove.addEventListener('click', () => void this.remove(device));
    return row;
  }

  private edit(row: HTMLElement, { id, name }: Device): void {
    this.renaming = id;
    const input = h('input', { type: 'text', maxlength: LONGEST_NAME, 'aria-label': 'New name' });
    input.value = name;
    const cancel = h('button', { type: 'button', class: 'secondary' }, 'Cancel');
    const save = h('button', { type: 'submit', class: 'secondary' }, 'Save');
    const form = h('form', { class: 'device-form', novalidate: true }, input, save, cancel);
    const leave = () => {
      this.renaming = null;
      this.drawn = '';
      this.show(this.devices);
      this.list.querySelector<HTMLElement>(`[data-key="${id} rename"]`)?.focus();
    };
    cancel.addEventListener('click', leave);
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault(); // which would close the whole window
      leave();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.rename(id, input.value.trim()).then(leave);
    });
    replaceChildren(row, form);
    input.select();
  }

  private async rename(id: string, name: string): Promise<void> {
    await this.attempt(async () => {
      await renameDevice(id, name);
      this.devices = this.devices.map((one) => (one.id === id ? { ...one, name } : one));
    });
  }

  private async remove({ id, name }: Device): Promise<void> {
    const sure = await confirmed(
      `Remove ${name}?`,
      'It is cut off at once and has to be paired again before it can be used.',
      'Remove',
    );
    if (!sure) return;
    await this.attempt(async () => {
      await revokeDevice(id);
      this.show(this.devices.filter((one) => one.id !== id));
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.onProblem(asConsoleError(error));
    }
  }
}

function action(word: string, key: string, name: string): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: 'secondary', 'data-key': key, 'aria-label': `${word} ${name}` },
    word,
  );
}

function nobody(): HTMLElement {
  return h('li', { class: 'quiet' }, 'None yet.');
}

function presence({ connected, last_seen: seen }: Device): string {
  return connected ? 'connected' : `last seen ${moment(seen)}`;
}
