import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import { contributorTexts } from '../../shared/messages/report.ts';
import { pictureTexts } from '../../shared/messages/window-assess.ts';

/** Who gives msExchMailboxGuid its value, as a picture shows it; made from the assessment alone. */

type Rule = Assessment['contributors'][number];

type RuleStanding =
  | 'wins'
  | 'clears'
  | 'nothing'
  /** Asked only where every earlier rule gives nothing. */
  | 'later'
  | 'disabled'
  | 'deleted';

export interface PathRule {
  readonly key: string;
  readonly name: string;
  readonly precedence: number;
  readonly flow: string;
  readonly standing: RuleStanding;
  readonly isNew: boolean;
}

/** What objects of one type of one connector come to. */
export interface ContributorPath {
  readonly key: string;
  readonly connector: string;
  readonly objectType: string;
  readonly rules: readonly PathRule[];
  readonly value: 'valued' | 'perhaps' | 'emptied' | 'cleared' | 'noContributor';
}

export interface ContributorPicture {
  readonly paths: readonly ContributorPath[];
  readonly outbound: readonly PathRule[];
}

/** A rule as it is, or as a plan would have it. */
interface Drawn {
  readonly rule: Rule;
  readonly name: string;
  readonly fate: 'present' | 'new' | 'deleted';
}

/** As the server is now. */
export function pictureNow(assessment: Assessment): ContributorPicture {
  return draw(
    assessment,
    assessment.contributors.map((rule) => ({ rule, name: rule.name, fate: 'present' })),
  );
}

/** As null-clone with its standard options leaves it; undefined when it would treat no rule. */
export function pictureAfterNullClone(assessment: Assessment): ContributorPicture | undefined {
  const treated = new Set(assessment.contributors.filter((rule) => isTreated(rule, assessment)));
  if (treated.size === 0) return undefined;
  const drawn = assessment.contributors.flatMap((rule): readonly Drawn[] => {
    if (!treated.has(rule)) return [{ rule, name: rule.name, fate: 'present' }];
    return [
      { rule: nullCopyOf(rule), name: pictureTexts.copy(rule.name), fate: 'new' },
      { rule, name: rule.name, fate: 'deleted' },
    ];
  });
  return draw(assessment, drawn);
}

/** Whether the assessment counted the rule among those that null-clone is about. */
function isTreated(rule: Rule, { affected }: Assessment): boolean {
  if (rule.direction !== 'inbound' || rule.disabled || rule.origin !== 'default') return false;
  return affected.some(
    ({ connectorId, objectType }) => connectorId === rule.connectorId && objectType === rule.sourceObjectType,
  );
}

function nullCopyOf(rule: Rule): Rule {
  const { applyOnce, mergeType } = rule.flow;
  return { ...rule, origin: 'clone', flow: { type: 'expression', expression: 'NULL', applyOnce, mergeType } };
}

function draw(assessment: Assessment, drawn: readonly Drawn[]): ContributorPicture {
  const inbound = Map.groupBy(
    drawn.filter(({ rule }) => rule.direction === 'inbound'),
    ({ rule }) => `${rule.connectorId} ${rule.sourceObjectType}`,
  );
  return {
    paths: [...inbound].map(([key, members]) => {
      const rules = inOrder(members);
      const { connectorId = '', sourceObjectType = '' } = members[0]?.rule ?? {};
      return {
        key,
        connector: assessment.connectors.find(({ id }) => id === connectorId)?.name ?? connectorId,
        objectType: sourceObjectType,
        rules,
        value: valueOf(rules, members),
      };
    }),
    outbound: inOrder(drawn.filter(({ rule }) => rule.direction === 'outbound')),
  };
}

function inOrder(drawn: readonly Drawn[]): readonly PathRule[] {
  let hasWinner = false;
  return drawn
    .toSorted((left, right) => left.rule.precedence - right.rule.precedence)
    .map(({ rule, name, fate }) => {
      const standing = standingOf(rule, fate, hasWinner);
      hasWinner ||= standing === 'wins' || standing === 'clears';
      return {
        key: `${rule.ruleId} ${fate}`,
        name,
        precedence: rule.precedence,
        flow: contributorTexts.flow(rule.flow),
        standing,
        isNew: fate === 'new',
      };
    });
}

function standingOf({ disabled, flow }: Rule, fate: Drawn['fate'], hasWinner: boolean): RuleStanding {
  if (fate === 'deleted') return 'deleted';
  if (disabled) return 'disabled';
  const literal = flow.type === 'expression' ? flow.expression?.trim().toLowerCase() : undefined;
  if (literal === 'null' || literal === 'ignorethisflow') return 'nothing';
  if (hasWinner) return 'later';
  return literal === 'authoritativenull' ? 'clears' : 'wins';
}

function valueOf(rules: readonly PathRule[], drawn: readonly Drawn[]): ContributorPath['value'] {
  const winner = rules.find(({ standing }) => standing === 'wins' || standing === 'clears');
  if (winner === undefined) return rules.some(({ standing }) => standing === 'nothing') ? 'emptied' : 'noContributor';
  if (winner.standing === 'clears') return 'cleared';
  const isExpression = drawn.some(
    ({ rule, fate }) => `${rule.ruleId} ${fate}` === winner.key && rule.flow.type === 'expression',
  );
  return isExpression ? 'perhaps' : 'valued';
}
