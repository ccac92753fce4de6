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

/** How numbers of a unit are shown: `value * factor`, in the unit `shown`. */
export interface Shown {
  factor: number;
  unit: string;
  digits: number;
}

/** Lengths are told in centimetres, degrees by their sign. */
export function shownIn(unit: string): Shown {
  if (unit === 'm') return { factor: 100, unit: 'cm', digits: DIGITS['cm']! };
  const shown = UNITS[unit] ?? unit;
  return { factor: 1, unit: shown, digits: DIGITS[shown] ?? 2 };
}

/** A number as it is shown, without its unit. */
export function bare(value: number | null | undefined, { factor, digits }: Shown): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return trimMinus((value * factor).toFixed(digits));
}

/** A value with its unit. */
export function quantity(value: number | string | null, unit: string): string {
  const shown = shownIn(unit);
  // A requirement in words, such as "at least 5", takes the unit behind its number.
  if (typeof value === 'string') return inWords(value, UNITS[unit] ?? unit);
  const number = bare(value, shown);
  return number === '–' ? number : withUnit(number, shown.unit);
}

/** A range with its unit, `8 to 20°`. */
export function range(low: number, high: number, shown: Shown): string {
  return withUnit(`${bare(low, shown)} to ${bare(high, shown)}`, shown.unit);
}

function inWords(requirement: string, unit: string): string {
  if (/\d$/.test(requirement)) return withUnit(requirement, unit);
  return requirement
    .replace(/(\d) ?deg(rees)?\b/g, '$1°')
    .replace(/(-?[\d.]+) to (-?[\d.]+) m(?![\w/])/g, (_, low: string, high: string) =>
      range(Number(low), Number(high), shownIn('m')),
    )
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
