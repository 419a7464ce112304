import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../../../electron/disk/export-files/decode-text.ts';

const text = '<name>Søren – “Ünïcode” 👩‍👩‍👧</name>';
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const bom = '\ufeff';

describe('an XML file’s text', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(bom + text)],
    ['UTF-16 LE with a byte order mark', utf16(bom + text)],
    ['UTF-16 BE with a byte order mark', utf16(bom + text).swap16()],
    ['UTF-16 LE without one', utf16(text)],
    ['UTF-16 BE without one', utf16(text).swap16()],
  ])('is read from %s', (_encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text });
  });

  it.each(['utf-16', 'UTF-8', 'us-ascii'])('may be declared %s and still be UTF-8', (declared) => {
    const declaredText = `<?xml version="1.0" encoding="${declared}"?>${text}`;
    expect(decodeText(Buffer.from(declaredText))).toEqual({ ok: true, text: declaredText });
  });

  it('may declare UTF-8 and be UTF-16 by its byte order mark', () => {
    const declaredText = `<?xml version="1.0" encoding="utf-8"?>${text}`;
    expect(decodeText(utf16(bom + declaredText))).toEqual({ ok: true, text: declaredText });
  });

  it('may declare a code page as long as it is plain ASCII', () => {
    const declaredText = '<?xml version="1.0" encoding="windows-1252"?><name/>';
    expect(decodeText(Buffer.from(declaredText))).toEqual({ ok: true, text: declaredText });
  });

  it.each([
    ['a code page', Buffer.from('<name>Söhne</name>', 'latin1'), 'utf-8'],
    ['a declared code page', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><n>ö</n>', 'latin1'), 'iso-8859-1'],
    ['bytes that are UTF-8 by chance under a declared code page', Buffer.from('<?xml version="1.0" encoding="windows-1252"?><n>Ã¶</n>', 'utf8'), 'windows-1252'],
    ['UTF-16 of an odd length', utf16(bom + text).subarray(0, 21), 'utf-16le'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'utf-32'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'utf-8'],
  ])('is refused from %s, naming the encoding', (_what, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ ok: false, reason });
  }); // prettier-ignore

  it('is exactly what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (content) => {
        const whole = `<n>${content}</n>`;
        expect(decodeText(Buffer.from(whole))).toEqual({ ok: true, text: whole });
        expect(decodeText(utf16(bom + whole))).toEqual({ ok: true, text: whole });
      }),
    );
  });
});
