import type { RuleId } from '../base/identifiers.ts';
import { plannedRuleTexts as texts } from './texts.ts';
import { standingText, type NamesOfRules } from '../entra-connect/contributors/texts.ts';
import type { AttributeEnd } from '../entra-connect/contributors/attribute-end.ts';
import { withNullFlow } from '../entra-connect/rules/clone.ts';
import { mailboxGuidAttribute } from '../entra-connect/attributes.ts';
import { contributionsTo, type Contributor } from '../entra-connect/contributors/contribution.ts';
import type { RankedContributor, Standing } from '../entra-connect/contributors/contributor-ranking.ts';
import { contributorsOf, isSameKind, type ContributorGroup } from '../entra-connect/contributors/contributors.ts';
import { sameAttribute } from '../entra-connect/rules/flows-to.ts';
import type { SyncRule } from '../entra-connect/rules/model.ts';
import { planOverride } from '../entra-connect/rules/override.ts';
import { groupEnd, withoutRulesEnd } from '../entra-connect/prediction/group-end.ts';
import { userKinds, type UserKind } from '../entra-connect/prediction/user-kinds.ts';
import { rulesAfter } from '../entra-connect/rules/rule-operation.ts';
import { canBeAsked } from '../procedures/null-clone/selection.ts';
import { readOptions as readOverrideOptions } from '../procedures/null-override/options.ts';
import { excludedTypesOf, scopeGroupsOf } from '../procedures/null-override/scope.ts';
import { selectSubjects } from '../procedures/null-override/selection.ts';
import type { Census } from '../procedures/steps/rules/census.ts';
import { derivedRuleId } from '../procedures/steps/rules/derived-identity.ts';
import type { Recommendation, RecommendedProcedure } from './assessment.ts';
import type { DoctorPlan } from './doctor-plans.ts';
import type { StudiedFacts } from './study.ts';

/** A contributor in the order in which it is asked. */
interface AssessedRule {
  readonly contributor: Contributor;
  /** Through which object it contributes: the one in question, or another that is joined to it. */
  readonly reach: RankedContributor['reach'];
  readonly standing: Standing['kind'];
  /** The standing as a sentence. */
  readonly text: string;
}

/** Who decides over msExchMailboxGuid for one kind of object of a connector, and what that comes to. */
export interface AssessedGroup extends Omit<ContributorGroup, 'winner' | 'ranking'> {
  readonly rules: readonly AssessedRule[];
  readonly winner: RuleId | null;
  readonly end: AttributeEnd;
}

/** Who decides over msExchMailboxGuid: now, and as a procedure with its standard options would leave it. */
export interface Contribution {
  readonly now: readonly AssessedGroup[];
  /** The procedure that `after` shows; null: none. */
  readonly procedure: RecommendedProcedure | null;
  /** Null: no change is planned, or something stands in its way. */
  readonly after: readonly AssessedGroup[] | null;
  /** The same for each alternative that changes rules. */
  readonly others: readonly {
    readonly procedure: RecommendedProcedure;
    readonly after: readonly AssessedGroup[];
  }[];
  /** Inbound contributors that nobody asks today: no object of their connector and type has a mailbox GUID. */
  readonly idle: readonly Contributor[];
}

/** Undefined: the rules could not be read. */
export function contributionIn(
  facts: StudiedFacts,
  { procedure: recommended, afterwards, alternatives }: Recommendation,
): Contribution | undefined {
  if (!facts.rules.ok) return undefined;
  const idle = idleContributors(facts.rules.value, facts.census);
  const rules = withoutIdle(facts.rules.value, idle);
  const after = (procedure: RecommendedProcedure) => {
    const planned = plannedRules(facts, rules, procedure);
    return planned === undefined ? undefined : groupsOf(planned, kindsAfter(planned, facts), facts);
  };
  const kinds = facts.doctor?.examination.kinds ?? [];
  const now = groupsOf(rules, kinds, facts);
  const others = alternatives.flatMap(({ procedure }) => {
    const groups = after(procedure);
    return groups === undefined ? [] : [{ procedure, after: groups }];
  });
  const procedure = afterwards?.procedure ?? recommended;
  const planned = after(procedure);
  if (planned === undefined) return { now, procedure: null, after: null, others, idle };
  const added = planned.filter((group) => !now.some((one) => isSameKind(one, group)));
  return { now: [...now, ...added.map((group) => asEmpty(group, kinds))], procedure, after: planned, others, idle };
}

/** Objects that nobody brings a GUID from yet. */
function asEmpty(group: AssessedGroup, kinds: readonly UserKind[]): AssessedGroup {
  return { ...group, rules: [], winner: null, end: withoutRulesEnd(group, kinds) };
}

/** None where no object at all has a GUID: then every rule is what it will be once there is one. */
function idleContributors(rules: readonly SyncRule[], census: Census): readonly Contributor[] {
  if ([...census.values()].flat().every(({ withMailboxGuid }) => withMailboxGuid === 0)) return [];
  return contributionsTo(mailboxGuidAttribute, rules)
    .filter(({ rule }) => rule.direction === 'inbound' && !canBeAsked(rule, census))
    .map(({ contributor }) => contributor);
}

function withoutIdle(rules: readonly SyncRule[], idle: readonly Contributor[]): readonly SyncRule[] {
  const ids = new Set(idle.map(({ ruleId }) => ruleId));
  return rules.map((rule) => (ids.has(rule.id) ? withoutGuidFlow(rule) : rule));
}

function withoutGuidFlow(rule: SyncRule): SyncRule {
  return { ...rule, flows: rule.flows.filter(({ destination }) => !sameAttribute(destination, mailboxGuidAttribute)) };
}

/** The kinds of users that planned rules would tell apart. */
function kindsAfter(rules: readonly SyncRule[], { doctor }: StudiedFacts): readonly UserKind[] {
  return doctor === undefined
    ? []
    : userKinds(mailboxGuidAttribute, { ...doctor.examined, rules }, doctor.examined.now);
}

function groupsOf(
  rules: readonly SyncRule[],
  kinds: readonly UserKind[],
  facts: StudiedFacts,
): readonly AssessedGroup[] {
  const names = namesOfRules(rules, facts);
  return contributorsOf(mailboxGuidAttribute, { rules }).groups.map((whole) => ({
    ...assessedGroup(whole, names),
    end: groupEnd(whole, kinds),
  }));
}

function assessedGroup({ winner, ranking, ...group }: ContributorGroup, names: NamesOfRules) {
  return {
    ...group,
    rules: ranking.map(({ contributor, reach, standing }) => ({
      contributor,
      reach,
      standing: standing.kind,
      text: standingText(standing, names),
    })),
    winner: winner?.ruleId ?? null,
  };
}

function namesOfRules(rules: readonly SyncRule[], facts: StudiedFacts): NamesOfRules {
  const connectors = facts.connectors.ok ? facts.connectors.value : [];
  const ruleNames = new Map<string, string>(rules.map((rule) => [rule.id, facts.nameOfRule(rule)]));
  return {
    ruleName: (id) => ruleNames.get(id) ?? id,
    connectorName: (id) => connectors.find((connector) => connector.id === id)?.name ?? id,
  };
}

function plannedRules(
  facts: StudiedFacts,
  rules: readonly SyncRule[],
  procedure: RecommendedProcedure,
): readonly SyncRule[] | undefined {
  switch (procedure) {
    case 'null-clone':
      return rulesAfterClone(facts, rules);
    case 'null-override':
      return rulesAfterOverride(facts, rules);
    case 'repair-recipe':
      return rulesAfterPlan(facts, facts.doctor?.plans.repair);
    case 'restore-default':
      return rulesAfterPlan(facts, facts.doctor?.plans.restoration);
    case 'rebuild':
    case 'none':
      return undefined;
  }
}

/** Each original is gone and its copy stands at its number. */
function rulesAfterClone(facts: StudiedFacts, rules: readonly SyncRule[]): readonly SyncRule[] | undefined {
  const { selection } = facts;
  if (!selection.ok || selection.value.kind !== 'selected') return undefined;
  const originals = new Set(selection.value.contributors.map(({ id }) => id));
  return rules.map((rule) => (originals.has(rule.id) ? copyInPlaceOf(rule) : rule));
}

function copyInPlaceOf(original: SyncRule): SyncRule {
  const { id, name, flows } = original;
  return {
    ...original,
    id: plannedId(id),
    name: texts.copy(name),
    immutableTag: '',
    flows: withNullFlow(flows, mailboxGuidAttribute),
  };
}

/** One rule with AuthoritativeNull for each kind of object that a rule flows the GUID for, before all of them. */
function rulesAfterOverride(facts: StudiedFacts, rules: readonly SyncRule[]): readonly SyncRule[] | undefined {
  const options = readOverrideOptions({});
  if (!facts.connectors.ok || !options.ok) return undefined;
  const selection = selectSubjects({ rules, connectors: facts.connectors.value }, facts.census, options.value);
  if (selection.kind !== 'selected') return undefined;
  const scopeGroups = scopeGroupsOf([options.value.scope], excludedTypesOf(options.value.alsoExclude));
  return [
    ...rules,
    ...selection.subjects.map(({ contributor, precedence }) =>
      planOverride(contributor, {
        ...{ id: plannedId(contributor.id), name: texts.override(contributor.sourceObjectType), description: '' },
        ...{ precedence, scopeGroups },
      }),
    ),
  ];
}

/** The very operations of the procedure's own plan, carried out on all rules: what is idle then is left out afterwards. */
function rulesAfterPlan(facts: StudiedFacts, plan: DoctorPlan | undefined): readonly SyncRule[] | undefined {
  if (facts.doctor === undefined || plan === undefined || plan.blockers.length > 0) return undefined;
  const after = rulesAfter(facts.doctor.examined.rules, plan.operations);
  return after.ok ? withoutIdle(after.rules, idleContributors(after.rules, facts.census)) : undefined;
}

/** Tells a rule that there would be from every one that there is. */
function plannedId(original: RuleId): RuleId {
  return derivedRuleId('assessment', '', original);
}
