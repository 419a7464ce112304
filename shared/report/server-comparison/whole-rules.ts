import { standingText, type NamesOfRules } from '../../entra-connect/contributors/texts.ts';
import { ruleOnConnector } from '../../entra-connect/rules/rule-name.ts';
import { wholeRuleParts } from '../../entra-connect/rules/rule-comparison.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { contributorsOf } from '../../entra-connect/contributors/contributors.ts';
import type { ExportContent } from '../../entra-connect/formats/content.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
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
