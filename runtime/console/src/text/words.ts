/** The words a therapist reads for the names that the server uses. */

const PATTERNS: Record<string, string> = {
  none: 'Walk',
  normal: 'Normal walk',
  antalgic: 'Antalgic limp',
  hemiplegic: 'Hemiplegic gait',
  trendelenburg: 'Trendelenburg gait',
  duchenne: 'Duchenne lean',
  steppage: 'Steppage gait',
  stiff_knee: 'Stiff-knee gait',
  parkinsonian: 'Parkinsonian gait',
  crouch: 'Crouch gait',
};

const MEASURES: Record<string, string> = {
  speed: 'Walking speed',
  cadence: 'Cadence',
  step_length: 'Step length',
  stride_length: 'Stride length',
  step_width: 'Step width',
  stance_s: 'Stance time',
  swing_s: 'Swing time',
  stride_s: 'Stride time',
  step_s: 'Step time',
  stance_pct: 'Stance share',
  double_support: 'Double support',
  double_support_pct: 'Double support share',
  stride_cv: 'Stride variability',
  knee_swing_peak: 'Knee bend in swing, peak',
  knee_stance_min: 'Knee bend in stance, least',
  hip_flex_max: 'Hip flexion, peak',
  hip_ext_max: 'Hip extension, peak',
  elbow_flex: 'Elbow bend',
  arm_swing: 'Arm swing',
  circumduction: 'Circumduction',
  toe_peak: 'Toe height, peak',
  foot_pitch_contact: 'Foot pitch at contact',
  foot_pitch_stance: 'Foot pitch in stance',
  foot_pitch_swing: 'Foot pitch in swing',
  hike_cm: 'Hip hike',
  lean_in_stance: 'Trunk lean in stance',
  trunk_lateral_range: 'Trunk sway, side to side',
  trunk_forward: 'Trunk lean, forward',
  pelvic_drop_contra_deg: 'Pelvic drop, other side',
  root_height: 'Pelvis height',
};

const INTENT_FIELDS: Record<string, string> = {
  pattern: 'Pattern',
  side: 'Affected side',
  severity: 'Severity',
  speed: 'Speed',
  avatar: 'Avatar',
};

const SIDES: Record<string, string> = {
  left: 'Left',
  right: 'Right',
  both: 'Both sides',
  none: 'Neither side',
};

export const AVATARS: Record<string, string> = {
  adult_woman: 'Adult woman',
  adult_man: 'Adult man',
  older_adult: 'Older adult',
  child: 'Child',
};

/** `left_upper_arm` as "left upper arm", first letter large. */
export function humanise(name: string): string {
  const words = name.replace(/_/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function patternName(pattern: string): string {
  return PATTERNS[pattern] ?? humanise(pattern);
}

/**
 * Name of a measure or a check, in the server's own words where it sends them.
 *
 * Names may carry a side or mark a left-to-right ratio at their end.
 */
export function measureName({ name, label }: { name: string; label?: string }): string {
  if (label) return humanise(label);
  const known = MEASURES[name];
  if (known) return known;
  const parts = /^(.*)_(LR|left|right|affected|other|ratio)$/.exec(name);
  if (!parts) return humanise(name);
  const what = MEASURES[parts[1]!] ?? humanise(parts[1]!);
  return parts[2] === 'LR' ? `${what}, left to right` : `${what}, ${parts[2]}`;
}

export function fieldName(field: string): string {
  return INTENT_FIELDS[field] ?? humanise(field);
}

export function sideName(side: string): string {
  return SIDES[side] ?? humanise(side);
}

export function avatarName(avatar: string): string {
  return AVATARS[avatar] ?? humanise(avatar);
}

export function patternTitle(intent: { pattern: string; side?: string | null }): string {
  const name = patternName(intent.pattern);
  const side = intent.side;
  return side === 'left' || side === 'right' ? `${name}, ${side}` : name;
}
