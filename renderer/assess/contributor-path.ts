import type { Assessment } from '../../shared/assessment/assessment.ts';
import { contributionTexts } from '../../shared/entra-connect/contributors/texts.ts';
import { contributorTexts } from '../../shared/report/texts.ts';
import { ruleOnConnector } from '../../shared/entra-connect/rules/rule-name.ts';
import { canHaveValue } from '../../shared/entra-connect/contributors/attribute-end.ts';
import { isSameKind } from '../../shared/entra-connect/contributors/contributors.ts';

/** Who gives msExchMailboxGuid its value, as a picture shows it; made from the assessment alone. */

type Contribution = NonNullable<Assessment['contribution']>;
type Group = Contribution['now'][number];
type Rule = Group['rules'][number];

export interface PathRule {
  readonly key: string;
  readonly name: string;
  readonly precedence: number;
  readonly flow: string;
  readonly standing: Rule['standing'] | 'deleted';
  /** The standing as a sentence. */
  readonly text: string;
  readonly isNew: boolean;
}

/** The rules of one kind of object, and what they come to. */
interface PathSide {
  readonly rules: readonly PathRule[];
  /** Rules of other objects that may be joined to the same one. */
  readonly joined: readonly PathRule[];
  readonly end: string;
}

/** What objects of one type of one connector come to, or what the cloud receives. */
export interface ContributorPath {
  readonly key: string;
  readonly heading: string;
  readonly now: PathSide;
  /** Undefined: nothing is planned; `same`: the plan leaves it as it is. */
  readonly after: PathSide | 'same' | undefined;
}

type Outcome = 'goesOut' | 'perhapsOut' | 'goesOutEmpty';

export interface ContributorPicture {
  readonly paths: readonly ContributorPath[];
  /** What the cloud receives now, and after the planned change. */
  readonly now: Outcome;
  readonly after: Outcome | undefined;
  /** Which change that is; undefined: none is planned. */
  readonly change: string | undefined;
  /** Rules that nobody asks today, with their connectors. */
  readonly idle: readonly string[];
}

/** `chosen`: the procedure whose change is drawn; undefined: the one that the assessment plans. */
export function pictureOf(
  { contribution, connectors }: Pick<Assessment, 'contribution' | 'connectors'>,
  chosen: string | undefined,
): ContributorPicture | undefined {
  if (contribution === undefined) return undefined;
  const { idle } = contribution;
  const { procedure, after } = plannedBy(contribution, chosen);
  const now = [...contribution.now, ...onlyAfter(contribution.now, after ?? [])];
  const connectorName = (id: string) => connectors.find((connector) => connector.id === id)?.name ?? id;
  return {
    change: procedure === null ? undefined : contributionTexts.after(procedure),
    paths: now.map((group) => {
      const objects = contributionTexts.objects(group.connectorSpaceObjectType, connectorName(group.connectorId));
      return {
        key: `${group.direction} ${group.connectorId} ${group.connectorSpaceObjectType} ${group.metaverseObjectType}`,
        heading: `${contributionTexts.way[group.direction]} ${objects}`,
        now: sideOf(group, []),
        after: after === null ? undefined : afterSide(group, after),
      };
    }),
    now: outcomeOf(now),
    after: after === null ? undefined : outcomeOf(after),
    idle: idle.map(({ name, connectorId }) => ruleOnConnector(name, connectorName(connectorId))),
  };
}

function plannedBy(contribution: Contribution, chosen: string | undefined): Pick<Contribution, 'procedure' | 'after'> {
  if (chosen === undefined || chosen === contribution.procedure) return contribution;
  return contribution.others.find(({ procedure }) => procedure === chosen) ?? { procedure: null, after: null };
}

/** Objects that no rule contributes for before the change. */
function onlyAfter(now: readonly Group[], after: readonly Group[]): readonly Group[] {
  return after
    .filter((group) => !now.some((one) => isSameKind(one, group)))
    .map((group) => ({ ...group, rules: [], winner: null, end: 'empty' }));
}

function afterSide(former: Group, groups: readonly Group[]): PathSide | 'same' {
  const group = groups.find((one) => isSameKind(one, former)) ?? { ...former, rules: [], end: 'empty' };
  const isSame =
    group.rules.length === former.rules.length && former.rules.every((rule, at) => isSameRule(rule, group.rules[at]));
  return isSame ? 'same' : sideOf(group, former.rules);
}

/** A rule that gives something else than before is another step of the path, whatever its identifier. */
function isSameRule(before: Rule, after: Rule | undefined): boolean {
  return (
    before.contributor.ruleId === after?.contributor.ruleId &&
    contributorTexts.flow(before.contributor.flow) === contributorTexts.flow(after.contributor.flow)
  );
}

/** `former`: the rules before a change; what is no longer there is shown as deleted where it stood. */
function sideOf({ rules, direction, end }: Group, former: readonly Rule[]): PathSide {
  const isChange = former.length > 0;
  const isIn = (list: readonly Rule[], { contributor }: Rule) =>
    list.some((one) => one.contributor.ruleId === contributor.ruleId);
  const drawn = [
    ...rules.map((rule) => drawnRule(rule, rule.standing, isChange && !isIn(former, rule))),
    ...former.filter((rule) => !isIn(rules, rule)).map((rule) => drawnRule(rule, 'deleted', false)),
  ].toSorted((left, right) => left.precedence - right.precedence);
  return {
    rules: drawn.filter(({ isOfSameObject }) => isOfSameObject),
    joined: drawn.filter(({ isOfSameObject }) => !isOfSameObject),
    end: contributionTexts.end[direction][end],
  };
}

function drawnRule({ contributor, reach, text }: Rule, standing: PathRule['standing'], isNew: boolean) {
  const { ruleId: key, name, precedence, flow } = contributor;
  const isOfSameObject = reach === 'same-object';
  return { key, name, precedence, flow: contributorTexts.flow(flow), standing, text, isNew, isOfSameObject };
}

function outcomeOf(groups: readonly Group[]): Outcome {
  const waysOut = groups.filter(({ direction, end }) => direction === 'outbound' && canHaveValue(end));
  const sources = groups.filter(
    ({ direction, end, metaverseObjectType }) =>
      direction === 'inbound' &&
      canHaveValue(end) &&
      waysOut.some((way) => way.metaverseObjectType === metaverseObjectType),
  );
  if (sources.length === 0) return 'goesOutEmpty';
  return sources.some(({ end }) => end === 'value') ? 'goesOut' : 'perhapsOut';
}
