import type { CarryObstacle } from '../../shared/entra-connect/comparison/carry.ts';
import type { RuleOperation } from '../../shared/entra-connect/rules/rule-operation.ts';
import { dnsNameOf } from '../../shared/entra-connect/comparison/translate-domains.ts';
import { assertNever } from '../../shared/base/assert-never.ts';
import { counted, enumerated } from '../../shared/base/words/counted.ts';

/** Texts of the script that gives another server the same customizations. */
export const carryTexts = {
  title: (on: string, other: string) => `Customizations of ${on} for ${other}`,
  heading: 'Customizations for the second server',
  columns: ['Rule', 'Precedence', 'What happens', 'Reason'],
  count: (operations: number, refused: number) =>
    `${counted(operations, 'change')} of the second server in the script, ${counted(refused, 'customization')} not carried.`,
  nothing: 'The second server has the customizations of the first already. No script was written.',
  nothingPossible: 'No customization can be carried. No script was written.',
  baseline: 'The default rules are no server: --script needs a second server.',
  incomplete: 'The script needs every rule and every connector of the second server.',
  incompleteRemedy:
    'Give a configuration export of the second server: Get-ADSyncServerConfiguration -Path <folder> writes it.',
  refused: 'Not carried',
  kept: 'Stays as it is',
  keptReason: 'Only the second server has this custom rule.',
  domains: (on: string, other: string) => `In the rules, ${on} is replaced by ${other}.`,
  how: (folder: string) =>
    `Run apply.ps1 with -WhatIf on the second server first. undo.ps1 restores its rules. Both are in ${folder}.`,
} as const;

export function carryOperationText(operation: RuleOperation): string {
  switch (operation.kind) {
    case 'create':
      return 'Create the custom rule';
    case 'remove':
      return 'Delete the rule';
    case 'replace': {
      const { before, after } = operation;
      if (before.immutableTag === '') return 'Change the custom rule';
      return after.disabled ? 'Disable the default rule' : 'Enable the default rule';
    }
    default:
      return assertNever(operation);
  }
}

export function carryObstacleText(obstacle: CarryObstacle): string {
  switch (obstacle.kind) {
    case 'connector-unknown':
      return 'The second server has no connector that corresponds to the connector of the rule.';
    case 'precedence-taken':
      return `Precedence ${String(obstacle.precedence)} is taken by “${obstacle.holder}” on the second server.`;
    case 'default-rule-differs':
      return 'The default rule differs in flows, scoping filter, join rules, or order. Change it by hand, in a copy.';
    case 'attributes-missing':
      return `The second server does not have ${enumerated(obstacle.attributes)}.`;
    case 'domains-unknown':
      return `The rule names ${enumerated(obstacle.domains.map(dnsNameOf))}, which the second server does not have. Add --map-domain <first=second>.`;
    case 'reference-unknown':
      return 'The rule is placed before or after a rule that the second server does not have.';
    default:
      return assertNever(obstacle);
  }
}
