import { quoteLiteral } from '../quote-literal.ts';

/** What a script is given as data. */
export type ScriptData = string | number | boolean | readonly ScriptData[] | { readonly [name: string]: ScriptData };

/** Writes data as literals of PowerShell, without anything to expand; every text is quoted by `quoteLiteral`. */
export function dataLiteral(data: ScriptData, indent = ''): string {
  if (typeof data === 'string') return quoteLiteral(data);
  if (typeof data === 'boolean') return data ? '$true' : '$false';
  if (typeof data === 'number') return integerLiteral(data);
  const inner = `${indent}    `;
  if (isList(data)) {
    if (data.every((one) => typeof one !== 'object')) return `@(${data.map((one) => dataLiteral(one)).join(', ')})`;
    return `@(\n${data.map((one) => `${inner}${dataLiteral(one, inner)}`).join('\n')}\n${indent})`;
  }
  const members = Object.entries(data).map(([name, value]) => `${nameLiteral(name)} = ${dataLiteral(value, inner)}`);
  // What holds nothing below it reads best in one line.
  if (Object.values(data).every(isFlat)) return `@{ ${members.join('; ')} }`;
  return `@{\n${members.map((member) => `${inner}${member}`).join('\n')}\n${indent}}`;
}

function isFlat(data: ScriptData): boolean {
  return typeof data !== 'object' || (isList(data) && data.every((one) => typeof one !== 'object'));
}

function isList(data: ScriptData): data is readonly ScriptData[] {
  return Array.isArray(data);
}

function integerLiteral(data: number): string {
  if (!Number.isSafeInteger(data)) throw new Error(`${String(data)} is no integer`);
  return String(data);
}

/** Names come from us, never from a customer's server. */
function nameLiteral(name: string): string {
  if (!/^[A-Za-z]+$/.test(name)) throw new Error(`${name} is no name`);
  return name;
}
