/** The window's private scheme, in place of file:// (design.md §8). */
export const scheme = 'app';

const host = 'hybrid-preflight';

/** Address of the one page there is. */
export const pageAddress = `${scheme}://${host}/`;

/** Whether an address is one of the window's own files, page included. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === host && !url.username && !url.password;
}

/** Whether an address is a blob that the page made: how it saves a list as a file. */
export function isOwnBlob(address: string): boolean {
  return address.startsWith('blob:') && isOwnAddress(address.slice('blob:'.length));
}
