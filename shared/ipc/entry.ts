/**
 * How a page enters the browser host, before it may call. All by POST with a JSON body; the secrets are base64url and
 * travel in the header Authorization ("Bearer …"), never in a cookie: browsers send cookies to every port of a machine.
 */
export const entryPaths = {
  /** Exchanges the token of the one-time address for the browser's secret. 403: not the token, or used up. */
  enter: '/enter',
  /** Opens a window with the browser's secret. 403: not admitted. 409: another window is open. */
  window: '/window',
  /** With the window's secret. 409: another window took over. */
  call: '/call',
  /** By GET, as the only one: an event source sends no header, so the window's secret stands in the query. */
  events: '/events',
} as const;

/** Name of the window's secret in the query of `events`. */
export const windowQuery = 'window';

/** What the page sends to `enter`. */
export interface EnterInput {
  readonly token: string;
}

/** The secret of the browser. */
export interface EnterAnswer {
  readonly browser: string;
}

/** What the page sends to `window`. */
export interface WindowInput {
  /** The window's secret before it was reloaded; null: it is new. */
  readonly former: string | null;
  /** Whether a window that is open ends now. */
  readonly takeOver: boolean;
}

/** The secret of the window. */
export interface WindowAnswer {
  readonly window: string;
}
