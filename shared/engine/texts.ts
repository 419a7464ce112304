import { assertNever } from '../base/assert-never.ts';
import type { Refusal } from './contract/refusal.ts';
import { grouped } from '../base/words/counted.ts';
import type { Problem } from '../base/words/problem.ts';

/** An answer whose number was not typed, or is not the one that was read. */
export function unconfirmedTexts(
  asked: { readonly count: number; readonly of: string },
  typed: number | undefined,
): Problem {
  const count = grouped(asked.count);
  return {
    reason:
      typed === undefined
        ? `The answer needs the number of ${asked.of} as confirmation: ${count}.`
        : `${grouped(typed)} is not the number of ${asked.of}: ${count}.`,
    remedy: 'Check the list, and type its number.',
  };
}

/** Why an intent was not carried out, for a person. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case 'busy':
      return 'Another action is still going on.';
    case 'closed':
      return 'The run is closed. Resume it first.';
    case 'not-now':
      return 'This is not possible where the run stands now.';
    case 'other-plan':
      return 'The plan has changed since it was shown. Look at it again.';
    case 'confirmation-missing':
      return `This step cannot be undone: it needs the number of ${refusal.of} as confirmation.`;
    case 'confirmation-wrong':
      return `${refusal.given} is not the number of ${refusal.of}. Look at the list again.`;
    case 'reason-missing':
      return 'Give a reason for the record.';
    case 'destructive':
      return 'A destructive step is never passed with a reason.';
    case 'cannot-be-undone':
      return 'This step cannot be undone.';
    case 'still-writing':
      return 'A write that was told to stop has not ended yet. Wait, then resume.';
    default:
      return assertNever(refusal);
  }
}
