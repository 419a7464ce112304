import type { AttributeFlow, SyncRule } from './model.ts';

/** A part of a rule that is empty where the cmdlets of the ADSync module take no empty value (metadata of 2.2.8.0). */
export type EmptyPart =
  | { readonly kind: 'field'; readonly field: 'name' | 'sourceObjectType' | 'targetObjectType' }
  | { readonly kind: 'flow'; readonly flow: AttributeFlow }
  | { readonly kind: 'scope-group' | 'join-group'; readonly index: number };

/** What of a rule a server may hold, but no cmdlet can write; empty: nothing. */
export function emptyParts(rule: SyncRule): readonly EmptyPart[] {
  const fields = (['name', 'sourceObjectType', 'targetObjectType'] as const).filter((field) => rule[field] === '');
  return [
    ...fields.map((field) => ({ kind: 'field', field }) as const),
    ...rule.flows.filter(isEmpty).map((flow) => ({ kind: 'flow', flow }) as const),
    ...emptyGroups(rule.scopeGroups).map((index) => ({ kind: 'scope-group', index }) as const),
    ...emptyGroups(rule.joinGroups).map((index) => ({ kind: 'join-group', index }) as const),
  ];
}

function isEmpty({ destination, source }: AttributeFlow): boolean {
  if (destination === '') return true;
  switch (source.type) {
    case 'direct':
      return source.attributes.length === 0 || source.attributes.includes('');
    case 'constant':
      return source.value === '';
    case 'expression':
      return source.expression === '' || source.attributes.includes('');
  }
}

function emptyGroups(groups: readonly (readonly unknown[])[]): readonly number[] {
  return groups.flatMap((group, index) => (group.length === 0 ? [index] : []));
}
