import type { RuleId } from '../../../shared/base/identifiers.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { nextGuid } from '../sync-engine/guid-source.ts';
import type { LabState } from '../state.ts';

const versionParameter = 'Microsoft.Synchronize.ServerConfigurationVersion';
/** Custom rules at or above this number may be moved by an upgrade (entra-connect.md §1.2, §4 upgrade matrix). */
const firstStandardPrecedence = 100;

/**
 * An upgrade of the server: deleted default rules come back, enabled, at their own numbers; disabled ones stay disabled;
 * custom rules that stand in the way move up (entra-connect.md §0.2, §4).
 */
export function upgradeServer(state: LabState, version: string): void {
  const { server } = state;
  const present = new Set(server.rules.filter(({ immutableTag }) => immutableTag !== '').map(identityOf));
  const recreated = server.standardRules
    .filter((rule) => !present.has(identityOf(rule)))
    .map((rule) => recreate(state, rule));
  server.rules = withoutCollisions([...server.rules, ...recreated]);
  server.productVersion = version;
  server.globalParameters = new Map([...server.globalParameters, [versionParameter, version]]);
  for (const { id } of server.connectors) {
    server.connectorOverrides.set(id, { fullImportRequired: true, fullSyncRequired: true });
  }
}

/** A default rule is known by its connector and by its tag without the version, or two tags of one rule would be two rules. */
function identityOf({ connectorId, immutableTag }: SyncRule): string {
  return `${connectorId}/${immutableTag.replace(/\.\d+$/, '')}`;
}

function recreate(state: LabState, rule: SyncRule): SyncRule {
  const id = state.readings.recreatedRuleIdentifier === 'same' ? rule.id : (nextGuid(state.guids) as RuleId);
  return { ...rule, id, internalId: id, disabled: false };
}

/** Standard rules keep their numbers; a custom rule in the standard range takes the next free one. */
function withoutCollisions(rules: readonly SyncRule[]): readonly SyncRule[] {
  const taken = new Set(rules.filter(isFixed).map(({ precedence }) => precedence));
  const moved = new Map<RuleId, number>();
  for (const rule of rules.filter((candidate) => !isFixed(candidate)).toSorted(byPrecedence)) {
    let precedence = rule.precedence;
    while (taken.has(precedence)) precedence += 1;
    taken.add(precedence);
    moved.set(rule.id, precedence);
  }
  return rules.map((rule) => ({ ...rule, precedence: moved.get(rule.id) ?? rule.precedence }));
}

function isFixed({ immutableTag, precedence }: SyncRule): boolean {
  return immutableTag !== '' || precedence < firstStandardPrecedence;
}

function byPrecedence(left: SyncRule, right: SyncRule): number {
  return left.precedence - right.precedence;
}
