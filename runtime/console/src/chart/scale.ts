/** Maps numbers to places on a chart. */
export type Scale = (value: number) => number;

export interface Interval {
  low: number;
  high: number;
}

/** A straight scale from `from` onto `low` to `high`; these may run downward, as y does. */
export function linear(from: Interval, low: number, high: number): Scale {
  const length = from.high - from.low || 1;
  return (value) => low + ((value - from.low) / length) * (high - low);
}

const STEPS = [1, 2, 5, 10, 20, 50, 100];

/** Round numbers across an interval, about `count` of them. */
export function ticks({ low, high }: Interval, count: number): number[] {
  const step = STEPS.find((size) => (high - low) / size <= count) ?? STEPS[STEPS.length - 1]!;
  const found: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) found.push(value);
  return found;
}

/** The least interval of at least `room` that holds all numbers, with a margin of 6 %. */
export function covering(numbers: readonly number[], room: number): Interval {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const middle = (low + high) / 2;
  const half = (Math.max(high - low, room) / 2) * 1.06;
  return { low: middle - half, high: middle + half };
}
