import { fromResponse, unreachable } from './problem';
import type {
  About,
  EditRequest,
  FileKind,
  GenerateRequest,
  Model,
  Motion,
  Problem,
  Table,
} from './types';

/** Motions that the library shows at most; more than a term of lessons makes. */
const MOST_LISTED = 1000;

/** Address of a job that the server took on. */
export interface JobHandle {
  id: string;
}

export async function ask(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await fromResponse(response);
  return response;
}

export async function askJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await ask(path, init);
  return (await response.json()) as T;
}

export function fileAddress(id: string, kind: FileKind): string {
  return `/motions/${encodeURIComponent(id)}/files/${kind}`;
}

export function tableAddress(id: string, table: Table): string {
  return `${fileAddress(id, 'csv')}?table=${table}`;
}

/** FBX has its own address, which waits for the file while it is still being made. */
export function downloadAddress(id: string, kind: FileKind): string {
  return kind === 'fbx' ? `/download_fbx?id=${encodeURIComponent(id)}` : fileAddress(id, kind);
}

/** Asks for motions. */
export async function startGeneration(request: GenerateRequest): Promise<JobHandle> {
  return startJob('/gen_text2motion', request);
}

/** Asks for a motion with one part made anew. */
export async function startEdit(request: EditRequest): Promise<JobHandle> {
  return startJob('/edit_motion', request);
}

/** The server answers at once with a job (RFC 7240 `respond-async`). */
async function startJob(path: string, request: object): Promise<JobHandle> {
  return askJson<JobHandle>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify(request),
  });
}

/** Tells the server to stop a job; the job then fails at its next step. */
export async function cancelJob(id: string): Promise<void> {
  await ask(`/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export async function listMotions(): Promise<Motion[]> {
  const body = await askJson<{ motions: Motion[] }>(`/motions?limit=${MOST_LISTED}`);
  return body.motions.map(completed);
}

export async function readMotion(id: string): Promise<Motion> {
  return completed(await askJson<Motion>(`/motions/${encodeURIComponent(id)}`));
}

/** The skinned avatar with its motion, as bytes of a GLB. */
export async function readGlb(id: string): Promise<ArrayBuffer> {
  const response = await ask(fileAddress(id, 'glb'));
  return response.arrayBuffer();
}

export async function deleteMotion(id: string): Promise<void> {
  await ask(`/motions/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export async function readAbout(): Promise<About> {
  return askJson<About>('/about');
}

export async function listModels(): Promise<Model[]> {
  return (await askJson<{ models: Model[] }>('/models')).models;
}

/** Why the model cannot be used, or null while it is well or still loading. */
export async function readModelProblem(): Promise<Problem | null> {
  return (await askJson<{ problem?: Problem }>('/health')).problem ?? null;
}

/** Motions of a list may be short: the parts the page reads are never missing. */
export function completed(motion: Motion): Motion {
  return {
    ...motion,
    intent: motion.intent ?? { pattern: 'none' },
    measured: motion.measured ?? [],
    checks: motion.checks ?? [],
    impaired_regions: motion.impaired_regions ?? [],
  };
}
