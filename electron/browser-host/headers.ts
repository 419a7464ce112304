import { hardeningHeaders } from '../installation/content-security-policy.ts';

/**
 * Headers of every answer. Unlike in Electron the page's own address goes along with its calls: without it browsers would
 * not tell the origin of a POST (Fetch standard, "append a request Origin header").
 */
export const hostHeaders = {
  ...hardeningHeaders,
  'Referrer-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Policy of what is no page. */
export const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
