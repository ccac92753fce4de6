import type { Check, ImpairedRegion, Motion } from '../api/types';
import { quantity } from '../text/format';
import { humanise, measureName, patternTitle } from '../text/words';
import { severityCss, severityWord } from '../viewer/severity';
import { COLOURS, TEXT, TITLE, card, font, words, wrapped } from './brush';
import { INFO, MARGIN } from './layout';

/** The board's text: what case this is, what it was asked to show and shows, and where. */

const LINE = 34;
const NAME_X = MARGIN + 34;
const REQUESTED_X = 388;
const MEASURED_X = 706;
const RIGHT_X = INFO.w - MARGIN;
const COLUMN_W = (RIGHT_X - MARGIN) / 2;
const SWATCH = 20;
/** Rows that fit; a case with more says how many there are besides. */
const MOST_CHECKS = 8;
const MOST_REGIONS = 10;

type Context = CanvasRenderingContext2D;

/** Paints the text of a case; `notice` is said instead while there is one. */
export function paintInfo(context: Context, motion: Motion | null, notice: string | null): void {
  card(context, INFO);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  let y = heading(context, motion ? patternTitle(motion.intent) : 'No case on show');
  if (notice) {
    y = note(context, notice, y);
    return;
  }
  if (!motion) {
    note(context, 'Choose “Next case”, or open one from the library on the page.', y);
    return;
  }
  y = checks(context, motion.checks, y);
  regions(context, motion.impaired_regions, y + 14);
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

function checks(context: Context, all: readonly Check[], from: number): number {
  if (all.length === 0) {
    return note(context, 'The request sets nothing that can be measured.', from);
  }
  let y = from;
  context.font = font(TEXT, 600);
  context.fillStyle = COLOURS.muted;
  context.fillText(tally(all), MARGIN, y);
  context.fillText('Requested', REQUESTED_X, y);
  context.fillText('Shows', MEASURED_X, y);
  for (const check of all.slice(0, MOST_CHECKS)) {
    y += LINE;
    row(context, check, y);
  }
  if (all.length > MOST_CHECKS) {
    y += LINE;
    context.fillStyle = COLOURS.muted;
    context.fillText(`and ${all.length - MOST_CHECKS} more on the page`, NAME_X, y);
  }
  return y + LINE;
}

function tally(all: readonly Check[]): string {
  return `${all.filter((check) => check.met).length} of ${all.length} met`;
}

function row(context: Context, check: Check, y: number): void {
  mark(context, check.met, MARGIN + 10, y - 8);
  context.font = font(TEXT);
  context.fillStyle = COLOURS.text;
  words(context, measureName(check), NAME_X, y, REQUESTED_X - NAME_X - 14);
  words(context, requested(check), REQUESTED_X, y, MEASURED_X - REQUESTED_X - 14);
  context.fillStyle = check.met ? COLOURS.met : COLOURS.unmet;
  context.font = font(TEXT, 600);
  words(context, quantity(check.measured, check.unit), MEASURED_X, y, RIGHT_X - MEASURED_X);
}

/** The requirement without where its limit is from, which the page tells. */
function requested(check: Check): string {
  return quantity(check.requested, check.unit).replace(/ \((compared|from) [^)]*\)$/, '');
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

function regions(context: Context, all: readonly ImpairedRegion[], from: number): void {
  context.font = font(TEXT, 600);
  context.fillStyle = COLOURS.muted;
  context.fillText(all.length ? 'Affected regions' : 'No region is affected', MARGIN, from);
  const sorted = [...all].sort((a, b) => b.score - a.score);
  const room = Math.floor((INFO.h - from - 12) / LINE) * 2;
  const shown = sorted.slice(0, Math.min(MOST_REGIONS, room));
  const rows = Math.ceil(shown.length / 2);
  shown.forEach((region, index) => {
    const x = MARGIN + (index < rows ? 0 : COLUMN_W);
    item(context, region, x, from + LINE * ((index % rows) + 1));
  });
}

function item(context: Context, { region, score }: ImpairedRegion, x: number, y: number): void {
  context.fillStyle = severityCss(score);
  context.beginPath();
  context.roundRect(x, y - SWATCH + 3, SWATCH, SWATCH, 5);
  context.fill();
  context.font = font(TEXT);
  context.fillStyle = COLOURS.text;
  const value = `${severityWord(score)} ${Math.round(score * 100)} %`;
  const end = x + COLUMN_W - 16;
  const width = context.measureText(value).width;
  words(context, humanise(region), x + SWATCH + 12, y, end - width - x - SWATCH - 24);
  context.fillStyle = COLOURS.muted;
  context.fillText(value, end - width, y);
}
