import type { Bridge, PreloadBridge } from '../../shared/ipc/bridge.ts';

/** Whether the service can be reached. */
export type Connection =
  | 'connected'
  /** Tried again by itself. */
  | 'lost'
  /** Another window has taken over, or the host has ended: for good. */
  | 'ended';

/** How the window reaches the service. */
export interface Transport {
  readonly bridge: Bridge;
  /** Tells of changes; returns the function that ends it. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** Where a dragged file or folder is on this machine, empty where it has no place; null: this host cannot tell. */
  readonly pathOfFile: ((file: File) => string) | null;
}

declare global {
  interface Window {
    /** Put there by preload; absent in a browser. */
    readonly hybridPreflight?: PreloadBridge<File>;
  }
}

/** Electron's bridge: it lives as long as its window does. */
export function preloadTransport(bridge: PreloadBridge<File>): Transport {
  return { bridge, onConnection: () => () => undefined, pathOfFile: (file) => bridge.pathOfFile(file) };
}
