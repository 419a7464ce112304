import type { ChosenPath } from './chosen-path.ts';
import { procedureName } from '../base/words/procedure-names.ts';

export const reasonText =
  'Why you chose a procedure that is not recommended. It is recorded, and printed in the report.';

/** Why a run is not begun; undefined: no procedure is recommended. */
export function reasonNeededText(chosen: string, recommended: string | undefined): string {
  return recommended === undefined
    ? `The assessment does not recommend a procedure. A reason is required to run ${chosen}.`
    : `The assessment recommends ${recommended}. A reason is required to run ${chosen} instead.`;
}

/** Which path was taken, beside the recommended one. */
export function chosenPathText({ chosen, recommended, reason }: ChosenPath): readonly string[] {
  const why = reason === undefined ? 'No reason was given.' : `Reason given: ${reason}`;
  if (recommended === undefined)
    return [`“${procedureName(chosen)}” was chosen.`, ...(reason === undefined ? [] : [why])];
  if (recommended === chosen) {
    return [
      `“${procedureName(chosen)}” was chosen, as the assessment recommends.`,
      ...(reason === undefined ? [] : [why]),
    ];
  }
  return [`“${procedureName(chosen)}” was chosen. The assessment recommends “${procedureName(recommended)}”.`, why];
}
