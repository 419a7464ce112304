import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput, printable } from '../../../electron/cli/output.ts';

/** A stream that keeps what it was given, as a terminal of some width or as a plain file. */
function stream(columns?: number): { readonly stream: NodeJS.WriteStream; text(): string } {
  const through = new PassThrough();
  const parts: string[] = [];
  through.on('data', (chunk: Buffer) => parts.push(chunk.toString()));
  Object.assign(through, { isTTY: columns !== undefined, columns });
  return { stream: through as unknown as NodeJS.WriteStream, text: () => parts.join('') };
}

describe('printable', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['a line of its own', 'Mallory\n  Passed', 'Mallory\\u000a  Passed'],
    ['a carriage return', 'a\rb', 'a\\u000db'],
    ['a C1 control', 'a\u009bb', 'a\\u009bb'],
    ['a turned direction', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['an isolate', 'a\u2066b', 'a\\u2066b'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ])('spells out %s', (_what, name, shown) => {
    expect(printable(name)).toBe(shown);
  });

  it('leaves letters of every script as they are', () => {
    expect(printable('Jürgen Groß – 田中 “ok” אבג')).toBe('Jürgen Groß – 田中 “ok” אבג');
  });
});

describe('the output of a command', () => {
  it('writes for people on standard output and no document, without --json', () => {
    const [out, err] = [stream(), stream()];
    const output = createOutput(false, out.stream, err.stream);
    output.line('Hello ', { style: 'red', text: 'world' });
    output.document({ schema: 'x' });
    expect(out.text()).toContain('world');
    expect(out.text()).not.toContain('schema');
    expect(err.text()).toBe('');
  });

  it('writes only the document on standard output with --json', () => {
    const [out, err] = [stream(), stream()];
    const output = createOutput(true, out.stream, err.stream);
    output.line('Hello');
    output.transient('half way');
    output.document({ schema: 'x', name: 'a\u001bb' });
    expect(JSON.parse(out.text())).toEqual({ schema: 'x', name: 'a\u001bb' });
    expect(err.text()).toContain('Hello');
  });

  it('replaces a progress line by the next line on a terminal, and cuts it to the width', () => {
    const out = stream(20);
    const output = createOutput(false, out.stream, stream().stream);
    output.transient('0123456789012345678901234567890');
    output.line('done');
    expect(out.text()).toBe('0123456789012345678\r\u001b[2Kdone\n');
  });

  it('shows progress only once in a while where there is no terminal', () => {
    const out = stream();
    const output = createOutput(false, out.stream, stream().stream);
    for (let step = 0; step < 100; step += 1) output.transient(`step ${String(step)}`);
    expect(out.text()).toBe('step 0\n');
  });
});
