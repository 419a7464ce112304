/**
 * Characters that XML 1.0 cannot hold, not even as a character reference (W3C XML 1.0 §2.2),
 * lone halves of a surrogate pair among them.
 */
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** The first character that XML 1.0 cannot hold, as `U+0000`; `undefined` when the text can be written. */
export function characterXmlCannotHold(text: string): string | undefined {
  const found = forbidden.exec(text);
  if (found === null) return undefined;
  return `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text as the content of an element; a carriage return survives only as a reference (XML 1.0 §2.11). */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

/** Text as an attribute's value between double quotes; white space survives only as references (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;');
}

/** `<name>text</name>`, or `<name />` for an empty text, as the product writes it. */
export function leaf(name: string, text: string): string {
  return text === '' ? `<${name} />` : `<${name}>${escapeText(text)}</${name}>`;
}
