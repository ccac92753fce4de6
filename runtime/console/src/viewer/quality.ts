/** How much the picture may cost: a machine without a graphics card still plays smoothly. */
export interface Quality {
  antialias: boolean;
  maxPixelRatio: number;
  /** Light from all around by an environment map, and materials that respond to it. */
  environment: boolean;
  shadowSize: number;
  /** Shortest time between two pictures while a motion plays, milliseconds. */
  frameTime: number;
}

const HARDWARE: Quality = {
  antialias: true,
  maxPixelRatio: 2,
  environment: true,
  shadowSize: 1024,
  frameTime: 0,
};

const SOFTWARE: Quality = {
  antialias: false,
  maxPixelRatio: 1,
  environment: false,
  shadowSize: 512,
  // The motions have 20 frames a second; what is saved is left to making the next one.
  frameTime: 45,
};

/** Names of renderers that draw on the processor: Chromium, Mesa, Windows. */
const SOFTWARE_NAMES = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** What this machine can afford, by the name of its renderer. */
export function affordable(): Quality {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) return HARDWARE;
  const extension = context.getExtension('WEBGL_debug_renderer_info');
  const name = context.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE_NAMES.test(String(name)) ? SOFTWARE : HARDWARE;
}
