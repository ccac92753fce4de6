import { type HeadsetState, readHeadset } from '../../api/headset';
import { h, replaceChildren } from '../../dom';
import type { LiveSession } from '../../session/live';
import { icon } from '../icons';
import { HeadsetDialog } from './dialog';

/** Tabs of the laptop tell each other when headset mode was switched. */
const CHANNEL = 'gaitbox.headset';

/** Headset mode on the laptop: its button, its window, and whether this page leads the session. */
export class HeadsetMode {
  readonly button = h('button', {
    type: 'button',
    class: 'secondary headset-button',
    'aria-haspopup': 'dialog',
  });
  private readonly tabs = new BroadcastChannel(CHANNEL);
  private readonly dialog: HeadsetDialog;
  private on = false;

  constructor(private readonly session: LiveSession) {
    this.dialog = new HeadsetDialog({
      onState: (state) => this.heed(state, false),
      onSwitched: (state) => {
        this.heed(state, true);
        this.tabs.postMessage(state.on);
      },
    });
    this.button.addEventListener('click', () => this.dialog.open());
    this.tabs.addEventListener('message', () => void this.look(false));
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.look(false);
    });
    session.onChange(() => this.show());
  }

  /** Leads if headset mode is on already. */
  async start(): Promise<void> {
    await this.look(true);
  }

  private async look(claim: boolean): Promise<void> {
    try {
      this.heed(await readHeadset(), claim);
    } catch {
      // The window of headset mode says what is wrong, if anyone opens it.
    }
  }

  /** @param claim what is on show here is what everyone is to see. */
  private heed({ on }: HeadsetState, claim: boolean): void {
    if (on !== this.on) {
      this.on = on;
      if (on) this.session.join(claim);
      else this.session.leave();
    }
    this.show();
  }

  private show(): void {
    const { link, followers } = this.session.current;
    const count = link === 'live' ? followers.count : 0;
    const state = this.on ? (count > 0 ? `${count} following` : 'on') : '';
    this.button.classList.toggle('on', this.on);
    replaceChildren(
      this.button,
      icon('headset'),
      'Headset mode',
      state && h('span', { class: 'headset-count' }, state),
    );
  }
}
