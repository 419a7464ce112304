import type { RuleId } from '../../base/identifiers.ts';
import type { ScopeCondition } from '../rules/model.ts';

/** Names and identifiers for rules that a change creates. */
export interface NewRules {
  /** The same for the same key in one run. */
  readonly idFor: (key: string) => RuleId;
  readonly copyName: (original: string) => string;
  readonly overrideName: (objectType: string) => string;
  readonly overrideDescription: string;
  /** Whom an override is about: everybody but those whose mailbox is in the cloud. */
  readonly overrideScope: readonly (readonly ScopeCondition[])[];
}
