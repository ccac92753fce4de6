import {
  type HeadsetState,
  hidePairing,
  listDevices,
  readHeadset,
  readPairing,
  showPairing,
  switchHeadset,
} from '../../api/headset';
import { asConsoleError, ConsoleError } from '../../api/problem';
import { h } from '../../dom';
import { icon } from '../icons';
import { Notice } from '../notice';
import { AdapterChoice } from './adapters';
import { DeviceList } from './devices';
import { Help } from './help';
import { Poll } from './poll';
import { NO_CODE, PairingSteps } from './steps';

const POLL_MS = 1000;

interface DialogEvents {
  onState(state: HeadsetState): void;
  onSwitched(state: HeadsetState): void;
}

/** The window of headset mode: the switch, how to get a headset in, and which ones are. */
export class HeadsetDialog {
  private readonly element: HTMLDialogElement;
  private readonly toggle = h('input', {
    type: 'checkbox',
    role: 'switch',
    id: 'headset-switch',
  });
  private readonly notice = new Notice();
  private said = '';
  private readonly steps = new PairingSteps(() => void this.offerCode());
  private readonly devices = new DeviceList((error) => this.say(error));
  private readonly adapters = new AdapterChoice((names) => void this.change(true, names));
  private readonly help = new Help();
  private readonly body: HTMLElement;
  private readonly poll = new Poll(() => this.refresh(), POLL_MS);
  private changing = false;
  private offered = false;
  private hiding: Promise<void> = Promise.resolve();

  constructor(private readonly events: DialogEvents) {
    const close = h(
      'button',
      { type: 'button', class: 'plain', 'aria-label': 'Close', title: 'Close' },
      icon('cross'),
    );
    this.body = h(
      'div',
      { class: 'headset-body', hidden: true },
      this.steps.element,
      this.devices.element,
    );
    this.element = h(
      'dialog',
      { class: 'dialog headset-dialog', 'aria-labelledby': 'headset-title' },
      h(
        'div',
        { class: 'headset-head' },
        h('h2', { id: 'headset-title', class: 'card-title' }, 'Headset mode'),
        close,
      ),
      h(
        'label',
        { class: 'headset-switch', for: 'headset-switch' },
        this.toggle,
        h(
          'span',
          {},
          h('strong', {}, 'Let headsets on this network use this Gaitbox'),
          h('span', { class: 'hint' }, 'Only headsets that you pair here; nothing else changes.'),
        ),
      ),
      this.notice.element,
      this.body,
      this.help.element,
      this.adapters.element,
    );
    close.addEventListener('click', () => this.element.close());
    this.toggle.addEventListener('change', () => void this.change(this.toggle.checked));
    this.element.addEventListener('close', () => this.leave());
    window.addEventListener('pagehide', () => this.hideCode());
  }

  open(): void {
    if (!this.element.isConnected) document.body.append(this.element);
    this.offered = false;
    this.element.showModal();
    this.poll.start();
  }

  private leave(): void {
    this.poll.stop();
    this.hideCode();
    this.element.remove();
  }

  /** A code that nobody looks at is not to be guessed at either. */
  private hideCode(): void {
    if (!this.offered) return;
    this.offered = false;
    this.steps.showCode(NO_CODE);
    this.hiding = hidePairing().catch(() => undefined);
  }

  private async change(on: boolean, interfaces?: string[] | null): Promise<void> {
    this.changing = true;
    this.toggle.disabled = true;
    try {
      if (!on) this.hideCode();
      const state = await switchHeadset(on, interfaces);
      this.show(state);
      this.events.onSwitched(state);
      await this.refreshCode(state);
    } catch (error) {
      this.toggle.checked = !on;
      this.say(asConsoleError(error));
    } finally {
      this.changing = false;
      this.toggle.disabled = false;
    }
  }

  private async refresh(): Promise<void> {
    if (this.changing) return;
    try {
      const state = await readHeadset();
      if (this.changing) return;
      this.show(state);
      this.events.onState(state);
      await this.refreshCode(state);
      if (state.on) this.devices.show(await listDevices());
    } catch (error) {
      this.say(asConsoleError(error));
    }
  }

  private show(state: HeadsetState): void {
    const { on, problem } = state;
    this.toggle.checked = on;
    this.body.hidden = !on;
    this.steps.show(state);
    this.adapters.show(state);
    this.help.show(state);
    this.say(problem && new ConsoleError(problem.detail, problem.remedy));
  }

  /** The first time that the window is open with headset mode on, a code is shown by itself. */
  private async refreshCode(state: HeadsetState): Promise<void> {
    if (!state.on) return;
    await this.hiding;
    let code = await readPairing();
    if (!this.element.open) return; // closed meanwhile
    if (!this.offered) {
      this.offered = true;
      if (!code.open) code = await showPairing();
    }
    if (this.element.open) {
      this.steps.showCode(code);
    } else {
      this.offered = true;
      this.hideCode();
    }
  }

  private async offerCode(): Promise<void> {
    try {
      this.steps.showCode(await showPairing());
    } catch (error) {
      this.say(asConsoleError(error));
    }
  }

  /** Says what is wrong; what was said already is not said again, to those who listen to it. */
  private say(error: ConsoleError | null): void {
    const words = error ? `${error.message} ${error.remedy}` : '';
    if (words === this.said) return;
    this.said = words;
    if (error) this.notice.show(error);
    else this.notice.clear();
  }
}
