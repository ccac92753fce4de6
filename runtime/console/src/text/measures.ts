/** How the measures are arranged in the table of values, and how the shares among them are told. */

import type { Measure } from '../api/types';
import { shownIn, type Shown } from './format';

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  [
    'Time and distance',
    [
      ...['speed', 'cadence', 'step_length', 'stride_length', 'step_width', 'step_s', 'stride_s'],
      ...['stance_s', 'swing_s', 'stance_percent', 'double_support_percent', 'walk_ratio'],
    ],
  ],
  [
    'Symmetry and regularity',
    [
      ...['stance_s_LR', 'swing_s_LR', 'step_length_LR', 'stride_cv', 'step_length_cv'],
      ...['step_width_sd', 'step_trend', 'cadence_trend', 'longest_pause_s'],
    ],
  ],
  [
    'Hip and knee',
    [
      ...['hip_flex_max', 'hip_ext_max', 'hip_abd_swing', 'hip_abduction_stance'],
      ...['knee_swing_peak', 'knee_swing_peak_at', 'knee_stance_min', 'knee_stance_mean'],
      'knee_gap',
    ],
  ],
  [
    'Foot',
    [
      ...['foot_pitch_contact', 'foot_pitch_stance', 'foot_pitch_swing', 'foot_progression'],
      ...['toe_clearance', 'toe_peak', 'ankle_peak', 'circumduction', 'foot_gap_swing'],
    ],
  ],
  [
    'Pelvis, trunk and head',
    [
      ...['pelvic_drop_contra_deg', 'hike_cm', 'pelvis_rise_cm', 'pelvis_tilt_lr_deg'],
      ...['pelvic_rotation_range', 'root_height', 'lean_in_stance', 'trunk_lateral_range'],
      ...['trunk_lateral_mean', 'trunk_forward', 'trunk_unrest', 'head_forward'],
    ],
  ],
  ['Arms', ['arm_swing', 'elbow_flex', 'shoulder_abduction', 'arm_unrest']],
];

const REST = 'Further measures';

/** Coefficients of variation, which are read as percent. */
const VARIATION = /_cv$/;

/** A measure as one line of the table: of each side, or of the whole walk. */
export interface MeasureRow {
  left?: Measure;
  right?: Measure;
  whole?: Measure;
}

export interface MeasureGroup {
  title: string;
  rows: MeasureRow[];
}

/** The measures line by line, in the order in which a clinic reads them. */
export function grouped(all: readonly Measure[]): MeasureGroup[] {
  const rows = byName(all);
  const groups: MeasureGroup[] = GROUPS.map(([title, names]) => ({
    title,
    rows: names.flatMap((name) => rows.get(name) ?? []),
  }));
  const known = new Set(GROUPS.flatMap(([, names]) => names));
  const rest = [...rows].filter(([name]) => !known.has(name)).map(([, row]) => row);
  return [...groups, { title: REST, rows: rest }].filter((group) => group.rows.length > 0);
}

/** How a measure is shown; a coefficient of variation as percent. */
export function shownMeasure({ name, unit }: Measure): Shown {
  return VARIATION.test(name) ? { factor: 100, unit: '%', digits: 1 } : shownIn(unit);
}

/** Where a value lies against normal walking, the error of the measurement allowed for. */
export function against({ value, normal, error }: Measure): 'below' | 'above' | 'within' | null {
  if (value === null || !normal) return null;
  const room = error ?? 0;
  if (value < normal[0] - room) return 'below';
  return value > normal[1] + room ? 'above' : 'within';
}

function byName(all: readonly Measure[]): Map<string, MeasureRow> {
  const rows = new Map<string, MeasureRow>();
  for (const measure of all) {
    const row = rows.get(measure.name) ?? {};
    row[measure.side === 'left' || measure.side === 'right' ? measure.side : 'whole'] = measure;
    rows.set(measure.name, row);
  }
  return rows;
}
