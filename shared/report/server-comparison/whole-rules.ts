import { standingText, type NamesOfRules } from '../../messages/contributors.ts';
import { ruleOnConnector } from '../../messages/rule-name.ts';
import { wholeRuleParts } from '../../procedures/rule-comparison.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import { contributorsOf } from '../../sync-rules/contributors.ts';
import type { ExportContent } from '../../sync-rules/formats/content.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { WholeRule } from './document.ts';
import { ruleLine, type ConnectorNames } from './rule-line.ts';

/** Rules that one side alone has, with everything that they do, and what that comes to for the mailbox GUID. */
export function wholeRules(
  rules: readonly SyncRule[],
  { rules: held }: ExportContent,
  side: 'before' | 'after',
  names: ConnectorNames,
): readonly WholeRule[] {
  const standings = guidStandings(held.kind === 'absent' ? rules : held.value, names);
  return rules.map((rule) => {
    const mailboxGuid = standings.get(rule.id);
    return {
      ...ruleLine(rule, names),
      content: wholeRuleParts(rule, side),
      ...(mailboxGuid !== undefined && { mailboxGuid }),
    };
  });
}

/** What each rule that flows the GUID is among those that do so for the same objects. */
function guidStandings(rules: readonly SyncRule[], connectors: ConnectorNames): ReadonlyMap<string, string> {
  const known = new Map(
    rules.map((rule) => [rule.id as string, ruleOnConnector(rule.name, connectors.get(rule.connectorId))]),
  );
  const names: NamesOfRules = {
    ruleName: (id) => known.get(id) ?? id,
    connectorName: (id) => connectors.get(id) ?? id,
  };
  const { groups } = contributorsOf(mailboxGuidAttribute, { rules });
  return new Map(
    groups.flatMap(({ ranking }) =>
      ranking
        .filter(({ reach }) => reach === 'same-object')
        .map(({ contributor, standing }) => [contributor.ruleId, standingText(standing, names)] as const),
    ),
  );
}
