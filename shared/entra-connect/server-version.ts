/** What is known of a version of Microsoft Entra Connect on a given day. */
export type VersionVerdict =
  | { readonly kind: 'unreadable' }
  /** Below the minimum: nothing synchronizes any more since `since` (ISO date). */
  | { readonly kind: 'blocked'; readonly minimum: string; readonly since: string }
  /** Still synchronizes, but below the minimum that will be enforced from `from` on. */
  | { readonly kind: 'blocked-soon'; readonly minimum: string; readonly from: string }
  | { readonly kind: 'recalled' }
  | { readonly kind: 'out-of-support'; readonly since: string }
  | { readonly kind: 'supported'; readonly until: string | undefined };

/** Below this version all synchronization fails since that day (entra-connect.md §0.5, §6). */
const minimumVersion = '2.5.79.0';
const minimumEnforcedFrom = '2026-09-30';

/** A version was recalled when its maker asks to uninstall it (entra-connect.md §6). */
const recalledVersions: readonly string[] = ['2.6.79.0'];

/** Last day of support by version, oldest first (entra-connect.md §6, as of November 2026). */
const supportEnds: readonly (readonly [version: string, lastDay: string])[] = [
  ['2.2.1.0', '2024-10-11'],
  ['2.5.3.0', '2026-07-31'],
  ['2.5.76.0', '2026-09-01'],
  ['2.5.79.0', '2026-10-23'],
  ['2.5.190.0', '2027-02-02'],
  ['2.6.1.0', '2027-03-10'],
  ['2.6.3.0', '2027-07-07'],
  ['2.6.84.0', '2027-09-16'],
  ['2.6.91.0', '2027-09-23'],
];

/** Judges a version on the day of `now`. A build between two listed ones has the support of the older: it is the safe reading. */
export function judgeVersion(version: string, now: Date): VersionVerdict {
  if (parts(version) === undefined) return { kind: 'unreadable' };
  const today = now.toISOString().slice(0, 10);
  if (recalledVersions.some((recalled) => compareVersions(version, recalled) === 0)) return { kind: 'recalled' };
  if (compareVersions(version, minimumVersion) < 0) {
    return today >= minimumEnforcedFrom
      ? { kind: 'blocked', minimum: minimumVersion, since: minimumEnforcedFrom }
      : { kind: 'blocked-soon', minimum: minimumVersion, from: minimumEnforcedFrom };
  }
  const newest = supportEnds.at(-1);
  if (newest !== undefined && compareVersions(version, newest[0]) > 0) return { kind: 'supported', until: undefined };
  const lastDay = supportEnds.findLast(([listed]) => compareVersions(listed, version) <= 0)?.[1];
  return lastDay !== undefined && today >= lastDay
    ? { kind: 'out-of-support', since: lastDay }
    : { kind: 'supported', until: lastDay };
}

/** Numeric comparison, part by part; missing parts count as 0. Negative: `left` is older. */
export function compareVersions(left: string, right: string): number {
  const leftParts = parts(left) ?? [];
  const rightParts = parts(right) ?? [];
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index += 1) {
    const difference = (leftParts[index] ?? 0) - (rightParts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(version: string): readonly number[] | undefined {
  return /^\d+(\.\d+){1,3}$/.test(version.trim()) ? version.trim().split('.').map(Number) : undefined;
}
