import { ConsoleError } from '../api/problem';
import { h, replaceChildren } from '../dom';
import { icon } from '../ui/icons';
import type { Viewer } from '../viewer/viewer';
import type { XrHost } from './control';
import { XrStay } from './session';
import { bestMode, needsSecureAddress, type Mode } from './support';

const NAMES: Record<Mode, string> = { 'immersive-ar': 'MR', 'immersive-vr': 'VR' };

/** The way into the headset: a button where the browser has WebXR, nothing where it has not. */
export class XrEntry {
  readonly button = h('button', { type: 'button', class: 'secondary enter-xr', hidden: true });
  /** What to do where a headset's browser hides WebXR from the page. */
  readonly hint = h(
    'p',
    { class: 'xr-hint', role: 'note', hidden: true },
    'To see the patient in your own room, open the https address that the laptop shows.',
  );
  stay: XrStay | null = null;
  private mode: Mode | null = null;
  private asking = false;

  constructor(
    private readonly viewer: Viewer,
    private readonly host: XrHost,
    private readonly onProblem: (error: ConsoleError) => void,
  ) {
    this.button.addEventListener('click', () => void this.toggle());
    // Missing outside secure contexts, whatever the types say.
    (navigator.xr as XRSystem | undefined)?.addEventListener(
      'devicechange',
      () => void this.offer(),
    );
    this.hint.hidden = !needsSecureAddress();
    this.show();
    void this.offer();
  }

  get following(): boolean | null {
    return this.host.live.following;
  }

  private async offer(): Promise<void> {
    this.mode = await bestMode();
    this.show();
  }

  private async toggle(): Promise<void> {
    if (this.stay) this.stay.end();
    else if (this.mode && !this.asking) await this.enter(this.mode);
  }

  private async enter(mode: Mode): Promise<void> {
    this.asking = true;
    this.show();
    try {
      const stay = await XrStay.begin(this.viewer, this.host, mode, () => this.left());
      this.stay = stay.over ? null : stay;
    } catch (error) {
      this.onProblem(refused(error));
    } finally {
      this.asking = false;
      this.show();
    }
  }

  private left(): void {
    this.stay = null;
    this.show();
  }

  private show(): void {
    this.button.hidden = this.mode === null;
    this.button.disabled = this.asking;
    const words = `${this.stay ? 'Leave' : 'Enter'} ${NAMES[this.mode ?? 'immersive-vr']}`;
    replaceChildren(this.button, icon('headset'), words);
  }
}

/** Why there is no session, in words for someone with a headset on. */
function refused(error: unknown): ConsoleError {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return new ConsoleError(
      'The headset did not let the page in.',
      'Press the button again and allow what the headset asks for.',
    );
  }
  return new ConsoleError(
    'The headset could not start.',
    'Close other pages that use it, set up its floor, then press the button again.',
  );
}
