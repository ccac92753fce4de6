/** What the server says: see the HTTP contract (`/openapi.json` on a running Gaitbox). */

export type Side = 'left' | 'right' | 'both' | 'none' | '' | null;

/** Words of the prompt and the part of the intent that they gave. */
export interface Evidence {
  element: string;
  value: string;
  words: string;
}

/** What was asked for, as the server understood it. */
export interface Intent {
  pattern: string;
  side?: Side;
  severity?: string;
  speed?: string;
  avatar?: string | null;
  evidence?: Evidence[];
  assumptions?: string[];
  not_understood?: string[];
}

/** One number read off the motion. */
export interface Measure {
  name: string;
  /** Its name in words. */
  label?: string;
  value: number | null;
  unit: string;
  side?: Side;
}

/** One property that the motion was asked to have. */
export interface Check {
  name: string;
  label?: string;
  requested: number | string | null;
  measured: number | string | null;
  unit: string;
  met: boolean;
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
  created?: string | number | null;
  intent: Intent;
  /** What was not said and was filled in; as long as that of the intent, or longer. */
  assumptions?: string[];
  measured: Measure[];
  checks: Check[];
  impaired_regions: ImpairedRegion[];
  /** Null, or missing, for a motion that was made as a whole. */
  edit?: Edit | null;
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
