import { authoritativeNull, ignoreThisFlow, type Evaluated } from './runtime.ts';

/** The constants that decide about a flow instead of giving it a value (entra-connect.md §4). */
export type FlowConstant = 'NULL' | 'AuthoritativeNull' | 'IgnoreThisFlow';

const constants: ReadonlyMap<string, Evaluated> = new Map<string, Evaluated>([
  ['True', true],
  ['False', false],
  ['NULL', undefined],
  ['AuthoritativeNull', authoritativeNull],
  ['IgnoreThisFlow', ignoreThisFlow],
  ['CRLF', '\r\n'],
  // Options of functions stand for their own names.
  ...['vbTextCompare', 'vbBinaryCompare', 'CaseInsensitive', 'CaseSensitive'].map((name) => [name, name] as const),
  ...['Unicode', 'ASCII', 'UTF8', 'DC'].map((name) => [name, name] as const),
]);

/** Names are case-sensitive: `Null` is not `NULL`. */
export function isKnownConstant(name: string): boolean {
  return constants.has(name);
}

export function isFlowConstant(name: string): name is FlowConstant {
  return name === 'NULL' || name === 'AuthoritativeNull' || name === 'IgnoreThisFlow';
}

export function constantValue(name: string): Evaluated {
  return constants.get(name);
}
