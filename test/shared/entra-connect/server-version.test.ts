import { describe, expect, it } from 'vitest';
import { compareVersions, judgeVersion } from '../../../shared/entra-connect/server-version.ts';

const on = (day: string) => new Date(`${day}T12:00:00Z`);

describe('judgeVersion (entra-connect.md §6)', () => {
  it.each([
    ['1.1.130.0', '2026-11-20', { kind: 'blocked', minimum: '2.5.79.0', since: '2026-09-30' }],
    ['2.5.76.0', '2026-09-30', { kind: 'blocked', minimum: '2.5.79.0', since: '2026-09-30' }],
    ['2.5.76.0', '2026-09-29', { kind: 'blocked-soon', minimum: '2.5.79.0', from: '2026-09-30' }],
    ['2.5.79.0', '2026-10-22', { kind: 'supported', until: '2026-10-23' }],
    ['2.5.79.0', '2026-10-23', { kind: 'out-of-support', since: '2026-10-23' }],
    ['2.5.190.0', '2026-11-20', { kind: 'supported', until: '2027-02-02' }],
    ['2.6.79.0', '2026-11-20', { kind: 'recalled' }],
    ['2.6.92.0', '2026-11-20', { kind: 'supported', until: undefined }],
    ['3.0.0.0', '2026-11-20', { kind: 'supported', until: undefined }],
    ['soon', '2026-11-20', { kind: 'unreadable' }],
    ['', '2026-11-20', { kind: 'unreadable' }],
  ])('%s on %s', (version, day, verdict) => {
    expect(judgeVersion(version, on(day))).toEqual(verdict);
  });

  it('gives a build between two listed ones the support of the older', () => {
    expect(judgeVersion('2.5.100.0', on('2026-11-20'))).toEqual({ kind: 'out-of-support', since: '2026-10-23' });
  });
});

describe('compareVersions', () => {
  it('compares numbers, not text', () => {
    expect(compareVersions('2.5.79.0', '2.5.190.0')).toBeLessThan(0);
  });

  it('takes missing parts for zero', () => {
    expect(compareVersions('2.5.79', '2.5.79.0')).toBe(0);
  });
});
