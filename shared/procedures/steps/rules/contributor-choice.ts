import type { RuleId } from '../../../base/identifiers.ts';
import { selectionTexts } from './selection-texts.ts';
import type { Contribution } from '../../../entra-connect/contributors/contribution.ts';
import type { Blocker } from './blockers.ts';
import type { NameOfRule } from '../idle/situation.ts';

/** There is no such rule on this server. */
export function unknownRule(id: RuleId): Blocker {
  return { id: 'rule-not-found', ...selectionTexts.unknownRule(id) };
}

/** There is no rule to work on: say which of the known reasons it is. */
export function notFound(inbound: readonly Contribution[], nameOf: NameOfRule): Blocker {
  const disabled = inbound.find(({ rule, contributor }) => rule.disabled && contributor.origin === 'default');
  const text = disabled === undefined ? selectionTexts.noRule : selectionTexts.disabledDefault(nameOf(disabled.rule));
  return { id: disabled === undefined ? 'rule-not-found' : 'rule-disabled', ...text };
}
