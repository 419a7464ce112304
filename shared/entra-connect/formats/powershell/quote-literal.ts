/** PowerShell reads each of these as a single quote (about_Quoting_Rules; the tokenizer's IsSingleQuote). */
const singleQuotes = /['\u2018\u2019\u201A\u201B]/g;
/**
 * What gets a backtick between double quotes; PowerShell reads U+201C to U+201E as double quotes too.
 * `#` would not need one, but tools that colour or check scripts may take it for a comment.
 */
const specialBetweenDoubleQuotes = /[`$"#\u201C\u201D\u201E]/g;
/** Control characters that Windows PowerShell 5.1 can write with a backtick; it has no escape for any other. */
const escapes: Readonly<Record<string, string>> = {
  '\0': '`0',
  '\u0007': '`a',
  '\b': '`b',
  '\t': '`t',
  '\n': '`n',
  '\v': '`v',
  '\f': '`f',
  '\r': '`r',
};
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const escapable = /[\0\u0007-\r]/g;

/**
 * Renders a text as one string literal of Windows PowerShell 5.1, without anything to expand. Line breaks and the
 * control characters next to them are escaped, because editors and transfers change them inside a script file.
 * The script must be saved as UTF-8 with a byte order mark: 5.1 reads anything else in the machine's code page.
 */
export function quoteLiteral(value: string): string {
  if (!value.isWellFormed()) throw new Error('Half a surrogate pair cannot be written to a script file.');
  if (value.search(escapable) === -1) return `'${value.replaceAll(singleQuotes, '$&$&')}'`;
  const literal = value
    .replaceAll(specialBetweenDoubleQuotes, '`$&')
    .replaceAll(escapable, (character) => escapes[character] ?? character);
  return `"${literal}"`;
}
