import type { Json } from '../json.ts';

/** Words for what is no text of its own in a plan or a proof. */
const valueWords = { absent: 'absent', empty: '(empty)', none: 'none', yes: 'yes', no: 'no' } as const;

/** A value of a plan or of a proof as a person reads it: one line, or one for each item of a list and each part of an object. */
export function valueLines(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [valueWords.absent];
  if (value === '') return [valueWords.empty];
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [value ? valueWords.yes : valueWords.no];
  if (typeof value === 'number') return [value.toLocaleString('en-US')];
  const lines = isList(value)
    ? value.flatMap(valueLines)
    : Object.entries(value).map(([name, part]) => `${name}: ${valueLines(part).join(', ')}`);
  return lines.length === 0 ? [valueWords.none] : lines;
}

/** The same with one line below the other. */
export function valueText(value: Json | undefined): string {
  return valueLines(value).join('\n');
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
