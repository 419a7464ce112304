import { assertNever } from '../../base/assert-never.ts';
import type { EmptyPart } from './empty-parts.ts';
import type { Problem } from '../../base/words/problem.ts';

function partText(part: EmptyPart): string {
  switch (part.kind) {
    case 'field':
      return part.field;
    case 'flow':
      return `the ${part.flow.source.type} flow to ${part.flow.destination}`;
    case 'scope-group':
      return `group ${String(part.index + 1)} of the scoping filter`;
    case 'join-group':
      return `group ${String(part.index + 1)} of the join rules`;
    default:
      return assertNever(part);
  }
}

/** Why no script and no cmdlet can write a rule. */
export function emptyPartsText(ruleName: string, parts: readonly EmptyPart[]): string {
  return `The rule “${ruleName}” cannot be written because the cmdlets of the ADSync module take no empty value: ${parts.map(partText).join(', ')}.`;
}

export function emptyPartsProblem(ruleName: string, parts: readonly EmptyPart[]): Problem {
  return {
    reason: emptyPartsText(ruleName, parts),
    remedy:
      'Remove this part of the rule in the Synchronization Rules Editor, or give it a value. Then start again. Nothing was changed.',
  };
}
