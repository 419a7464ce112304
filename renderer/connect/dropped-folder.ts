import type { Transport } from '../transport/transport.ts';

/** What was dragged into the window and let go. */
export type Dropped =
  | { readonly kind: 'path'; readonly path: string }
  /** The host does not tell where it is. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'nothing' };

type Data = Pick<DataTransfer, 'getData'> & { readonly files: Iterable<File> };

/** Electron tells the place of a file; some file managers give it as text; a browser gives no more than the name. */
export function droppedFrom(data: Data, pathOfFile: Transport['pathOfFile']): Dropped {
  const [file] = data.files;
  const path = (file && pathOfFile?.(file)) || pathOfAddress(data.getData('text/uri-list'));
  if (path !== '') return { kind: 'path', path };
  return file === undefined ? { kind: 'nothing' } : { kind: 'name', name: file.name };
}

function pathOfAddress(list: string): string {
  const address = list.split(/\r?\n/)[0] ?? '';
  if (!address.startsWith('file:///') || !URL.canParse(address)) return '';
  const path = decoded(new URL(address).pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return ''; // A bare percent sign: no address that a file manager has made.
  }
}

let present: Transport['pathOfFile'] = null;

/** Set once, before anything is drawn. */
export function setPathOfFile(pathOfFile: Transport['pathOfFile']): void {
  present = pathOfFile;
}

export function droppedInWindow(data: Data): Dropped {
  return droppedFrom(data, present);
}

/** A browser would leave the window and open what is let go where nobody takes it. */
export function refuseStrayDrops(): void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
}
