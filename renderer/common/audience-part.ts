import { assertNever } from '../../shared/base/assert-never.ts';

/** The parts of an option that says whom a rule is about: `everyone` or `none`, `attribute=value`, or `memberOf=…`. */
type Part =
  | { readonly kind: 'whole' }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly value: string }
  | { readonly kind: 'group'; readonly distinguishedName: string };

const membership = 'memberOf=';

/** `whole`: the word for everyone, or for nobody. */
export function partOf(text: string, whole: string): Part {
  if (text === whole) return { kind: 'whole' };
  if (text.toLowerCase().startsWith(membership.toLowerCase())) {
    return { kind: 'group', distinguishedName: text.slice(membership.length) };
  }
  const at = text.indexOf('=');
  return { kind: 'attribute', attribute: text.slice(0, Math.max(at, 0)), value: text.slice(at + 1) };
}

export function audienceOf(part: Exclude<Part, { readonly kind: 'whole' }>): string {
  return part.kind === 'group' ? `${membership}${part.distinguishedName}` : `${part.attribute}=${part.value}`;
}

/** What an option holds as soon as its kind is chosen, with nothing filled in. */
export function beginning(kind: Part['kind'], whole: string): string {
  switch (kind) {
    case 'whole':
      return whole;
    case 'attribute':
      return audienceOf({ kind, attribute: '', value: '' });
    case 'group':
      return audienceOf({ kind, distinguishedName: '' });
    default:
      return assertNever(kind);
  }
}
