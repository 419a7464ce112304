import { mailboxGuidAttribute } from '../../../../shared/entra-connect/attributes.ts';
import { contributionsTo } from '../../../../shared/entra-connect/contributors/contribution.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { putRule as putRuleOnServer, removeRule as removeRuleFromServer } from '../../ports/put-rule.ts';
import type { LabState } from '../../state.ts';

/** The strongest enabled rule that brings the mailbox GUID of AD users in: what Solution 1 is about. */
export function userContributor(state: LabState): SyncRule | undefined {
  const adConnectors = new Set(state.server.connectors.filter(({ kind }) => kind === 'ad').map(({ id }) => id));
  return contributionsTo(mailboxGuidAttribute, state.server.rules)
    .map(({ rule }) => rule)
    .find(
      (rule) =>
        rule.direction === 'inbound' &&
        !rule.disabled &&
        rule.sourceObjectType === 'user' &&
        adConnectors.has(rule.connectorId),
    );
}

/** Adds a rule, or puts it in place of the one with its identifier, as somebody did before we came. */
export function putRule(state: LabState, rule: SyncRule): void {
  const { readings } = state;
  // However it came about: an edited default is there.
  state.readings = { ...readings, modifiedStandardRule: 'accepted' };
  const answer = putRuleOnServer(state, rule);
  state.readings = readings;
  if (!answer.ok) throw new Error(answer.failure.raw);
}

export function removeRule(state: LabState, id: RuleId): void {
  const answer = removeRuleFromServer(state, id);
  if (!answer.ok) throw new Error(answer.failure.raw);
}

export function setParameter(state: LabState, name: string, value: string): void {
  state.server.globalParameters = new Map([...state.server.globalParameters, [name, value] as const]);
}
