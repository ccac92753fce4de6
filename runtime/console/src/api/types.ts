/** What the server says: see the HTTP contract (`/openapi.json` on a running Gaitbox). */

export type Side = 'left' | 'right' | 'both' | 'none' | '' | null;

/** Words of the prompt and the part of the intent that they gave. */
export interface Evidence {
  element: string;
  value: string;
  words: string;
}

/** A further pattern of the same walk. */
export interface Further {
  pattern: string;
  side: Side;
  severity: string;
}

/** One single change that was asked for, such as less arm swing on the left. */
export interface Feature {
  name: string;
  change: string;
  side: Side;
  amount: string;
}

/** What was asked for, as the server understood it. */
export interface Intent {
  pattern: string;
  side?: Side;
  severity?: string;
  speed?: string;
  avatar?: string | null;
  /** Further patterns of the same walk. */
  also?: Further[];
  /** Single changes, beside the pattern or of a walk that is otherwise normal. */
  features?: Feature[];
  build?: string | null;
  evidence?: Evidence[];
  assumptions?: string[];
  not_understood?: string[];
  /** Wishes that exclude each other, and what is shown. */
  contradictions?: string[];
}

/** One number read off the motion. */
export interface Measure {
  name: string;
  /** Its name in words. */
  label?: string;
  value: number | null;
  unit: string;
  side?: Side;
  /** Lowest and highest of normal walking at the same speed (mean less and plus 2 SD). */
  normal?: [number, number] | null;
  /** Half width of the error that 20 frames a second imply, in the unit. */
  error?: number | null;
}

/** Mean and standard deviation of normal walking. */
export interface Norm {
  mean: number;
  sd: number;
}

/** One property that the motion was asked to have. */
export interface Check {
  name: string;
  label?: string;
  requested: number | string | null;
  measured: number | string | null;
  unit: string;
  met: boolean;
  normal?: Norm | null;
  /** Where the limit is from. */
  source?: string;
  /** The limit is a default that a physiotherapist has not reviewed yet. */
  needs_review?: boolean;
  /** What the check is about: a pattern, a single change, or the speed. */
  element?: string;
}

/** An angle at every percent of the gait cycle. */
export interface Line {
  mean: number[];
  sd: number[];
}

export interface JointCurve {
  name: string;
  label: string;
  unit: string;
  /** What a positive angle means. */
  positive: string;
  left: Line | null;
  right: Line | null;
  /** Real walkers at the same speed. */
  normal: Line | null;
  /** Root mean square of the distance from normal, in the unit. */
  deviation?: { left: number | null; right: number | null };
}

/** Joint angles over the gait cycle, from one initial contact of a foot to its next. */
export interface Curves {
  percent: number[];
  joints: JointCurve[];
  foot_off?: { left: number | null; right: number | null };
  /** Initial contacts in seconds from the first frame that was measured. */
  contacts?: { left: number[]; right: number[] };
  profile?: {
    name: string;
    left: number | null;
    right: number | null;
    overall: number | null;
    /** Mean and standard deviation among normal walkers. */
    normal: [number, number] | null;
  };
}

/** What was done to the motion until it showed what was asked for. */
export interface Correction {
  kind: 'none' | 'tries' | 'mirrored' | 'edit' | 'rebuilt';
  tries?: number;
  mirrored?: boolean;
  edits?: {
    label: string;
    side: Side;
    unit: string;
    from: number;
    by: number;
  }[];
}

/** One region of the body that deviates; `score` runs from 0 (none) to 1 (strongly). */
export interface ImpairedRegion {
  region: string;
  score: number;
  why: string;
}

/** Which part of which motion was made anew; measures and checks are those of the part. */
export interface Edit {
  /** Id of the motion that was changed. */
  source: string;
  source_prompt?: string | null;
  from: number;
  to: number;
}

export interface Motion {
  id: string;
  prompt: string;
  seconds: number;
  seed?: number;
  /** Number of this motion among the `samples` of its request, from 0. */
  sample?: number;
  samples?: number;
  model?: string;
  model_version?: string;
  /** Name that the model is installed under. */
  model_name?: string | null;
  avatar?: string | null;
  wished_seconds?: number | null;
  /** Walks in place, and its last frame goes on into its first. */
  loop?: boolean;
  created?: string | number | null;
  intent: Intent;
  /** What was not said and was filled in; as long as that of the intent, or longer. */
  assumptions?: string[];
  measured: Measure[];
  checks: Check[];
  impaired_regions: ImpairedRegion[];
  /** Null, or missing, for a motion that was made as a whole. */
  edit?: Edit | null;
  /** Missing in lists, and null where no whole gait cycle could be measured. */
  curves?: Curves | null;
  /** A share of the change (0 to 1) in motions of earlier versions. */
  correction?: Correction | number;
}

export interface EditRequest {
  /** Id of the motion to be changed. */
  motion: string;
  from: number;
  to: number;
  prompt: string;
  seed?: number;
  samples?: number;
}

export interface GenerateRequest {
  prompt: string;
  seed?: number;
  samples?: number;
  seconds?: number;
  avatar?: string;
  /** Name of an installed model; left out, the server takes its own. */
  model?: string;
  /** Walk in place, the last frame going on into the first. */
  loop?: boolean;
}

/** A model that requests can name. */
export interface Model {
  name: string;
  id: string;
  version: string;
  /** Null where the model cannot be used. */
  limits: { min_seconds: number; max_seconds: number } | null;
  /** Whether it makes the motions of requests that name no model. */
  default: boolean;
  /** Whether its files are those that its manifest names; null while that is being checked. */
  checked?: boolean | null;
  problem?: string | null;
}

export interface Progress {
  stage: string;
  /** Share of the whole job done, 0 to 1. */
  fraction: number;
  eta_seconds: number | null;
  message: string;
}

/** RFC 9457 problem details, with the remedy that Gaitbox adds. */
export interface Problem {
  title?: string;
  detail?: string;
  remedy?: string;
  status?: number;
}

/** What the server is made of; provider and model are null while no model is loaded. */
export interface About {
  version: string;
  provider: string | null;
  model: {
    id: string;
    version: string;
    limits: { min_seconds: number; max_seconds: number };
  } | null;
}

/** Files that can be downloaded, by the name the address uses. */
export const FILE_KINDS = ['fbx', 'glb', 'bvh', 'npy', 'json', 'csv'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Tables of comma-separated values that a motion has. */
export type Table = 'measures' | 'checks' | 'curves';
