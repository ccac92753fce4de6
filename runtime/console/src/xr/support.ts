/** What the browser offers for headsets. */

export type Mode = 'immersive-ar' | 'immersive-vr';

/** Names that browsers of headsets give themselves. */
const HEADSETS = /oculusbrowser|quest|pico|wolvic|\bvr\b/i;

/** The best that there is: the patient in the user's own room, or in an empty one. */
export async function bestMode(): Promise<Mode | null> {
  // The type says that it is always there; outside a secure context it is not.
  const system = navigator.xr as XRSystem | undefined;
  if (!system) return null;
  for (const mode of ['immersive-ar', 'immersive-vr'] as const) {
    if (await supports(system, mode)) return mode;
  }
  return null;
}

/** Whether a headset shows the page by an address for which its browser refuses WebXR. */
export function needsSecureAddress(): boolean {
  return !window.isSecureContext && HEADSETS.test(navigator.userAgent);
}

async function supports(system: XRSystem, mode: Mode): Promise<boolean> {
  try {
    return await system.isSessionSupported(mode);
  } catch {
    // Refused by a policy of the browser, which is as good as not there.
    return false;
  }
}
