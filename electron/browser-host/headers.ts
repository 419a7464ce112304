import { hardeningHeaders } from '../content-security-policy.ts';

/**
 * Headers of every answer. Unlike in Electron the page's own address goes along with its calls: it holds the window's
 * number, and without it browsers would not tell the origin of a POST either (Fetch standard, "append a request Origin header").
 */
export const hostHeaders = {
  ...hardeningHeaders,
  'Referrer-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Policy of the host's own pages: taking over is a form. */
export function noticePolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

/** Policy of what is no page. */
export const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
