import { canContribute, type RankedContributor } from './contributor-ranking.ts';

/** What becomes of the attribute in the metaverse for objects of a group. */
export const attributeEnds = [
  /** Where the source has a value. */
  'value',
  /** Only where an expression gives one. */
  'perhaps',
  'cleared',
  /** Cleared, but not for the objects at which the rule that clears it yields. */
  'cleared-for-some',
  /** One rule gives it to some objects, to the others nobody. */
  'for-some',
  /** Nobody contributes. */
  'empty',
  /** No rule manages it: what is stored stays. */
  'stays',
  /** The objects fail to synchronize: what is stored stays. */
  'fails',
  'fails-for-some',
  /** What the rules make of it cannot be predicted. */
  'unknown',
] as const;
export type AttributeEnd = (typeof attributeEnds)[number];

/** What the rules of the objects themselves come to, where no kind of users is known that they are about. */
export function endOf(ranking: readonly RankedContributor[]): AttributeEnd {
  const own = ranking.filter(({ reach }) => reach === 'same-object');
  const failing = own.find(isFailing);
  if (failing !== undefined) return isWhole(failing.standing) ? 'fails' : 'fails-for-some';
  const asked = own.filter(({ standing }) => canContribute(standing));
  const [first] = asked;
  if (first === undefined) return 'empty';
  if (asked.every(isClearing)) return 'cleared';
  if (isClearing(first)) return 'cleared-for-some';
  return asked.some(isCertain) ? 'value' : 'perhaps';
}

function isFailing({ standing }: RankedContributor): boolean {
  return standing.kind === 'fails' || standing.kind === 'conflicts';
}

function isWhole(standing: RankedContributor['standing']): boolean {
  return standing.kind === 'fails' && standing.unless.length === 0;
}

function isClearing({ contributor, standing }: RankedContributor): boolean {
  return standing.kind === 'clears' || contributor.flow.expression?.trim() === 'AuthoritativeNull';
}

/** Gives a value to every object whose source has one. */
function isCertain({ contributor }: RankedContributor): boolean {
  return contributor.flow.type !== 'expression';
}

/** Whether an object of such a group can bring the attribute to where it flows on. */
export function canHaveValue(end: AttributeEnd): boolean {
  return end !== 'empty' && end !== 'cleared';
}
