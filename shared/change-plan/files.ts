import {
  applyScript,
  undoScript,
  type ScriptedChange,
} from '../entra-connect/formats/powershell/change-script/change-script.ts';
import type { ConnectorId } from '../base/identifiers.ts';
import { stateAfter, stateBefore } from '../entra-connect/rules/rule-operation.ts';
import { changePlanJsonSchema, type ChangePlanDocument } from './model.ts';
import { changePlanPage } from './page.ts';

export const changePlanFile = 'change-plan.json';

/** Every file of a plan by its name; without scripts where nothing can be planned. */
export function changePlanFiles(plan: ChangePlanDocument): ReadonlyMap<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  const change = scriptedChange(plan);
  return new Map([
    ['change-plan.html', changePlanPage(plan)],
    [changePlanFile, json(plan)],
    ['change-plan.schema.json', json(changePlanJsonSchema())],
    ...(change === undefined
      ? []
      : ([
          ['apply.ps1', applyScript(change)],
          ['undo.ps1', undoScript(change)],
        ] as const)),
  ]);
}

/** What the scripts of a plan carry out; undefined: the plan changes no rule. */
function scriptedChange({
  id,
  hash,
  title,
  operations,
  facts,
  blockers,
}: ChangePlanDocument): ScriptedChange | undefined {
  if (operations.length === 0 || blockers.length > 0) return undefined;
  const touched = new Set<string>(
    operations.flatMap((operation) => {
      const rule = stateAfter(operation) ?? stateBefore(operation);
      return rule === undefined ? [] : [rule.connectorId];
    }),
  );
  const connectors = facts.connectors
    .filter((connector) => touched.has(connector.id))
    .map(({ id: connectorId, name }) => ({ id: connectorId as ConnectorId, name }));
  return { planId: id, planHash: hash, title, operations, connectors, stagingMode: facts.stagingMode };
}
