import type { Check, ImpairedRegion, Motion } from '../api/types';
import { quantity } from '../text/format';
import { humanise, measureName, patternTitle } from '../text/words';
import { severityCss, severityWord } from '../viewer/severity';
import { COLOURS, TEXT, TITLE, box, card, font, words, wrapped } from './brush';
import { INFO, MARGIN } from './layout';

/** The board's text: what case this is, what it was asked to show and shows, and where. */

const LINE = 33;
/** From a line to the next of the same words. */
const TIGHT = 27;
/** Before and after the regions. */
const SPACE = 36;
const NAME_X = MARGIN + 34;
const REQUESTED_X = 388;
const MEASURED_X = 706;
const RIGHT_X = INFO.w - MARGIN;
const COLUMN_W = (RIGHT_X - MARGIN) / 2;
const SWATCH = 20;
/** Rows that leave room for the regions; a case with more says how many there are besides. */
const MOST_CHECKS = 9;

type Context = CanvasRenderingContext2D;

interface CheckLine {
  met: boolean;
  name: string;
  requested: string;
  shows: string;
}

interface RegionLine {
  name: string;
  value: string;
  colour: string;
}

/** All that the text says. */
export interface Info {
  title: string;
  /** Said instead of the rest. */
  note: string | null;
  tally: string;
  checks: CheckLine[];
  regions: RegionLine[];
}

/** The text of a case; `notice` is said instead while there is one. */
export function infoOf(motion: Motion | null, notice: string | null): Info {
  const nothing = 'Choose “Next case”, or open one from the library on the page.';
  return {
    title: motion ? patternTitle(motion.intent) : 'No case on show',
    note: notice ?? (motion ? null : nothing),
    tally: tally(motion?.checks ?? []),
    checks: (motion?.checks ?? []).map(checkLine),
    regions: [...(motion?.impaired_regions ?? [])]
      .sort((a, b) => b.score - a.score)
      .map(regionLine),
  };
}

export function paintInfo(context: Context, info: Info): void {
  card(context, INFO);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  const y = heading(context, info.title);
  if (info.note) note(context, info.note, y);
  else regions(context, info.regions, checks(context, info, y) + 14);
}

function checkLine(check: Check): CheckLine {
  return {
    met: check.met,
    name: measureName(check),
    // Without where the limit is from, which the page tells.
    requested: quantity(check.requested, check.unit).replace(/ \((compared|from) [^)]*\)$/, ''),
    shows: quantity(check.measured, check.unit),
  };
}

function regionLine({ region, score }: ImpairedRegion): RegionLine {
  const value = `${severityWord(score)} ${Math.round(score * 100)}%`;
  return { name: humanise(region), value, colour: severityCss(score) };
}

function heading(context: Context, title: string): number {
  context.font = font(TITLE, 650);
  context.fillStyle = COLOURS.text;
  let y = 52;
  for (const line of wrapped(context, title, RIGHT_X - MARGIN, 2)) {
    context.fillText(line, MARGIN, y);
    y += 38;
  }
  return y + 2;
}

function note(context: Context, sentence: string, from: number): number {
  let y = from;
  context.font = font(TEXT);
  context.fillStyle = COLOURS.text;
  for (const line of wrapped(context, sentence, RIGHT_X - MARGIN, 4)) {
    context.fillText(line, MARGIN, y);
    y += LINE;
  }
  return y;
}

function checks(context: Context, info: Info, from: number): number {
  if (info.checks.length === 0) {
    return note(context, 'The request sets nothing that can be measured.', from);
  }
  let y = from;
  context.font = font(TEXT, 600);
  context.fillStyle = COLOURS.muted;
  context.fillText(info.tally, MARGIN, y);
  context.fillText('Requested', REQUESTED_X, y);
  context.fillText('Shows', MEASURED_X, y);
  const shown = info.checks.slice(0, MOST_CHECKS);
  const names = namesOf(context, shown, INFO.h - y - heightOfRegions(info));
  shown.forEach((line, index) => {
    y += LINE;
    row(context, line, names[index]!, y);
    y += (names[index]!.length - 1) * TIGHT;
  });
  const more = info.checks.length - shown.length;
  if (more > 0) {
    y += LINE;
    context.fillStyle = COLOURS.muted;
    context.fillText(`and ${more} more on the page`, NAME_X, y);
  }
  return y + LINE;
}

/** Names on two lines where they need them, as far as there is room; else cut off at one. */
function namesOf(context: Context, all: readonly CheckLine[], room: number): string[][] {
  context.font = font(TEXT);
  const most = REQUESTED_X - NAME_X - 14;
  let left = room - all.length * LINE;
  return all.map(({ name }) => {
    const lines = wrapped(context, name, most, 2);
    if (lines.length === 1) return lines;
    left -= TIGHT;
    return left >= 0 ? lines : wrapped(context, name, most, 1);
  });
}

function heightOfRegions({ regions: all }: Info): number {
  return LINE * (Math.ceil(all.length / 2) + 1) + SPACE;
}

function tally(all: readonly Check[]): string {
  return `${all.filter((check) => check.met).length} of ${all.length} met`;
}

function row(context: Context, line: CheckLine, name: readonly string[], y: number): void {
  const { met, requested, shows } = line;
  mark(context, met, MARGIN + 10, y - 8);
  context.font = font(TEXT);
  context.fillStyle = COLOURS.text;
  name.forEach((part, index) => context.fillText(part, NAME_X, y + index * TIGHT));
  words(context, requested, REQUESTED_X, y, MEASURED_X - REQUESTED_X - 14);
  context.fillStyle = met ? COLOURS.met : COLOURS.unmet;
  context.font = font(TEXT, 600);
  words(context, shows, MEASURED_X, y, RIGHT_X - MEASURED_X);
}

/** A tick or a cross: the shape says it too, not the colour alone. */
function mark(context: Context, met: boolean, x: number, y: number): void {
  context.strokeStyle = met ? COLOURS.met : COLOURS.unmet;
  context.lineWidth = 4;
  context.lineCap = context.lineJoin = 'round';
  context.beginPath();
  if (met) {
    context.moveTo(x - 8, y);
    context.lineTo(x - 2, y + 7);
    context.lineTo(x + 9, y - 7);
  } else {
    context.moveTo(x - 7, y - 7);
    context.lineTo(x + 7, y + 7);
    context.moveTo(x + 7, y - 7);
    context.lineTo(x - 7, y + 7);
  }
  context.stroke();
}

function regions(context: Context, all: readonly RegionLine[], from: number): void {
  context.font = font(TEXT, 600);
  context.fillStyle = COLOURS.muted;
  context.fillText(all.length ? 'Affected regions' : 'No region is affected', MARGIN, from);
  const room = Math.floor((INFO.h - from - 12) / LINE) * 2;
  const shown = all.slice(0, room);
  const rows = Math.ceil(shown.length / 2);
  shown.forEach((region, index) => {
    const x = MARGIN + (index < rows ? 0 : COLUMN_W);
    item(context, region, x, from + LINE * ((index % rows) + 1));
  });
}

function item(context: Context, { name, value, colour }: RegionLine, x: number, y: number): void {
  box(context, { x, y: y - SWATCH + 3, w: SWATCH, h: SWATCH }, 5, colour);
  context.font = font(TEXT);
  context.fillStyle = COLOURS.text;
  const end = x + COLUMN_W - 10;
  const width = context.measureText(value).width;
  words(context, name, x + SWATCH + 10, y, end - width - x - SWATCH - 22);
  context.fillStyle = COLOURS.muted;
  context.fillText(value, end - width, y);
}
