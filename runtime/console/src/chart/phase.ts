/** Where in its gait cycle a leg is at a time, from its initial contacts in seconds. */

/** What lasts longer than this was no stride, seconds (`LONGEST_STRIDE_S` of the measures). */
const LONGEST_STRIDE = 4;

type Stride = readonly [number, number];

function strides(contacts: readonly number[]): Stride[] {
  return contacts
    .slice(1)
    .map((end, index) => [contacts[index]!, end] as const)
    .filter(([start, end]) => end - start < LONGEST_STRIDE);
}

/** Percent of the cycle at a time; null before the first contact and after the last one. */
export function phaseAt(contacts: readonly number[], time: number): number | null {
  const stride = strides(contacts).find(([start, end]) => start <= time && time < end);
  return stride ? (100 * (time - stride[0])) / (stride[1] - stride[0]) : null;
}

/** The time nearest to `near` at which a leg is at a percent of its cycle. */
export function timeAt(contacts: readonly number[], percent: number, near: number): number | null {
  const times = strides(contacts).map(([start, end]) => start + (percent / 100) * (end - start));
  if (times.length === 0) return null;
  return times.reduce((best, time) =>
    Math.abs(time - near) < Math.abs(best - near) ? time : best,
  );
}
