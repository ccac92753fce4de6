import { ConsoleError } from '../../api/problem';

/** A folder that the user chose: its name, and the files right in it. */
export interface Folder {
  name: string;
  files: File[];
}

const ONE = new ConsoleError(
  'This is not one folder.',
  'Drag the model’s folder itself here, not the files in it.',
);

/** The folder that was dropped. */
export async function droppedFolder(items: DataTransferItemList): Promise<Folder> {
  // The items are gone as soon as this function waits for anything.
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  const [entry] = entries;
  if (entries.length !== 1 || !entry?.isDirectory) throw ONE;
  const inside = await listed(entry as FileSystemDirectoryEntry);
  const files = inside
    .filter((each) => each.isFile)
    .map((each) => opened(each as FileSystemFileEntry));
  return { name: entry.name, files: await Promise.all(files) };
}

/** The folder that was chosen with a directory picker. */
export function chosenFolder(list: FileList): Folder {
  const files = [...list].filter((file) => file.webkitRelativePath.split('/').length === 2);
  const name = files[0]?.webkitRelativePath.split('/')[0];
  if (!name) throw ONE;
  return { name, files };
}

async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A browser gives some entries at a time, at the end none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    found.push(...some);
  }
}

function opened(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
