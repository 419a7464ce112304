import type { Bridge } from '../../shared/ipc/bridge.ts';

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
}

declare global {
  interface Window {
    /** Put there by preload; absent in a browser. */
    readonly hybridPreflight?: Bridge;
  }
}

/** Electron's bridge: it lives as long as its window does. */
export function preloadTransport(bridge: Bridge): Transport {
  return { bridge, onConnection: () => () => undefined };
}
