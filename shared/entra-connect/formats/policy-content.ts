import { exportFormatTexts as texts } from './texts.ts';
import { readNote, type ReadNote } from './export/problems.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import { flowsTo } from '../rules/flows-to.ts';
import type { GlobalParameters } from '../rules/model.ts';
import type { Policy } from './wizard-json/read-policy.ts';
import type { ExportContent } from './content.ts';
import { absent, part } from './held.ts';

/** What a settings file of the wizard tells of a server. */
export function contentOfPolicy(policy: Policy): ExportContent {
  return {
    format: 'policy',
    serverName: policy.serverName,
    rules: part(policy.customRules, texts.policyRulesUnknown),
    ruleHeaders: policy.standardRules,
    connectors: part(policy.connectors, texts.policyConnectorsPartial),
    globalParameters: part(parametersOf(policy), texts.noSettings),
    metaverseSchema: absent(texts.noSchema),
    document: undefined,
  };
}

/** The parameters that the file tells, by the names that a configuration export gives them (entra-connect.md §1.1). */
function parametersOf(policy: Policy): GlobalParameters {
  const { productVersion, autoUpgradeState, exportDeletionLimit, excludedAttributes } = policy;
  const told: readonly (readonly [string, string | undefined])[] = [
    ['Microsoft.Synchronize.ServerConfigurationVersion', productVersion],
    ['Microsoft.OptionalFeature.AutoUpgradeState', autoUpgradeState],
    // No source says what 0 stands for.
    ...(exportDeletionLimit === undefined || exportDeletionLimit === 0
      ? []
      : ([
          ['Microsoft.OptionalFeature.ExportDeletionThreshold', 'True'],
          ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', String(exportDeletionLimit)],
        ] as const)),
    ...(excludedAttributes.length === 0
      ? []
      : ([['Microsoft.AADFilter.AttributeExclusionList', excludedAttributes.join(', ')]] as const)),
  ];
  return new Map(told.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** What the file holds, what it lacks, and what of the mailbox GUID can be told from it. */
export function notesOnPolicy(file: string, policy: Policy): readonly ReadNote[] {
  const { customRules, standardRules, connectors, writtenAt, excludedAttributes } = policy;
  const contributing = customRules.filter((rule) => flowsTo(rule, mailboxGuidAttribute).length > 0);
  return [
    texts.policyHolds(customRules.length, standardRules.length, connectors.length, writtenAt),
    texts.policyLacks,
    texts.customContributors(contributing.map(({ name }) => name)),
    ...(excludedAttributes.length === 0 ? [] : [texts.excludedAttributes(excludedAttributes)]),
  ].map((text) => readNote(file, undefined, 'not-held', text));
}
