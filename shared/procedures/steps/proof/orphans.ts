import { success, type Result } from '../../../base/failure.ts';
import { selectionTexts } from '../rules/selection-texts.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import type { Connector, SyncRule } from '../../../entra-connect/rules/model.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { visitMetaverse } from './before-state.ts';
import type { Blocker } from '../rules/blockers.ts';
import { uncoveredTypes, type Census, type UncoveredType } from '../rules/census.ts';

/**
 * Objects whose rule is gone while its values are still in the metaverse: the next full synchronization removes all of
 * them. A forest that is left without rules on purpose has none: its users' values come from another connector
 * (entra-connect.md §7.2).
 */
export async function orphanBlockers(
  context: Reading,
  configuration: { readonly rules: readonly SyncRule[]; readonly connectors: readonly Connector[] },
  census: Census,
): Promise<Result<readonly Blocker[]>> {
  const blockers: Blocker[] = [];
  for (const uncovered of uncoveredTypes(configuration, census)) {
    const connector = { id: uncovered.connectorId, name: uncovered.connectorName };
    let orphans = 0;
    const visited = await visitMetaverse(context, [connector], ({ attributes }) => {
      if (attributes.get(mailboxGuidAttribute)?.connectorName === uncovered.connectorName) orphans += 1;
    });
    if (!visited.ok) return visited;
    if (orphans > 0) blockers.push(orphanBlocker(uncovered, orphans));
  }
  return success(blockers);
}

function orphanBlocker({ connectorName, objectType, disabledRule }: UncoveredType, orphans: number): Blocker {
  return disabledRule === undefined
    ? { id: 'rule-not-found', ...selectionTexts.orphansOfDeleted(orphans, objectType, connectorName) }
    : { id: 'rule-disabled', ...selectionTexts.orphansOfDisabled(orphans, objectType, disabledRule) };
}
