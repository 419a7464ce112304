import { failed, success, type FailureCode, type Result } from '../../../shared/base/failure.ts';
import type { ConnectorId, RuleId } from '../../../shared/base/identifiers.ts';
import { emptyPartsText } from '../../../shared/entra-connect/rules/empty-parts-texts.ts';
import { syncServerTexts } from '../texts.ts';
import { emptyParts } from '../../../shared/entra-connect/rules/empty-parts.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import type { LabState } from '../state.ts';

/** `Add-ADSyncRule`: creates a rule, or replaces the one of the same identifier (entra-connect.md §3.2). */
export function putRule(state: LabState, rule: SyncRule): Result<void> {
  const { server } = state;
  const refused = (code: FailureCode, raw: string) =>
    failed({ code, during: `Add-ADSyncRule ${rule.name}`, raw, retry: 'pointless' });
  const empty = emptyParts(rule);
  if (empty.length > 0) return refused('invalid-input', emptyPartsText(rule.name, empty));
  const connector = server.connectors.find(({ id }) => id === rule.connectorId);
  if (connector === undefined) return refused('connector-unknown', syncServerTexts.unknownConnector);
  const schema = rule.direction === 'inbound' ? server.metaverseSchema : connector.schema;
  // A schema that names no attributes cannot tell which are unknown.
  const unknown = rule.flows.find(
    ({ destination }) => schema.attributes.size > 0 && !schema.attributes.has(destination),
  );
  if (unknown !== undefined) {
    const raw = syncServerTexts.unknownAttribute(rule.name, rule.id, unknown.destination);
    return refused('rule-attribute-unknown', raw);
  }
  const present = server.rules.find(({ id }) => id === rule.id);
  const namesake = server.rules.find(({ id, precedence }) => id !== rule.id && precedence === rule.precedence);
  if (namesake !== undefined && state.readings.duplicatePrecedence === 'refused') {
    return refused('duplicate-precedence', syncServerTexts.duplicatePrecedence(rule.precedence, namesake.name));
  }
  if (state.readings.modifiedStandardRule === 'refused' && present !== undefined && isModifiedStandard(present, rule)) {
    return refused('invalid-input', syncServerTexts.modifiedStandardRule(rule.name));
  }
  server.rules =
    present === undefined
      ? [...server.rules, rule]
      : server.rules.map((other) => (other.id === rule.id ? rule : other));
  requireFullSync(state, rule.connectorId);
  if (present !== undefined) requireFullSync(state, present.connectorId);
  return success(undefined);
}

/** `Remove-ADSyncRule -Identifier`. */
export function removeRule(state: LabState, id: RuleId): Result<void> {
  const { server } = state;
  const rule = server.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    return failed({
      code: 'not-found',
      during: `Remove-ADSyncRule ${id}`,
      raw: syncServerTexts.unknownRule(id),
      retry: 'pointless',
    });
  }
  server.rules = server.rules.filter((candidate) => candidate.id !== id);
  requireFullSync(state, rule.connectorId);
  return success(undefined);
}

/** A changed rule makes the next cycle synchronize its connector in full (entra-connect.md §0.9). */
function requireFullSync({ server }: LabState, connectorId: ConnectorId): void {
  const fullImportRequired = server.connectorOverrides.get(connectorId)?.fullImportRequired ?? false;
  server.connectorOverrides.set(connectorId, { fullImportRequired, fullSyncRequired: true });
}

/** Switching a standard rule on or off, or moving it, is no modification (entra-connect.md §3.2). */
function isModifiedStandard(before: SyncRule, after: SyncRule): boolean {
  if (before.immutableTag === '') return false;
  const essence = ({ disabled: _disabled, precedence: _precedence, ...rest }: SyncRule) => JSON.stringify(rest);
  return essence(before) !== essence(after);
}
