/** An error of one object; `type` is the product's word, e.g. `AttributeValueMustBeUnique`, `ambiguous-join`. */
export interface ObjectError {
  readonly type: string;
  readonly text: string;
}

const unpredictableType = 'unpredictable-expression';

/** Errors of one object. The product's own type words are documented nowhere for these cases: they are the lab's. */
export const objectErrors = {
  severalJoinRules: (ruleNames: readonly string[]): ObjectError => ({
    type: 'multiple-join-rules',
    text: `Several synchronization rules with join rules are in scope: ${ruleNames.join(', ')}. Only one may be.`,
  }),
  severalObjectsOfOneConnector: (distinguishedName: string): ObjectError => ({
    type: 'ambiguous-import-flow-from-multiple-connectors',
    text: `The metaverse object found by the join rules is joined to ${distinguishedName} of the same connector already.`,
  }),
  mixedMergeTypes: (attribute: string, ruleNames: readonly string[]): ObjectError => ({
    type: 'merge-type-conflict',
    text: `The rules in scope flow ${attribute} with different merge types: ${ruleNames.join(', ')}.`,
  }),
  flowFailed: (attribute: string, ruleName: string, reason: string): ObjectError => ({
    type: 'attribute-flow-error',
    text: `${attribute} by ${ruleName}: ${reason}`,
  }),
  unpredictable: (attribute: string, ruleName: string, reason: string): ObjectError => ({
    type: unpredictableType,
    text: `${attribute} by ${ruleName} cannot be predicted: ${reason}`,
  }),
  noDistinguishedName: (ruleName: string): ObjectError => ({
    type: 'provisioning-without-dn',
    text: `${ruleName} provisions an object but no rule in scope gives it a distinguished name.`,
  }),
  distinguishedNameTaken: (distinguishedName: string): ObjectError => ({
    type: 'cs-object-already-joined',
    text: `${distinguishedName} belongs to another metaverse object.`,
  }),
  notReimported: (): ObjectError => ({
    type: 'exported-change-not-reimported',
    text: 'The connected directory does not hold what was exported to it.',
  }),
} as const;

/** What the product itself does there is told by no public source. */
export function isUnpredictable({ type }: ObjectError): boolean {
  return type === unpredictableType;
}
