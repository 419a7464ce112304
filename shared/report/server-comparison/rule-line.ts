import { compareTexts as texts } from './texts.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { isCopy } from '../../entra-connect/rules/origin.ts';
import type { RuleLine } from './document.ts';

/** Names of the connectors of both sides, by identifier. */
export type ConnectorNames = ReadonlyMap<string, string>;

/** A rule as a list shows it. */
export function ruleLine(rule: SyncRule, names: ConnectorNames): RuleLine {
  const { id, name, precedence, direction, sourceObjectType, targetObjectType, disabled, immutableTag } = rule;
  return {
    ...{ id, name, precedence, direction, sourceObjectType, targetObjectType, disabled },
    connector: names.get(rule.connectorId) ?? texts.unknownConnector(rule.connectorId),
    kind: immutableTag !== '' ? 'default' : isCopy(rule) ? 'copy' : 'custom',
  };
}
