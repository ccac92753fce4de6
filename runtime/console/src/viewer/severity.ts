/** Colours of impairment: one ramp for the avatar and for its legend. */

/** Below this score a region counts as not impaired and keeps its own colour. */
export const VISIBLE_SCORE = 0.05;

type Rgb = readonly [number, number, number];

/** Light amber to deep red, ordered in lightness so that it reads without colour vision too. */
const RAMP: readonly Rgb[] = [
  [246, 197, 92],
  [232, 122, 56],
  [186, 32, 52],
];

/** Colour of a score between 0 and 1 as sRGB bytes. */
export function severityRgb(score: number): Rgb {
  const position = Math.min(Math.max(score, 0), 1) * (RAMP.length - 1);
  const index = Math.min(Math.floor(position), RAMP.length - 2);
  const share = position - index;
  const low = RAMP[index] as Rgb;
  const high = RAMP[index + 1] as Rgb;
  return [0, 1, 2].map((channel) =>
    Math.round(low[channel]! + (high[channel]! - low[channel]!) * share),
  ) as unknown as Rgb;
}

export function severityCss(score: number): string {
  return `rgb(${severityRgb(score).join(' ')})`;
}

/** The word a therapist would use for a score. */
export function severityWord(score: number): string {
  if (score < VISIBLE_SCORE) return 'none';
  if (score < 0.34) return 'slight';
  if (score < 0.67) return 'moderate';
  return 'marked';
}
