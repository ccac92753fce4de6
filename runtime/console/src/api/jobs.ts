import { completed } from './client';
import { ConsoleError, fromProblem, fromResponse, unreachable } from './problem';
import type { Motion, Problem, Progress } from './types';

const POLL_INTERVAL_MS = 500;
/** Failed polls in a row before the page says that the server is gone. */
const POLL_ATTEMPTS = 6;
const FAILED = 'The motion could not be made.';

interface JobState {
  state: 'queued' | 'running' | 'done' | 'failed';
  progress: Progress;
  motions?: Motion[];
  problem?: Problem;
}

/**
 * Waits for a job, telling its progress on the way.
 *
 * Server-sent events first; when that stream breaks, the job is polled instead, so that a
 * proxy or a sleeping laptop does not lose a finished motion.
 */
export async function followJob(
  id: string,
  onProgress: (progress: Progress) => void,
): Promise<Motion[]> {
  const outcome = await listen(id, onProgress);
  return (outcome ?? (await poll(id, onProgress))).map(completed);
}

/** The motions of a finished job, or null when the stream broke before its end. */
function listen(id: string, onProgress: (progress: Progress) => void): Promise<Motion[] | null> {
  return new Promise((resolve, reject) => {
    const stream = new EventSource(`/jobs/${encodeURIComponent(id)}/events`);
    const settle = (finish: () => void) => {
      stream.close();
      finish();
    };
    stream.addEventListener('progress', (event) => onProgress(data<Progress>(event)));
    stream.addEventListener('done', (event) =>
      settle(() => resolve(data<{ motions: Motion[] }>(event).motions)),
    );
    stream.addEventListener('failed', (event) =>
      settle(() => reject(fromProblem(data<Problem>(event), FAILED))),
    );
    stream.addEventListener('error', () => settle(() => resolve(null)));
  });
}

function data<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

async function poll(id: string, onProgress: (progress: Progress) => void): Promise<Motion[]> {
  let failures = 0;
  for (;;) {
    const state = await pollOnce(id);
    if (state === null) {
      failures += 1;
      if (failures >= POLL_ATTEMPTS) throw unreachable();
    } else {
      failures = 0;
      const motions = finished(state);
      if (motions) return motions;
      onProgress(state.progress);
    }
    await new Promise((wake) => setTimeout(wake, POLL_INTERVAL_MS));
  }
}

async function pollOnce(id: string): Promise<JobState | null> {
  let response: Response;
  try {
    response = await fetch(`/jobs/${encodeURIComponent(id)}`);
  } catch {
    return null;
  }
  if (response.status === 404) {
    throw new ConsoleError(
      'This job is no longer known, Gaitbox was probably restarted.',
      'Press Generate again.',
    );
  }
  if (!response.ok) throw await fromResponse(response);
  return (await response.json()) as JobState;
}

function finished(state: JobState): Motion[] | null {
  if (state.state === 'failed') throw fromProblem(state.problem ?? {}, FAILED);
  return state.state === 'done' ? (state.motions ?? []) : null;
}
