import './styles/main.css';
import { readMe } from './api/headset';
import { asConsoleError } from './api/problem';
import { App } from './app';
import { takeSecret } from './session/pairing';
import { PairingView } from './ui/headset/pairing-view';
import { probe, type XrProbe } from './xr/probe';

declare global {
  interface Window {
    /** What the tests read; nothing in the page depends on it. */
    gaitbox: {
      readonly id: string | null;
      readonly time: number;
      readonly playing: boolean;
      readonly duration: number;
      readonly view: string;
      /** Where the live session is now, seconds. */
      readonly shared: number | null;
      readonly pelvis: [number, number, number] | null;
      readonly regions: string[];
      readonly xr: XrProbe | null;
    };
  }
}

let app: App | null = null;

window.gaitbox = {
  get id() {
    return app && app.viewer.current.duration > 0 ? (app.current?.id ?? null) : null;
  },
  get time() {
    return app?.viewer.current.time ?? 0;
  },
  get playing() {
    return app?.viewer.current.playing ?? false;
  },
  get duration() {
    return app?.viewer.current.duration ?? 0;
  },
  get view() {
    return app?.viewer.current.view ?? '';
  },
  get shared() {
    return app?.session.position ?? null;
  },
  get pelvis() {
    return app?.viewer.pelvis ?? null;
  },
  get regions() {
    return app?.viewer.regions ?? [];
  },
  get xr() {
    return app && probe(app.xr, app.viewer);
  },
};

window.addEventListener('hashchange', takeSecret);
void start();

/** The page itself, or on a headset that is not paired the way to pair it. */
async function start(): Promise<void> {
  const view = new PairingView(document.body, () => void start());
  try {
    const me = await readMe();
    if (!me) {
      view.show();
      return;
    }
    takeSecret(); // of a code that was scanned although it was not needed
    app = new App(me);
    await app.start();
  } catch (error) {
    view.fail(asConsoleError(error));
  }
}
