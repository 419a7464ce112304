import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Who may open windows: the browser that opened the one-time address. */
export interface Admission {
  /** The token in the address that is opened; works once. */
  readonly token: string;
  /** Uses the token up; the secret of that browser, undefined when the token is not the one or is used up. */
  redeem(token: string): string | undefined;
  isAdmitted(secret: string | undefined): boolean;
}

export function createAdmission(onEntered: () => void): Admission {
  const [token, browser] = [newSecret(), newSecret()];
  let used = false;
  return {
    token,
    redeem(given) {
      if (used || !isSame(given, token)) return undefined;
      used = true;
      onEntered();
      return browser;
    },
    isAdmitted: (secret) => used && secret !== undefined && isSame(secret, browser),
  };
}

/**
 * The windows of that browser. Each has a secret of its own, so that reloading keeps it and a second window gets another;
 * only the present one may call.
 */
export interface Windows {
  /** A new secret, which is the present one from now on; the former window is told that it ended. */
  admitNew(): string;
  isPresent(secret: string | undefined): boolean;
  /** Whether the present window is there: it listens for events. */
  isOccupied(): boolean;
  /** Gives a connection to the present window; a former one of the same window (it was reloaded) is closed. */
  connect(events: ServerResponse): void;
  disconnect(events: ServerResponse): void;
  /** The connection of the present window. */
  events(): ServerResponse | undefined;
}

export function createWindows(onTakenOver: (events: ServerResponse) => void): Windows {
  let present: string | undefined;
  let connected: ServerResponse | undefined;
  return {
    admitNew() {
      const former = connected;
      present = newSecret();
      connected = undefined;
      if (former !== undefined) onTakenOver(former);
      return present;
    },
    isPresent: (secret) => secret !== undefined && present !== undefined && isSame(secret, present),
    isOccupied: () => connected !== undefined,
    connect(events) {
      const former = connected;
      connected = events;
      former?.end();
    },
    disconnect(events) {
      if (connected === events) connected = undefined;
    },
    events: () => connected,
  };
}

/** 256 bits, safe in an address and in a header. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
