import { success, type Result } from '../../base/failure.ts';
import { overridePlanTexts as texts, overrideSelectionTexts } from './texts.ts';
import type { ScopeCondition, SyncRule } from '../../entra-connect/rules/model.ts';
import { planOverride } from '../../entra-connect/rules/override.ts';
import type { RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { countAudiences, type AudienceCount } from '../steps/rules/audience.ts';
import type { Blocker } from '../steps/rules/blockers.ts';
import { holdsObjects, readCensus } from '../steps/rules/census.ts';
import { orphanBlockers } from '../steps/proof/orphans.ts';
import { derivedRuleId } from '../steps/rules/derived-identity.ts';
import type { ChangePlan } from '../steps/rules/rule-change.ts';
import { firstRoundId } from '../steps/synchronize/round-ids.ts';
import type { Audience, SealedChange } from '../steps/rules/sealed-change.ts';
import type { RuleSituation } from '../steps/idle/situation.ts';
import type { Reading } from '../../systems/contexts.ts';
import { readOptions, type NullOverrideOptions } from './options.ts';
import { comparableAttribute, excludedTypesOf, scopeGroupsOf, type Choice } from './scope.ts';
import { selectSubjects, type Subject } from './selection.ts';

/** The stages of `null-override`, each the step of the same id. */
export const stages = { add: 'add-override', widen: 'widen-override' } as const;
export const widenedRoundId = 'widened';

/** The change that `null-override` would make now, or what forbids it. */
export async function planNullOverride(context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> {
  const options = readOptions(context.options);
  if (!options.ok) return options;
  const census = await readCensus(context, situation.connectors);
  if (!census.ok) return census;
  const orphans = await orphanBlockers(context, situation, census.value);
  if (!orphans.ok) return orphans;
  const selection = selectSubjects(situation, census.value, options.value);
  if (selection.kind === 'impossible' || orphans.value.length > 0) {
    const more = selection.kind === 'impossible' ? selection.blockers : [];
    return success({ kind: 'blocked', blockers: [...orphans.value, ...more] });
  }
  const drafts = draftsOf(selection.subjects, options.value);
  const { connectors } = situation;
  const counts = await countAudiences(
    context,
    connectors,
    drafts.flatMap(({ whole, pilot }) => (pilot === undefined ? [whole] : [whole, pilot])),
  );
  if (!counts.ok) return counts;
  const countOf = (audience: Audience | undefined) => counts.value.find((one) => one.audience === audience);
  const counted = drafts.map((draft) => ({ ...draft, all: countOf(draft.whole), first: countOf(draft.pilot) }));
  // Where nothing is known of any object, as in an export, nobody can say that somebody is not there.
  const known = holdsObjects(census.value);
  const blockers = known ? emptyAudiences(counted, options.value) : [];
  if (blockers.length > 0) return success({ kind: 'blocked', blockers });
  const isPiloted = (draft: CountedDraft) => draft.pilot !== undefined && (!known || (draft.first?.concerned ?? 0) > 0);
  const change = changeOf(counted, situation.rules, context.runId, options.value, isPiloted);
  return success({ kind: 'planned', change });
}

/** A rule to be, with whom it is about in the end, and first. */
interface Draft {
  readonly subject: Subject;
  readonly whole: Audience;
  /** Undefined: no pilot, or none that this connector could tell. */
  readonly pilot: Audience | undefined;
}

interface CountedDraft extends Draft {
  readonly all: AudienceCount | undefined;
  readonly first: AudienceCount | undefined;
}

function draftsOf(subjects: readonly Subject[], options: NullOverrideOptions): readonly Draft[] {
  const excluded = excludedTypesOf(options.alsoExclude);
  return subjects.map((subject) => {
    const { connector, contributor } = subject;
    const about = (choices: readonly Choice[]): Audience => ({
      connectorId: connector.id,
      connectorName: connector.name,
      objectType: contributor.sourceObjectType,
      scopeGroups: scopeGroupsOf(
        choices.map((choice) => spelledBy(subject, choice)),
        excluded,
      ),
    });
    const { pilot, scope } = options;
    const isKnown =
      pilot !== undefined && (pilot.kind === 'group' || comparableAttribute(connector, pilot.attribute) !== undefined);
    return { subject, whole: about([scope]), pilot: isKnown ? about([scope, pilot]) : undefined };
  });
}

/** Attribute names have a case of their own on the server. */
function spelledBy({ connector }: Subject, choice: Choice): Choice {
  if (choice.kind !== 'attribute') return choice;
  return { ...choice, attribute: comparableAttribute(connector, choice.attribute) ?? choice.attribute };
}

/** A pilot or a chosen scope without anybody in it would prove nothing. */
function emptyAudiences(counted: readonly CountedDraft[], { pilot, scope }: NullOverrideOptions): readonly Blocker[] {
  const sum = (counts: readonly (AudienceCount | undefined)[]) =>
    counts.reduce((total, count) => total + (count?.concerned ?? 0), 0);
  if (scope.kind !== 'everyone' && sum(counted.map(({ all }) => all)) === 0) {
    return [{ id: 'empty-scope', ...overrideSelectionTexts.nobodyInScope(texts.choice(scope)) }];
  }
  if (pilot !== undefined && sum(counted.map(({ first }) => first)) === 0) {
    return [{ id: 'empty-pilot', ...overrideSelectionTexts.nobodyInPilot(texts.choice(pilot)) }];
  }
  return [];
}

/** With a pilot, the rules begin with its scope where somebody is in it; widening changes them in place and adds the others. */
function changeOf(
  counted: readonly CountedDraft[],
  rules: readonly SyncRule[],
  runId: string,
  { pilot }: NullOverrideOptions,
  isPiloted: (draft: CountedDraft) => boolean,
): SealedChange {
  const drawn = counted.map((draft) => {
    const { subject, whole, all, first } = draft;
    const name = freeName(texts.ruleName(subject.contributor.sourceObjectType), subject, rules);
    const wide = ruleOf(subject, name, whole.scopeGroups, runId);
    const narrow =
      draft.pilot !== undefined && isPiloted(draft) ? { ...wide, scopeGroups: draft.pilot.scopeGroups } : undefined;
    const counts = { all: all?.objects ?? 0, first: first?.objects ?? 0, untouched: all?.untouched ?? 0 };
    return { subject, whole, narrow, wide, pilot: draft.pilot, ...counts };
  });
  const piloted = drawn.flatMap((one) => (one.narrow === undefined || one.pilot === undefined ? [] : [one.pilot]));
  const everybody = drawn.map(({ whole }) => whole);
  const total = drawn.reduce((sum, { all }) => sum + all, 0);
  const early = drawn.reduce((sum, { narrow, first }) => sum + (narrow === undefined ? 0 : first), 0);
  return {
    contributors: drawn.map(({ subject, all, untouched }) => ({
      rule: subject.contributor,
      connectorName: subject.connector.name,
      objects: all,
      untouched,
    })),
    stages: [
      {
        step: stages.add,
        operations: drawn.flatMap(({ narrow, wide }) =>
          pilot === undefined ? [created(wide)] : narrow === undefined ? [] : [created(narrow)],
        ),
        objects: pilot === undefined ? total : early,
      },
      {
        step: stages.widen,
        operations: pilot === undefined ? [] : drawn.map(({ narrow, wide }) => widened(narrow, wide)),
        objects: pilot === undefined ? 0 : total - early,
      },
    ],
    rounds: [
      { round: firstRoundId, audience: pilot === undefined ? everybody : piloted },
      ...(pilot === undefined ? [] : [{ round: widenedRoundId, audience: everybody }]),
    ],
  };
}

function created(rule: SyncRule): RuleOperation {
  return { kind: 'create', rule };
}

/** The rule of the pilot is changed in place: there is never a second one. */
function widened(narrow: SyncRule | undefined, wide: SyncRule): RuleOperation {
  return narrow === undefined ? created(wide) : { kind: 'replace', before: narrow, after: wide };
}

function ruleOf(
  { contributor, precedence }: Subject,
  name: string,
  scopeGroups: readonly (readonly ScopeCondition[])[],
  runId: string,
): SyncRule {
  const id = derivedRuleId('null-override', runId, contributor.id);
  return planOverride(contributor, { id, name, description: texts.description, precedence, scopeGroups });
}

/** Two rules of one connector should not share a name; a disabled leftover may hold it. */
function freeName(wanted: string, { connector }: Subject, rules: readonly SyncRule[]): string {
  const taken = new Set(rules.filter(({ connectorId }) => connectorId === connector.id).map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${String(number)})`;
    if (!taken.has(name)) return name;
  }
}
