import { mailboxGuidAttribute } from '../../../../shared/sync-rules/clone.ts';
import { contributionsTo } from '../../../../shared/sync-rules/contribution.ts';
import type { ConnectorId, RuleId } from '../../../../shared/identifiers.ts';
import type { SyncRule } from '../../../../shared/sync-rules/model.ts';
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
  const { rules } = state.server;
  const isKnown = rules.some(({ id }) => id === rule.id);
  state.server.rules = isKnown ? rules.map((known) => (known.id === rule.id ? rule : known)) : [...rules, rule];
  requireFullSynchronization(state, rule.connectorId);
}

export function removeRule(state: LabState, id: RuleId): void {
  const removed = state.server.rules.find((rule) => rule.id === id);
  state.server.rules = state.server.rules.filter((rule) => rule.id !== id);
  if (removed !== undefined) requireFullSynchronization(state, removed.connectorId);
}

export function setParameter(state: LabState, name: string, value: string): void {
  state.server.globalParameters = new Map([...state.server.globalParameters, [name, value] as const]);
}

/** A changed rule raises the flag of its connector (entra-connect.md §0.9). */
function requireFullSynchronization(state: LabState, connectorId: ConnectorId): void {
  const known = state.server.connectorOverrides.get(connectorId);
  state.server.connectorOverrides.set(connectorId, {
    fullImportRequired: known?.fullImportRequired ?? false,
    fullSyncRequired: true,
  });
}
