/** What .NET's String.Trim removes: Unicode white space (Char.IsWhiteSpace), which differs from JavaScript's in two characters. */
function isWhiteSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

export function trimWhiteSpace(value: string): string {
  return value.slice(firstVisible(value), afterLastVisible(value));
}

export function trimStart(value: string): string {
  return value.slice(firstVisible(value));
}

export function trimEnd(value: string): string {
  return value.slice(0, afterLastVisible(value));
}

/** Lower case, character by character: .NET never changes the length of a text. */
export function toLower(value: string): string {
  return isAscii(value) ? value.toLowerCase() : eachCharacter(value, (character) => character.toLowerCase());
}

/** Upper case, character by character: `ß` stays `ß`. */
export function toUpper(value: string): string {
  return isAscii(value) ? value.toUpperCase() : eachCharacter(value, (character) => character.toUpperCase());
}

function eachCharacter(value: string, change: (character: string) => string): string {
  let changed = '';
  for (const character of value) {
    const other = change(character);
    changed += other.length === character.length ? other : character;
  }
  return changed;
}

function isAscii(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    if (value.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

function firstVisible(value: string): number {
  let index = 0;
  while (index < value.length && isWhiteSpace(value.charCodeAt(index))) index += 1;
  return index;
}

function afterLastVisible(value: string): number {
  let index = value.length;
  while (index > 0 && isWhiteSpace(value.charCodeAt(index - 1))) index -= 1;
  return index;
}
