import { LONGEST_NAME } from '../../api/headset';
import { asConsoleError, ConsoleError } from '../../api/problem';
import { h } from '../../dom';
import { guessName, pair, takeSecret, type Password } from '../../session/pairing';
import { field } from '../field';
import { Notice } from '../notice';

const CODE = /^\d{6}$/;
/** Set while the page is loaded anew because its pairing has ended. */
const ENDED_KEY = 'gaitbox.pairing-ended';

/** Loads the page anew where its device is known no more; it then says so and offers to pair. */
export function endPairing(): void {
  sessionStorage.setItem(ENDED_KEY, '1');
  location.reload();
}

/** All that a headset's page shows until it is paired. */
export class PairingView {
  private readonly element: HTMLElement;
  private readonly notice = new Notice();
  private readonly name = h('input', {
    id: 'device-name',
    type: 'text',
    maxlength: LONGEST_NAME,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  private readonly code = h('input', {
    id: 'pairing-code',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 7,
    class: 'code-input',
  });
  private readonly button = h('button', { type: 'submit', class: 'primary' }, 'Pair');
  private readonly form: HTMLFormElement;
  private readonly waiting = h(
    'p',
    { class: 'pairing-waiting', role: 'status', hidden: true },
    h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    'Pairing with the laptop…',
  );

  constructor(
    private readonly parent: HTMLElement,
    private readonly onPaired: () => void,
  ) {
    this.name.value = guessName();
    this.form = h(
      'form',
      { novalidate: true, class: 'pairing-form' },
      field('Code on the laptop', this.code),
      field('Name of this headset', this.name, 'The laptop lists it under this name.'),
      this.button,
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.element = h(
      'main',
      { class: 'card pairing', 'aria-labelledby': 'pairing-title' },
      h('h2', { id: 'pairing-title' }, 'Pair this headset with the laptop'),
      h(
        'p',
        { class: 'quiet' },
        'In Gaitbox on the laptop, press Headset mode. It shows a code of six digits.',
      ),
      this.notice.element,
      this.waiting,
      this.form,
    );
  }

  /** Offers to pair; pairs at once where the address came from the QR code. */
  show(): void {
    this.open();
    const secret = takeSecret();
    if (secret !== null) {
      void this.pair({ with: 'secret', text: secret });
      return;
    }
    if (sessionStorage.getItem(ENDED_KEY)) {
      sessionStorage.removeItem(ENDED_KEY);
      this.notice.show(
        new ConsoleError('The laptop has ended the pairing of this headset.', 'Pair it again.'),
      );
    }
    this.code.focus();
  }

  /** Says that the laptop cannot be asked; the form waits for it all the same. */
  fail(error: ConsoleError): void {
    this.open();
    this.notice.show(error);
  }

  private open(): void {
    document.body.classList.add('unpaired');
    if (!this.element.isConnected) this.parent.prepend(this.element);
  }

  private submit(): void {
    const code = this.code.value.replace(/\s/g, '');
    this.code.removeAttribute('aria-invalid');
    if (!CODE.test(code)) {
      this.code.setAttribute('aria-invalid', 'true');
      this.notice.show(
        new ConsoleError('The code has six digits.', 'It is on the screen of the laptop.'),
      );
      this.code.focus();
      return;
    }
    void this.pair({ with: 'code', text: code });
  }

  private async pair(password: Password): Promise<void> {
    this.notice.clear();
    this.setBusy(true);
    try {
      await pair(this.name.value.trim() || guessName(), password);
    } catch (error) {
      this.notice.show(asConsoleError(error));
      this.setBusy(false);
      this.code.value = '';
      this.code.focus();
      return;
    }
    document.body.classList.remove('unpaired');
    this.element.remove();
    this.onPaired();
  }

  private setBusy(busy: boolean): void {
    this.form.hidden = busy;
    this.waiting.hidden = !busy;
  }
}
