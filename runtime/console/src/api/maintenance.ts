import { ask, askJson, json } from './client';
import { ConsoleError, fromResponse, unreachable } from './problem';

/** Facts about this Gaitbox for somebody who helps; nothing of any case is in them. */
export async function readDiagnostics(): Promise<string> {
  return (await ask('/diagnostics?as=text')).text();
}

/** How many motions the library holds. */
export async function countMotions(): Promise<number> {
  return (await askJson<{ total: number }>('/motions?limit=1')).total;
}

/** Deletes every motion; the server refuses if there are more or fewer than `count`. */
export async function deleteEveryMotion(count: number): Promise<void> {
  await ask('/motions', json('DELETE', { delete: 'all', count }));
}

/** Ends Gaitbox; answered before it does. */
export async function endGaitbox(): Promise<void> {
  await ask('/end', { method: 'POST' });
}

/** A package or data set that Gaitbox is made of. */
export interface Component {
  name: string;
  version: string | null;
  licence: string;
  used_for: string;
}

export interface Licences {
  version: string;
  licence: string;
  statement: string;
  components: Component[];
  model: { id: string; version: string; licence?: string; acknowledgement?: string } | null;
}

export async function readLicences(): Promise<Licences> {
  return askJson<Licences>('/about');
}

/** A model on its way to the server. */
export interface Upload {
  id: string;
  /** Files that still have to come; known once the manifest came. */
  waits_for: string[];
}

/** Announces a model by its name and the sizes of its files. */
export async function beginUpload(name: string, files: readonly File[]): Promise<Upload> {
  const sizes = files.map((file) => ({ name: file.name, bytes: file.size }));
  return askJson<Upload>('/models/uploads', json('POST', { name, files: sizes }));
}

/** Sends a file; `onSent` hears how many of its bytes are on their way. */
export function sendFile(
  upload: Upload,
  file: File,
  onSent: (bytes: number) => void,
  stop: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much it has sent
    const address = `/models/uploads/${upload.id}/files/${encodeURIComponent(file.name)}`;
    request.open('PUT', address);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () => {
      const answer = new Response(request.responseText, { status: request.status });
      if (answer.ok) void answer.json().then((body) => resolve(body as Upload), reject);
      else void fromResponse(answer).then(reject);
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new ConsoleError('The model was not added.')));
    stop.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export async function finishUpload({ id }: Upload): Promise<void> {
  await ask(`/models/uploads/${id}/finish`, { method: 'POST' });
}

export async function discardUpload({ id }: Upload): Promise<void> {
  await ask(`/models/uploads/${id}`, { method: 'DELETE' });
}
