import { canContribute, type RankedContributor } from './contributor-ranking.ts';

/** What becomes of the attribute in the metaverse for objects of a group. */
export type AttributeEnd =
  /** Where the source has a value. */
  | 'value'
  /** Only where an expression gives one, or another object is joined. */
  | 'perhaps'
  | 'cleared'
  /** Cleared, but not for the objects at which the rule that clears it yields. */
  | 'cleared-for-some'
  /** Nobody contributes. */
  | 'empty';

/** What a ranking comes to. */
export function endOf(ranking: readonly RankedContributor[]): AttributeEnd {
  const asked = ranking.filter(({ standing }) => canContribute(standing));
  const [first] = asked;
  if (first === undefined) return 'empty';
  if (asked.every(isClearing)) return 'cleared';
  if (isClearing(first)) return 'cleared-for-some';
  return asked.some(isCertain) ? 'value' : 'perhaps';
}

function isClearing({ contributor }: RankedContributor): boolean {
  return contributor.flow.expression?.trim() === 'AuthoritativeNull';
}

/** Gives a value to every object whose source has one. */
function isCertain({ reach, contributor, standing }: RankedContributor): boolean {
  return reach === 'same-object' && canContribute(standing) && contributor.flow.type !== 'expression';
}

/** Whether an object of such a group can bring the attribute to where it flows on. */
export function canHaveValue(end: AttributeEnd): boolean {
  return end !== 'empty' && end !== 'cleared';
}
