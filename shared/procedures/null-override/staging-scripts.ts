import { stagingFileTexts as texts } from './texts.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import {
  removalScript,
  stagingScript,
  type NamedConnectorRule,
} from '../../entra-connect/formats/powershell/staging-script.ts';
import { stateAfter } from '../../entra-connect/rules/rule-operation.ts';
import { connectorNameIn, type SealedChange } from '../steps/rules/sealed-change.ts';
import { stages } from './plan.ts';

/** Scripts for the staging servers: rules are not replicated, and their connectors have other identifiers (entra-connect.md §7.1). */
export function stagingScripts(change: SealedChange): readonly { readonly path: string; readonly text: string }[] {
  const after = (step: string) => statesAfter(change, step);
  const [first, wide] = [after(stages.add), after(stages.widen)];
  const whole = wide.length === 0 ? first : wide;
  return [
    { path: 'staging/add-override.ps1', text: stagingScript(named(whole, change), [texts.purpose, texts.howTo]) },
    ...(wide.length === 0
      ? []
      : [
          {
            path: 'staging/add-override-pilot.ps1',
            text: stagingScript(named(first, change), [texts.pilotPurpose, texts.howTo]),
          },
        ]),
    { path: 'staging/remove-override.ps1', text: removalScript(whole, [texts.removal, texts.howTo]) },
  ].map(({ path, text }) => ({ path, text: `\uFEFF${text}` }));
}

function statesAfter({ stages: all }: SealedChange, step: string): readonly SyncRule[] {
  const operations = all.find((stage) => stage.step === step)?.operations ?? [];
  return operations.map(stateAfter).filter((rule) => rule !== undefined);
}

function named(rules: readonly SyncRule[], { contributors }: SealedChange): readonly NamedConnectorRule[] {
  return rules.map((rule) => ({ rule, connectorName: connectorNameIn(contributors, rule) ?? rule.connectorId }));
}
