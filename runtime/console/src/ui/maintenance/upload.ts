import {
  beginUpload,
  discardUpload,
  finishUpload,
  sendFile,
  type Upload,
} from '../../api/maintenance';
import { ConsoleError } from '../../api/problem';
import type { Folder } from './folder';

const MANIFEST = 'manifest.json';

/** How far an upload is. */
export interface Sent {
  file: string;
  /** Share of all bytes, 0 to 1. */
  fraction: number;
  /** Seconds that it may still take; null while that cannot be told. */
  eta: number | null;
}

/** Sends a model's folder file by file, the manifest first. What fails leaves nothing behind. */
export async function sendModel(
  { name, files }: Folder,
  onSent: (sent: Sent) => void,
  stop: AbortSignal,
): Promise<void> {
  const known = new Map(files.map((file) => [file.name, file]));
  let upload = await beginUpload(name, files);
  try {
    upload = await sendFile(upload, need(known, MANIFEST), () => {}, stop);
    const wanted = upload.waits_for.map((file) => need(known, file));
    await sendAll(upload, wanted, onSent, stop);
    await finishUpload(upload);
  } catch (error) {
    await discardUpload(upload).catch(() => {}); // the server has done so itself, or is gone
    throw error;
  }
}

async function sendAll(
  upload: Upload,
  files: readonly File[],
  onSent: (sent: Sent) => void,
  stop: AbortSignal,
): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
  const begin = performance.now();
  let before = 0;
  for (const file of files) {
    const tell = (bytes: number): void => {
      const sent = before + Math.min(bytes, file.size);
      const seconds = (performance.now() - begin) / 1000;
      const eta = sent > 0 ? (seconds / sent) * (total - sent) : null;
      onSent({ file: file.name, fraction: sent / total, eta });
    };
    tell(0);
    await sendFile(upload, file, tell, stop);
    before += file.size;
  }
}

function need(files: ReadonlyMap<string, File>, name: string): File {
  const file = files.get(name);
  if (file) return file;
  throw new ConsoleError(
    `The model’s file ${name} is missing.`,
    'Copy the model’s folder again from where it came from.',
  );
}
