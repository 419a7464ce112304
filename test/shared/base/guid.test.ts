import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidFromBytes, guidToBytes, parseGuid, zeroGuid, type Guid } from '../../../shared/base/guid.ts';

/** The example of graph-exchange.md §4.2, observed on a real server. */
const documentedText = 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e3' as Guid;
const documentedBytes = '9bbda0d5954eb549973614fde1eec1e3';

const anyGuid = fc.uuid().map((text) => text as Guid);
const anySixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('parseGuid', () => {
  it.each([
    ['bare', 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e3'],
    ['in upper case', 'D5A0BD9B-4E95-49B5-9736-14FDE1EEC1E3'],
    ['in braces', '{d5a0bd9b-4e95-49b5-9736-14fde1eec1e3}'],
    ['in parentheses', '(D5A0BD9B-4E95-49B5-9736-14fde1eec1e3)'],
    ['with white space around it', '  {d5a0bd9b-4e95-49b5-9736-14fde1eec1e3}\r\n'],
  ])('reads a GUID written %s', (_, text) => {
    expect(parseGuid(text)).toBe(documentedText);
  });

  it.each([
    ['nothing', ''],
    ['an empty pair of braces', '{}'],
    ['an opening brace alone', '{d5a0bd9b-4e95-49b5-9736-14fde1eec1e3'],
    ['a closing brace alone', 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e3}'],
    ['a brace closed by a parenthesis', '{d5a0bd9b-4e95-49b5-9736-14fde1eec1e3)'],
    ['two pairs of braces', '{{d5a0bd9b-4e95-49b5-9736-14fde1eec1e3}}'],
    ['no hyphens', 'd5a0bd9b4e9549b5973614fde1eec1e3'],
    ['misplaced hyphens', 'd5a0bd9b4-e95-49b5-9736-14fde1eec1e3'],
    ['a digit too few', 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e'],
    ['a digit too many', 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e30'],
    ['a letter beyond f', 'g5a0bd9b-4e95-49b5-9736-14fde1eec1e3'],
    ['text after it on a second line', 'd5a0bd9b-4e95-49b5-9736-14fde1eec1e3\nx'],
  ])('refuses %s', (_, text) => {
    expect(parseGuid(text)).toBeUndefined();
  });

  it('gives the same text for every spelling of one GUID', () => {
    fc.assert(
      fc.property(anyGuid, (guid) => {
        expect(parseGuid(guid.toUpperCase())).toBe(guid);
        expect(parseGuid(`{${guid.toUpperCase()}}`)).toBe(guid);
        expect(parseGuid(`(${guid})`)).toBe(guid);
      }),
    );
  });
});

describe('guidToBytes', () => {
  it('writes the first three groups little-endian', () => {
    expect(hexadecimal(guidToBytes(documentedText))).toBe(documentedBytes);
  });

  it('writes sixteen zero bytes for the zero GUID', () => {
    expect(guidToBytes(zeroGuid)).toEqual(new Uint8Array(16));
  });

  it('is undone by guidFromBytes for every GUID', () => {
    fc.assert(
      fc.property(anyGuid, (guid) => {
        expect(guidFromBytes(guidToBytes(guid))).toBe(guid);
      }),
    );
  });
});

describe('guidFromBytes', () => {
  it('reads the first three groups little-endian', () => {
    expect(guidFromBytes(Buffer.from(documentedBytes, 'hex'))).toBe(documentedText);
  });

  it('is undone by guidToBytes for every sixteen bytes and gives text that parseGuid accepts unchanged', () => {
    fc.assert(
      fc.property(anySixteenBytes, (bytes) => {
        const guid = guidFromBytes(bytes);
        expect(guid).toBeDefined();
        expect(parseGuid(guid!)).toBe(guid);
        expect(guidToBytes(guid!)).toEqual(bytes);
      }),
    );
  });

  it.each([0, 15, 17, 32])('refuses %i bytes', (length) => {
    expect(guidFromBytes(new Uint8Array(length))).toBeUndefined();
  });
});
