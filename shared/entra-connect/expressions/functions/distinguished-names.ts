/**
 * Relative distinguished names from left to right, as written (RFC 4514: a backslash escapes what follows).
 * `undefined` when the text is no distinguished name.
 */
export function splitDistinguishedName(text: string): readonly string[] | undefined {
  const components: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index <= text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (index === text.length || (character === ',' && !quoted)) {
      components.push(text.slice(start, index).trimStart());
      start = index + 1;
    }
  }
  const whole = start === text.length + 1 && !quoted;
  return whole && components.every((component) => /^[^=]+=/.test(component)) ? components : undefined;
}

/** `CN` of `CN=Joe`. */
export function attributeOf(component: string): string {
  return component.slice(0, component.indexOf('=')).trim();
}

/** `Joe` of `CN=Joe`, with its escapes: the rules look for `\0ACNF:` in it. */
export function valueOf(component: string): string {
  return component.slice(component.indexOf('=') + 1);
}

/** True when a plus sign joins several attributes in one component. */
export function isCompound(component: string): boolean {
  return /(?<!\\)(?:\\\\)*\+/.test(component);
}
