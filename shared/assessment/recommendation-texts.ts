import type { Recommendation } from './assessment.ts';
import { procedureName } from '../base/words/procedure-names.ts';

/** Of an assessment, or of its report. */
interface Told {
  readonly procedure: string;
  readonly first: Recommendation['first'];
  readonly isUndecided?: true | undefined;
}

/** What a recommendation comes to, as it is told before what comes first and why. */
export function recommendationName({ procedure, first, isUndecided }: Told): string {
  if (procedure !== 'none') return procedureName(procedure);
  if (first.length > 0) return 'Complete the actions under “Do this first”';
  return isUndecided === true ? 'Unknown, because not all rules and connectors are known' : procedureName(procedure);
}

/** Over what a procedure will do to whom. */
export function ofProcedure(procedure: string): string {
  return `With “${procedureName(procedure)}”:`;
}
