/** What renderer/index.html holds where the host writes the nonce of the response. */
export const noncePlaceholder = 'CSP_NONCE';

/** Where scripts of the window may connect to: nowhere in Electron, back to its host in a browser. */
export type Connections = 'nowhere' | 'own-origin';

/**
 * The Content Security Policy of the window (design.md §8), as the value of its header. The nonce is fresh for each
 * response; Fluent UI writes its styles with it.
 */
export function contentSecurityPolicy(nonce: string, connections: Connections): string {
  if (!/^[A-Za-z0-9+/_-]{22,}={0,2}$/.test(nonce)) throw new Error('A nonce is at least 128 bits in Base64.');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${connections === 'nowhere' ? "'none'" : "'self'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of everything that a host serves to the window, besides the policy and the content type. */
export const hardeningHeaders = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
} as const;
