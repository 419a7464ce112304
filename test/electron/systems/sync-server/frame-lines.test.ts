import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FrameLines } from '../../../../electron/systems/sync-server/frame-lines.ts';

const marker = 'a-marker-that-nobody-guesses';

/** What is heard of some output that arrives in pieces. */
function heardOf(pieces: readonly Buffer[], mostBytes?: number): readonly string[] {
  const heard: string[] = [];
  const lines = new FrameLines(
    marker,
    {
      frame: (text) => heard.push(`frame ${text}`),
      stray: (text) => heard.push(`stray ${text}`),
      unreadable: (why) => heard.push(`unreadable ${why}`),
    },
    mostBytes,
  );
  for (const piece of pieces) lines.push(piece);
  return heard;
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((left, right) => left - right);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const word = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replace(/[\r\n]/g, ''));
const line = fc.record({ isFrame: fc.boolean(), text: word });

describe('lines of a worker', () => {
  it('are the same however the output is cut into pieces, within characters too', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (given, places) => {
        const output = given.map(({ isFrame, text }) => `${isFrame ? `${marker} ` : 'x'}${text}\n`).join('');
        const expected = given.map(({ isFrame, text }) => (isFrame ? `frame ${text}` : `stray ${`x${text}`.trim()}`));
        expect(heardOf(cut(Buffer.from(output), places))).toEqual(expected);
      }),
    );
  });

  it.each([
    ['the marker without a blank', `${marker}{}`],
    ['the marker further on', `> ${marker} {}`],
    ['half of the marker', marker.slice(0, 10)],
    ['the marker in other letters', `${marker.toUpperCase()} {}`],
  ])('are no frames with %s', (_what, text) => {
    expect(heardOf([Buffer.from(`${text}\n`)])).toEqual([`stray ${text}`]);
  });

  it('that are empty are not worth a word', () => {
    expect(heardOf([Buffer.from('\n\r\n  \n')])).toEqual([]);
  });

  it('that never end are neither heard nor kept', () => {
    const endless = Array.from({ length: 2000 }, () => Buffer.alloc(64 * 1024, 'x'));
    const [heard, ...others] = heardOf([...endless, Buffer.from('\n'), Buffer.from(`${marker} 1\n`)]);
    expect(heard?.length).toBeLessThan(64 * 1024);
    expect(others).toEqual(['frame 1']);
  });

  it('that are longer than a frame may be end it, once', () => {
    const long = Buffer.from(`${marker} ${'x'.repeat(200)}\n`);
    expect(heardOf(cut(long, [50, 120, 180]), 100)[0]).toBe('unreadable too-long');
    expect(heardOf(cut(long, [50, 120, 180]), 1000)).toEqual([`frame ${'x'.repeat(200)}`]);
  });

  it('that are not UTF-8 are not guessed at', () => {
    expect(heardOf([Buffer.from(`${marker} `), Buffer.from([0xe4, 0x0a])])).toEqual(['unreadable not-utf-8']);
  });

  it('of 50 MB are joined once, and not at every piece', () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const pieces = [Buffer.from(`${marker} `), ...Array.from({ length: 800 }, () => chunk), Buffer.from('\n')];
    const join = vi.spyOn(Buffer, 'concat');
    onTestFinished(() => join.mockRestore());
    expect(heardOf(pieces)[0]).toHaveLength('frame '.length + 800 * chunk.length);
    const joined = join.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
    expect(joined).toBeLessThan(2 * 800 * chunk.length);
  });
});
