import type { RuleId } from '../../../../shared/base/identifiers.ts';
import type { ScopeCondition } from '../../../../shared/entra-connect/rules/model.ts';

/** Why no object can be invented to which a rule applies. */
export type UnreachableReason =
  /** No value of the attribute satisfies these clauses together. */
  | { readonly kind: 'contradiction'; readonly attribute: string; readonly clauses: readonly ScopeCondition[] }
  /** No enabled inbound rule flows the metaverse attribute that the scope asks for. */
  | { readonly kind: 'no-contributor'; readonly clause: ScopeCondition; readonly metaverseType: string }
  /** No enabled rule brings objects of this type to the metaverse, or to the connector. */
  | { readonly kind: 'no-provisioning'; readonly objectType: string; readonly connectorName: string }
  /** The rule joins by attributes that no other object has in the metaverse. */
  | { readonly kind: 'no-join-partner'; readonly attributes: readonly string[] }
  /** What it would join is in the metaverse only for an object of the same connector, which is connected already. */
  | { readonly kind: 'joins-own-connector'; readonly connectorName: string }
  /** The connector synchronizes no container, or none of the object's type. */
  | { readonly kind: 'type-not-synchronized'; readonly objectType: string; readonly connectorName: string }
  /** The scope asks for members of a group outside the synchronized containers. */
  | { readonly kind: 'group-not-synchronized'; readonly group: string }
  /** Rules decide about the attribute in a way that no tried object satisfies. */
  | { readonly kind: 'not-found'; readonly clause: ScopeCondition }
  /** An object was invented, and still the rule applied to none after synchronization. */
  | { readonly kind: 'did-not-fire'; readonly distinguishedName: string };

/** What became of one scope group of a rule; a rule without scope counts as one group. */
export interface WitnessOutcome {
  readonly ruleId: RuleId;
  readonly ruleName: string;
  /** Counted from 0. */
  readonly group: number;
  readonly result:
    | {
        readonly kind: 'witnessed';
        readonly distinguishedName: string;
        /** Attributes whose values the scope takes from the cloud: they are there after the first export. */
        readonly fromCloud: readonly string[];
      }
    | { readonly kind: 'unreachable'; readonly reason: UnreachableReason };
}
