import type { AttributeFlow, SyncRule } from './model.ts';

/**
 * Whether two names are of the same attribute. They are compared without case: the Entra connector spells
 * msExchArchiveGuid what the metaverse spells msExchArchiveGUID.
 */
export function sameAttribute(left: string, right: string): boolean {
  // Asked of every flow of every rule, and most names already differ in length.
  return left.length === right.length && left.toLowerCase() === right.toLowerCase();
}

/** The flows of a rule to an attribute. */
export function flowsTo({ flows }: Pick<SyncRule, 'flows'>, attribute: string): readonly AttributeFlow[] {
  return flows.filter(({ destination }) => sameAttribute(destination, attribute));
}
