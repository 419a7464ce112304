/** Codes of a download that did not come about. */
const networkCodes = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EHOSTUNREACH',
];

/** The one line for a packaging that stopped because something could not be downloaded; null for every other error. */
export function missingDownload(error: unknown, what: string): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const isDownload = networkCodes.includes(error.code) || error.code === 'ERR_NON_2XX_3XX_RESPONSE';
  return isDownload ? `Not packed: ${what} could not be downloaded (${error.message}).` : null;
}
