import type { HeadsetState, PairingCode } from '../../api/headset';
import { h, replaceChildren } from '../../dom';

const GROUP = 4;

/** As it is while no code is on show. */
export const NO_CODE: PairingCode = {
  open: false,
  code: null,
  link: null,
  qr: null,
  expires_s: null,
  locked_s: null,
};

/** How to get a headset in, in three steps: network, address, code. */
export class PairingSteps {
  readonly element: HTMLElement;
  private readonly addresses = h('ul', { class: 'headset-addresses' });
  private readonly app = h('p', { class: 'hint' });
  private readonly code = h('output', { class: 'headset-code', 'aria-label': 'Pairing code' });
  private readonly left = h('p', { class: 'hint' });
  private readonly again = h('button', { type: 'button', class: 'secondary' }, 'New code');
  private readonly qr = h('img', {
    class: 'headset-qr',
    width: 176,
    height: 176,
    alt: 'QR code with the address and a one-time key',
  });
  private readonly picture: HTMLElement;
  private readonly fingerprint = h('p', { class: 'headset-fingerprint' });
  private drawn: string | null = null;
  private listed = '';

  constructor(onNew: () => void) {
    this.again.addEventListener('click', onNew);
    this.picture = h(
      'figure',
      { class: 'headset-scan' },
      this.qr,
      h('figcaption', { class: 'hint' }, 'Or scan this: it opens the address and pairs at once.'),
    );
    this.element = h(
      'section',
      { class: 'headset-pair', 'aria-labelledby': 'headset-steps-title' },
      h('h3', { id: 'headset-steps-title' }, 'Bring a headset in'),
      h(
        'div',
        { class: 'headset-columns' },
        h(
          'ol',
          { class: 'headset-steps' },
          h('li', {}, h('p', {}, 'Put the headset on the same Wi-Fi as this laptop.')),
          h(
            'li',
            {},
            h('p', {}, 'In its browser, open this address:'),
            this.addresses,
            h(
              'p',
              { class: 'hint' },
              'It warns of the certificate once: choose Advanced, then Continue.',
            ),
            this.app,
          ),
          h(
            'li',
            {},
            h('p', {}, 'Type this code there:'),
            h('div', { class: 'headset-code-line' }, this.code, this.again),
            this.left,
          ),
        ),
        this.picture,
      ),
      h(
        'details',
        {},
        h('summary', {}, 'Fingerprint of this laptop'),
        this.fingerprint,
        h(
          'p',
          { class: 'hint' },
          'The headset shows the same, as the SHA-256 of the public key in the details of the ' +
            'certificate. It stays the same from network to network.',
        ),
      ),
    );
  }

  show({ addresses, advertised, fingerprint, name }: HeadsetState): void {
    const urls = addresses.map(({ url }) => url);
    if (this.listed !== urls.join()) {
      this.listed = urls.join();
      replaceChildren(this.addresses, ...urls.map((url) => h('li', {}, h('code', {}, url))));
    }
    this.app.textContent = advertised ? `The Gaitbox app finds it by itself: ${name}.` : '';
    this.fingerprint.textContent = fingerprint ? grouped(fingerprint) : '';
  }

  showCode({ open, code, qr, expires_s: expires, locked_s: locked }: PairingCode): void {
    const digits = open && code ? `${code.slice(0, 3)} ${code.slice(3)}` : '––– –––';
    if (this.code.value !== digits) this.code.value = digits;
    this.left.textContent = locked
      ? `Too many wrong codes: pairing waits for another ${Math.ceil(locked)} s.`
      : open
        ? `For one headset, for another ${minutes(expires ?? 0)}.`
        : 'No code is on show.';
    this.again.textContent = open ? 'New code' : 'Show a code';
    this.picture.hidden = !open || !qr;
    if (qr && qr !== this.drawn) {
      this.drawn = qr;
      // As a picture, not as part of the page: nothing in it can do anything.
      this.qr.src = `data:image/svg+xml,${encodeURIComponent(qr)}`;
    }
  }
}

function grouped(digits: string): string {
  return digits.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1 ');
}

function minutes(seconds: number): string {
  const whole = Math.max(Math.floor(seconds), 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}
