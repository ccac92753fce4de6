import type { HeadsetState } from '../../api/headset';
import { h } from '../../dom';

/** What to try, in this order, when the headset does not find the laptop. */
export class Help {
  readonly element: HTMLElement;
  private readonly app = h('li', { hidden: true });
  private port: number | null = null;

  constructor() {
    const port = location.port || '80';
    this.element = h(
      'details',
      { class: 'headset-help' },
      h('summary', {}, 'When the headset does not find the laptop'),
      h(
        'ol',
        {},
        h(
          'li',
          {},
          'Scan the QR code, or type the address: neither needs the Wi-Fi to announce it.',
        ),
        h(
          'li',
          {},
          'Check that both are on the same Wi-Fi, that no VPN is on, and that the laptop’s ' +
            'firewall lets Gaitbox in on private networks.',
        ),
        h(
          'li',
          {},
          'Many hospital networks keep their guests apart. Switch on the laptop’s own mobile ' +
            'hotspot and put the headset on it; no internet is needed.',
        ),
        h(
          'li',
          {},
          'Or use a USB cable: with the headset in developer mode, run ',
          reverse(port),
          ' on the laptop and open ',
          h('code', {}, `http://localhost:${port}`),
          ' in the headset’s browser. It needs no Wi-Fi, no code and no certificate.',
        ),
        this.app,
      ),
    );
  }

  show({ port }: HeadsetState): void {
    if (port === this.port) return;
    this.port = port;
    this.app.hidden = port === null;
    if (port === null) return;
    this.app.replaceChildren(
      'The Gaitbox app comes by the cable, too: run ',
      reverse(port),
      ' and type the address ',
      h('code', {}, `127.0.0.1:${port}`),
      ' in the app.',
    );
  }
}

function reverse(port: number | string): HTMLElement {
  return h('code', {}, `adb reverse tcp:${port} tcp:${port}`);
}
