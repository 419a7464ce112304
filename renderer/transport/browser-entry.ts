import {
  entryPaths,
  type EnterAnswer,
  type EnterInput,
  type WindowAnswer,
  type WindowInput,
} from '../../shared/ipc/entry.ts';

/** How opening a window in this browser has ended. */
export type Entry =
  /** `window`: its secret. */
  | { readonly kind: 'entered'; readonly window: string }
  /** Another window of this browser is open. */
  | { readonly kind: 'in-use' }
  /** This browser never opened the one-time address, or another one did. */
  | { readonly kind: 'not-admitted' }
  | { readonly kind: 'unanswered' };

/** Kept by the browser for this origin, its port included: no other port of the machine gets to read it. */
const browserSecret = 'hybrid-preflight-browser';
/** Kept for this tab, so that reloading keeps the window. */
const windowSecret = 'hybrid-preflight-window';

/** Opens a window of the browser host: with the token of the one-time address, or as the browser that has used it. */
export async function enterWindow(how: { readonly takeOver: boolean }): Promise<Entry> {
  try {
    await redeemToken();
    return await openWindow(how.takeOver);
  } catch {
    // What ended the connection does not matter here: the host is not there.
    return { kind: 'unanswered' };
  }
}

/** The token stands behind the number sign, which browsers send to nobody; it is used up and leaves the address. */
async function redeemToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', '/');
  const response = await post(entryPaths.enter, { token } satisfies EnterInput);
  // Refused where it was used up; it may have been by this browser.
  if (response.ok) localStorage.setItem(browserSecret, ((await response.json()) as EnterAnswer).browser);
}

async function openWindow(takeOver: boolean): Promise<Entry> {
  const browser = localStorage.getItem(browserSecret);
  if (browser === null) return { kind: 'not-admitted' };
  const input: WindowInput = { former: sessionStorage.getItem(windowSecret), takeOver };
  const response = await post(entryPaths.window, input, browser);
  if (response.status === 409) return { kind: 'in-use' };
  if (!response.ok) return { kind: 'not-admitted' };
  const { window } = (await response.json()) as WindowAnswer;
  sessionStorage.setItem(windowSecret, window);
  return { kind: 'entered', window };
}

/** Posts JSON to the host; the secret where one is needed. */
export function post(path: string, body: unknown, secret?: string): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify(body),
  });
}
