import { h } from '../../dom';

/** What to try, in this order, when the headset does not find the laptop. */
export function help(): HTMLElement {
  const port = location.port || '80';
  return h(
    'details',
    { class: 'headset-help' },
    h('summary', {}, 'When the headset does not find the laptop'),
    h(
      'ol',
      {},
      h('li', {}, 'Scan the QR code, or type the address: neither needs the Wi-Fi to announce it.'),
      h(
        'li',
        {},
        'Check that both are on the same Wi-Fi, that no VPN is on, and that the laptop’s firewall ' +
          'lets Gaitbox in on private networks.',
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
        h('code', {}, `adb reverse tcp:${port} tcp:${port}`),
        ' on the laptop and open ',
        h('code', {}, `http://localhost:${port}`),
        ' in the headset’s browser. It needs no Wi-Fi, no code and no certificate.',
      ),
    ),
  );
}
