import { describe, expect, it } from 'vitest';
import { nextGuid } from '../../../../electron/lab/sync-engine/guid-source.ts';
import { parseGuid } from '../../../../shared/base/guid.ts';

function first(count: number, seed: number): readonly string[] {
  const source = { seed, count: 0 };
  return Array.from({ length: count }, () => nextGuid(source));
}

describe('a source of GUIDs', () => {
  it('gives the same GUIDs for the same seed and others for another', () => {
    expect(first(5, 1)).toEqual(first(5, 1));
    expect(first(5, 1)).not.toEqual(first(5, 2));
  });

  it('gives well-formed random GUIDs (RFC 9562 version 4), each once', () => {
    const guids = first(20_000, 3);
    expect(new Set(guids).size).toBe(guids.length);
    expect(guids.filter((guid) => parseGuid(guid) !== guid || !/^.{14}4.{4}[89ab]/.test(guid))).toEqual([]);
  });

  it('goes on where it stood', () => {
    const source = { seed: 1, count: 3 };
    expect(nextGuid(source)).toBe(first(4, 1)[3]);
  });
});
