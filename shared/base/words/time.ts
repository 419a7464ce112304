/** `2026-11-21T10:39:56.123Z` → “2026-11-21 10:39:56”; that it is UTC must be said beside it. */
export function timeText(utc: string): string {
  return utc.slice(0, 19).replace('T', ' ');
}
