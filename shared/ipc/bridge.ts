import type { CallInput, CallName } from './calls.ts';
import type { CallOutputs, Reply, StateDelta } from './state.ts';

/** What preload or the browser transport gives the renderer. Nothing else crosses. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Reply<CallOutputs[Name]>>;
  /** Returns the function that ends it. */
  onDelta(listener: (delta: StateDelta) => void): () => void;
}

/** What preload adds: in Electron a page may learn where a file is that a person has dragged into it. */
export interface PreloadBridge<DraggedFile> extends Bridge {
  /** The path on this machine; empty where it has none. */
  pathOfFile(file: DraggedFile): string;
}

/** What a host asks of the service; the host has checked who is calling. */
export interface Service {
  /** `name` and `input` come from outside and are not trusted. */
  call(name: unknown, input: unknown): Promise<Reply<unknown>>;
  onDelta(listener: (delta: StateDelta) => void): () => void;
  /** Whether the window may close without asking: nothing is being written. */
  mayClose(): boolean;
  /** What is being written, in words; nothing while `mayClose`. */
  beingWritten(): readonly string[];
  /** Finishes or stops at a safe point, closes the run, seals it. */
  close(): Promise<void>;
}

/** A page as PDF, or for a person why there is none. */
export type PrintedPage =
  { readonly kind: 'printed'; readonly pdf: Uint8Array } | { readonly kind: 'impossible'; readonly reason: string };

/** What a service needs of its host. */
export interface HostAbilities {
  readonly kind: 'electron' | 'browser';
  /** Renders a page to PDF; null where nothing is there that could. */
  readonly printToPdf: ((html: string) => Promise<PrintedPage>) | null;
  /** Shows a folder in the file manager; null where the host cannot. */
  readonly showFolder: ((folder: string) => Promise<void>) | null;
  /** Starts the program again as administrator, then ends this one; null where the host cannot. Rejects where Windows, or the person, refuses. */
  readonly restartAsAdministrator: (() => Promise<void>) | null;
}
