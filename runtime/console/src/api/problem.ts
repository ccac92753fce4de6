import type { Problem } from './types';

/** An error with a sentence for the user and, where there is one, what to do about it. */
export class ConsoleError extends Error {
  readonly remedy: string;
  /** HTTP status of the answer; 0 where there was none. */
  readonly status: number;

  constructor(sentence: string, remedy = '', status = 0) {
    super(sentence);
    this.name = 'ConsoleError';
    this.remedy = remedy;
    this.status = status;
  }
}

/** Problem details as an error; `fallback` is said where the server sent no sentence. */
export function fromProblem(problem: Problem, fallback: string): ConsoleError {
  const sentence = problem.detail || problem.title || fallback;
  return new ConsoleError(sentence, problem.remedy ?? '', problem.status);
}

/** The error of a response that is not a success. */
export async function fromResponse(response: Response): Promise<ConsoleError> {
  const fallback = `The server answered ${response.status}.`;
  try {
    const body: unknown = await response.json();
    if (body && typeof body === 'object') {
      return fromProblem({ ...(body as Problem), status: response.status }, fallback);
    }
  } catch {
    // Not JSON: the status is all there is to say.
  }
  return new ConsoleError(fallback, '', response.status);
}

/** The error of a request that got no answer at all. */
export function unreachable(): ConsoleError {
  return new ConsoleError(
    'Gaitbox does not answer.',
    'Check that its window is still open, start it again if not, then try once more.',
  );
}

export function asConsoleError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error;
  return new ConsoleError(
    'Something went wrong in this page.',
    'Reload it; your motions are kept in the library.',
  );
}
