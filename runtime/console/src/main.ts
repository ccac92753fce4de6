import './styles/main.css';
import { App } from './app';
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
      readonly pelvis: [number, number, number] | null;
      readonly regions: string[];
      readonly xr: XrProbe;
    };
  }
}

const app = new App();
const { viewer } = app.stage;

window.gaitbox = {
  get id() {
    return viewer.current.duration > 0 ? (app.current?.id ?? null) : null;
  },
  get time() {
    return viewer.current.time;
  },
  get playing() {
    return viewer.current.playing;
  },
  get duration() {
    return viewer.current.duration;
  },
  get view() {
    return viewer.current.view;
  },
  get pelvis() {
    return viewer.pelvis;
  },
  get regions() {
    return viewer.regions;
  },
  xr: probe(app.xr, viewer),
};

void app.start();
