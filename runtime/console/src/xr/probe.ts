import type { Usage, Viewer } from '../viewer/viewer';
import type { XrEntry } from './entry';
import type { Info } from './info';
import type { ControlId } from './layout';

type Triple = [number, number, number];

/** What tests read of a headset's session; nothing in the page depends on it. */
export interface XrProbe {
  readonly presenting: boolean;
  readonly frames: number;
  /** Whether the teacher leads; null where there is none. */
  readonly following: boolean | null;
  /** Where a control is in the room, or a share of its width; metres. */
  target(id: ControlId, share?: number): Triple | null;
  /** What the board says. */
  info(): Info | null;
  /** The box around the body as it is drawn now, in the room; metres. */
  bounds(): { min: Triple; max: Triple } | null;
  /** Turns of the bones, to see whether they move. */
  bones(): number[];
  /** Colours of the parts of the body as `#rrggbb`. */
  colours(): Record<string, string>;
  /** What the graphics card keeps, and what the latest picture took, both eyes together. */
  usage(): Usage;
}

export function probe(entry: XrEntry, viewer: Viewer): XrProbe {
  return {
    get presenting() {
      return entry.stay !== null;
    },
    get frames() {
      return entry.stay?.frames ?? 0;
    },
    get following() {
      return entry.following;
    },
    target: (id, share) => (entry.stay?.locate(id, share).toArray() as Triple | undefined) ?? null,
    info: () => entry.stay?.info ?? null,
    bounds() {
      const box = viewer.walk?.avatar.bounds();
      return box ? { min: box.min.toArray(), max: box.max.toArray() } : null;
    },
    bones: () => viewer.walk?.avatar.turns ?? [],
    colours: () => viewer.walk?.avatar.colours ?? {},
    usage: () => viewer.usage,
  };
}
