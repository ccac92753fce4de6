import type { Motion } from '../api/types';

/** The live session as a headset's user sees it: whether the teacher leads, and the choice. */
export interface Following {
  /** Null while there is no teacher to follow. */
  readonly following: boolean | null;
  setFollowing(following: boolean): void;
}

/** What the page does for someone in the headset. */
export interface XrHost {
  readonly motion: Motion | null;
  readonly live: Following;
  /**
   * Opens the next case of the library, or the one before; after the last comes the first.
   * Gives the sentence of what went wrong, or null.
   */
  step(by: 1 | -1): Promise<string | null>;
}
