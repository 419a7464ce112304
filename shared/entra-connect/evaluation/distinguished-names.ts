/** Splits a distinguished name at its unescaped commas, outermost part last; escapes stay as written (RFC 4514). */
export function distinguishedNameParts(distinguishedName: string): readonly string[] {
  if (!distinguishedName.includes('\\')) return distinguishedName.split(',').map((part) => part.trim());
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < distinguishedName.length; index += 1) {
    const character = distinguishedName[index];
    if (character === '\\') {
      index += 1;
    } else if (character === ',') {
      parts.push(distinguishedName.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(distinguishedName.slice(start).trim());
  return parts;
}

/** The distinguished name of the container of an object. */
export function parentOf(distinguishedName: string): string {
  return distinguishedNameParts(distinguishedName).slice(1).join(',');
}

/** `CN=Kay\, Anna,OU=Staff,…` → `Kay, Anna`. */
export function commonName(distinguishedName: string): string {
  const [, name = distinguishedName] = /^CN=((?:\\.|[^,\\])+)/i.exec(distinguishedName) ?? [];
  return name.replaceAll(/\\(.)/g, '$1');
}

/** Whether an object lies in a container, or is that container. Both are keys of `distinguishedNameKey`. */
export function liesWithin(objectKey: string, containerKey: string): boolean {
  if (!objectKey.endsWith(containerKey)) return false;
  if (objectKey.length === containerKey.length) return true;
  const comma = objectKey.length - containerKey.length - 1;
  return objectKey[comma] === ',' && !isEscaped(objectKey, comma);
}

/** `contoso.com` from the `DC=` parts at the end; empty without any. */
export function domainOf(distinguishedName: string): string {
  return distinguishedNameParts(distinguishedName)
    .filter((part) => /^dc=/i.test(part))
    .map((part) => part.slice(3))
    .join('.');
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text[position - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
