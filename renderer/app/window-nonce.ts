/** The nonce of the page's Content Security Policy: what inserts a style must carry it. */
export function windowNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
