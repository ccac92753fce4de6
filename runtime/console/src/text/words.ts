import type { Feature, Further, Intent } from '../api/types';

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
  hip_hiking: 'Hip hiking',
  waddling: 'Waddling gait',
  scissor: 'Scissor gait',
  toe_walking: 'Toe walking',
  recurvatum: 'Knee that bends backward',
  vaulting: 'Vaulting gait',
  leg_length: 'Gait with a shorter leg',
  ataxic: 'Ataxic gait',
  cautious: 'Cautious gait',
  choreic: 'Choreic gait',
};

/** Single changes, the same words as in reports (`runtime/modifiers.py`). */
const FEATURES: Record<string, string> = {
  'arm_swing less': 'less arm swing',
  'arm_swing more': 'more arm swing',
  'elbow_flexion more': 'elbow held bent',
  'trunk_forward more': 'trunk bent forward',
  'trunk_forward less': 'trunk leaning back',
  'trunk_lean more': 'trunk leaning sideways',
  'trunk_sway more': 'more sideways sway',
  'trunk_sway less': 'less sideways sway',
  'head_forward more': 'head bent forward',
  'step_length less': 'shorter steps',
  'step_length more': 'longer steps',
  'step_width less': 'narrower steps',
  'step_width more': 'wider steps',
  'cadence less': 'fewer steps a minute',
  'cadence more': 'more steps a minute',
  'regularity less': 'irregular steps',
  'foot_clearance less': 'foot drags',
  'foot_clearance more': 'foot lifted high',
  'festination more': 'festination',
  'freezing more': 'freezing',
  'foot_progression less': 'toes turned in',
  'foot_progression more': 'toes turned out',
};

const INTENT_FIELDS: Record<string, string> = {
  pattern: 'Pattern',
  side: 'Affected side',
  severity: 'Severity',
  speed: 'Speed',
  avatar: 'Avatar',
  build: 'Build',
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

/** Name of a measure or a check, in the server's own words where it sends them. */
export function measureName({ name, label }: { name: string; label?: string }): string {
  return humanise(label || name);
}

/** A single change in words, with its side and its amount where they are not the usual ones. */
export function featureName({ name, change, side, amount }: Feature): string {
  const words = FEATURES[`${name} ${change}`] ?? `${change} ${name.replace(/_/g, ' ')}`;
  const notes = [side !== 'both' && side, amount !== 'moderate' && amount].filter(Boolean);
  return humanise([words, ...notes].join(', '));
}

/** A further pattern in words, with its side and severity. */
export function furtherName({ pattern, side, severity }: Further): string {
  const notes = [side !== 'both' && side !== 'none' && side, severity !== 'none' && severity];
  return [patternName(pattern), ...notes.filter(Boolean)].join(', ');
}

/** What a check is about: the name of a pattern, of a single change, or the speed. */
export function elementName(element: string): string {
  return PATTERNS[element] ?? humanise(element);
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

/** What a motion is called: its pattern with the side, and what was asked for beside it. */
export function patternTitle({ pattern, side, also = [], features = [] }: Intent): string {
  const sided = side === 'left' || side === 'right' ? `, ${side}` : '';
  const changes = features.map((feature) => featureName(feature).toLowerCase());
  if (pattern === 'normal' && changes.length) return `Walk with ${changes.join(', ')}`;
  return [patternName(pattern) + sided, ...also.map(furtherName), ...changes].join(' + ');
}
