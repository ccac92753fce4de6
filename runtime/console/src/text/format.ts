/** Numbers and times as a person writes them. */

const UNITS: Record<string, string> = {
  deg: '°',
  degrees: '°',
  '°': '°',
  '1/min': 'steps/min',
  'steps/min': 'steps/min',
  '%': '%',
  ratio: '',
  '1': '',
};

const DIGITS: Record<string, number> = {
  '°': 1,
  'm/s': 2,
  s: 2,
  cm: 1,
  mm: 0,
  'steps/min': 0,
  '%': 0,
};

/** A value with its unit; lengths are told in centimetres. */
export function quantity(value: number | string | null, unit: string): string {
  if (value === null) return '–';
  const shown = UNITS[unit] ?? unit;
  // A requirement in words, such as "at least 5", takes the unit behind its number.
  if (typeof value === 'string') return inWords(value, shown);
  if (!Number.isFinite(value)) return '–';
  if (unit === 'm') return quantity(value * 100, 'cm');
  return withUnit(trimMinus(value.toFixed(DIGITS[shown] ?? 2)), shown);
}

function inWords(requirement: string, unit: string): string {
  if (/\d$/.test(requirement)) return withUnit(requirement, unit);
  return requirement
    .replace(/(\d) ?deg(rees)?\b/g, '$1°')
    .replace(/(\d+(?:\.\d+)?) m(?![\w/])/g, (_, metres: string) => quantity(Number(metres), 'm'));
}

function withUnit(number: string, unit: string): string {
  if (!unit) return number;
  return unit === '°' || unit === '%' ? `${number}${unit}` : `${number} ${unit}`;
}

function trimMinus(number: string): string {
  return /^-0(\.0*)?$/.test(number) ? number.slice(1) : number.replace('-', '−');
}

/** Seconds on the clock of the player: `3.45 s`. */
export function clock(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

/** What is left to wait, in rough words; a person needs no tenths. */
export function remaining(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '';
  if (seconds < 1.5) return 'nearly done';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** When a motion was made: `today 14:05`, `12 Mar 2026`. */
export function moment(created: string | number | null | undefined, now = new Date()): string {
  if (created === null || created === undefined) return '';
  const date = new Date(typeof created === 'number' ? created * 1000 : created);
  if (Number.isNaN(date.getTime())) return '';
  if (date.toDateString() === now.toDateString()) {
    return `today ${date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`;
  }
  return date.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}
