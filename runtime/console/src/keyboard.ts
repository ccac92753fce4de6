import type { Viewer } from './viewer/viewer';

/** One frame of a motion, seconds; with Shift half a second. */
const FRAME_S = 0.05;
const LEAP_S = 0.5;

const TYPING = 'input, textarea, select, [contenteditable]';
const ACTING = 'button, summary, a, dialog';

/** Space plays and pauses, arrows step through time, wherever they mean nothing else. */
export function listenToKeys(viewer: Viewer): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || viewer.current.duration === 0) return;
    if (target instanceof Element && target.closest(TYPING)) return;
    if (key === ' ') {
      if (target instanceof Element && target.closest(ACTING)) return;
      viewer.setPlaying(!viewer.current.playing);
    } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const step = (event.shiftKey ? LEAP_S : FRAME_S) * (key === 'ArrowLeft' ? -1 : 1);
      viewer.setPlaying(false);
      viewer.seek(viewer.current.time + step);
    } else return;
    event.preventDefault();
  });
}
