import type { RuleId } from '../../base/identifiers.ts';
import { selectionTexts } from '../steps/rules/selection-texts.ts';
import { overrideSelectionTexts as texts } from './texts.ts';
import { ruleOnConnector } from '../../entra-connect/rules/rule-name.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { contributionsTo, type Contribution } from '../../entra-connect/contributors/contribution.ts';
import { possibleRivals, winsBefore } from '../../entra-connect/contributors/contributor-ranking.ts';
import { literalOf } from '../../entra-connect/rules/flow-outcomes.ts';
import type { Connector, SyncRule } from '../../entra-connect/rules/model.ts';
import { firstStandardPrecedence, freePrecedenceBelow } from '../../entra-connect/rules/override.ts';
import type { Blocker } from '../steps/rules/blockers.ts';
import { canBeAsked } from '../null-clone/selection.ts';
import type { Census } from '../steps/rules/census.ts';
import { notFound, unknownRule } from '../steps/rules/contributor-choice.ts';
import { coverageText, wholeScopeText } from '../steps/rules/describe-rule.ts';
import { isOverride, standingOverrides } from '../steps/rules/standing-overrides.ts';
import { namesWith } from '../steps/idle/situation.ts';
import type { NullOverrideOptions } from './options.ts';
import { bothScopes, comparableAttribute, coversScope, excludedTypesOf, scopeGroupsOf, type Choice } from './scope.ts';

/** A connector and object type whose GUID is overridden: told by the strongest rule that brings it in. */
export interface Subject {
  readonly contributor: SyncRule;
  readonly connector: Connector;
  /** A free number that is asked before every rule that gives these objects a GUID. */
  readonly precedence: number;
}

export type OverrideSelection =
  | { readonly kind: 'selected'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'impossible'; readonly blockers: readonly Blocker[] };

interface Configuration {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
}

/** The connectors and object types to override, each once, or why that cannot be said or done (procedures.md, `null-override`). */
export function selectSubjects(
  configuration: Configuration,
  census: Census,
  options: Pick<NullOverrideOptions, 'contributors' | 'scope' | 'alsoExclude'>,
): OverrideSelection {
  const inbound = contributionsTo(mailboxGuidAttribute, configuration.rules).filter(
    ({ rule }) => rule.direction === 'inbound',
  );
  const wanted = scopeGroupsOf([options.scope], excludedTypesOf(options.alsoExclude));
  const chosen =
    options.contributors === 'auto'
      ? chooseAutomatically(inbound, configuration.connectors, census, wanted)
      : choose(options.contributors, inbound, configuration.connectors, wanted);
  const numbered = withNumbers(onePerType(chosen.contributors), configuration.rules);
  const blockers = [
    ...chosen.blockers,
    ...(chosen.blockers.length === 0 && chosen.contributors.length === 0
      ? [nothingToOverride(inbound, configuration.connectors)]
      : []),
    ...numbered.blockers,
    ...numbered.subjects.flatMap(({ connector }) => unknownAttribute(connector, options.scope)),
  ];
  return blockers.length === 0
    ? { kind: 'selected', subjects: numbered.subjects }
    : { kind: 'impossible', blockers: uniqueBlockers(blockers) };
}

interface Chosen {
  readonly contributors: readonly Omit<Subject, 'precedence'>[];
  readonly blockers: readonly Blocker[];
}

/**
 * Whatever brings a GUID in from AD, be it default, modified, copied or custom, and what only keeps it out for now, as a
 * NULL does until the default rule comes back; only where there are GUIDs, once there are any.
 */
function chooseAutomatically(
  inbound: readonly Contribution[],
  connectors: readonly Connector[],
  census: Census,
  wanted: SyncRule['scopeGroups'],
): Chosen {
  const overrides = standingOverrides(inbound).map(({ rule }) => rule);
  const overridden = new Set(overrides.map(typeKey));
  const contributors = inbound.flatMap(({ rule }) => {
    const connector = connectors.find(({ id, kind }) => id === rule.connectorId && kind === 'ad');
    const isAsked = !rule.disabled && rule.linkType !== 'JoinNoFlow';
    return isAsked && connector !== undefined && !overridden.has(typeKey(rule))
      ? [{ contributor: rule, connector }]
      : [];
  });
  const affected = contributors.filter(({ contributor }) => hasObjects(contributor, census));
  const blockers = overrides
    .filter((rule) => canBeAsked(rule, census))
    .flatMap((rule) => {
      const standing = standingOverride(rule, inbound, wanted);
      return standing?.kind === 'narrower' ? [tooNarrow(standing.rule, connectors, wanted)] : [];
    });
  return { contributors: affected.length > 0 ? affected : contributors, blockers };
}

/**
 * The override that stands for the objects of a rule, and whether it is about everybody whom the run is to be about and
 * whom a rule brings a GUID for; undefined: there is none.
 */
function standingOverride(
  { connectorId, sourceObjectType }: SyncRule,
  inbound: readonly Contribution[],
  wanted: SyncRule['scopeGroups'],
): { readonly kind: 'covering' | 'narrower'; readonly rule: SyncRule } | undefined {
  const key = typeKey({ connectorId, sourceObjectType });
  const own = inbound.filter(({ rule }) => typeKey(rule) === key && !rule.disabled);
  const overrides = standingOverrides(own);
  const concerned = own
    .filter((one) => !isOverride(one) && one.rule.linkType !== 'JoinNoFlow')
    .flatMap(({ rule }) => bothScopes(wanted, rule.scopeGroups));
  const covering = overrides.find((one) => isUnconditional(one) && coversScope(one.rule.scopeGroups, concerned));
  if (covering !== undefined) return { kind: 'covering', rule: covering.rule };
  const [first] = overrides;
  return first === undefined ? undefined : { kind: 'narrower', rule: first.rule };
}

function choose(
  ids: readonly RuleId[],
  inbound: readonly Contribution[],
  connectors: readonly Connector[],
  wanted: SyncRule['scopeGroups'],
): Chosen {
  const found = ids.map((id) => {
    const contribution = inbound.find(({ rule }) => rule.id === id);
    const connector = connectors.find((one) => one.id === contribution?.rule.connectorId && one.kind === 'ad');
    if (contribution === undefined || connector === undefined) return { blocker: unknownRule(id) };
    const { rule } = contribution;
    if (rule.disabled)
      return {
        blocker: { id: 'rule-disabled', ...selectionTexts.disabledRule(ruleOnConnector(rule.name, connector.name)) },
      };
    const standing = standingOverride(rule, inbound, wanted);
    if (standing?.kind === 'covering') return { blocker: inPlace(standing.rule, connectors) };
    if (standing?.kind === 'narrower') return { blocker: tooNarrow(standing.rule, connectors, wanted) };
    return { subject: { contributor: rule, connector } };
  });
  return {
    contributors: found.flatMap(({ subject }) => (subject === undefined ? [] : [subject])),
    blockers: found.flatMap(({ blocker }) => (blocker === undefined ? [] : [blocker])),
  };
}

/** AuthoritativeNull by a condition leaves out whom nobody has asked to leave out. */
function isUnconditional({ flow }: Contribution): boolean {
  return literalOf(flow) === 'AuthoritativeNull';
}

function typeKey({ connectorId, sourceObjectType }: Pick<SyncRule, 'connectorId' | 'sourceObjectType'>): string {
  return `${connectorId} ${sourceObjectType.toLowerCase()}`;
}

function hasObjects({ connectorId, sourceObjectType }: SyncRule, census: Census): boolean {
  const type = sourceObjectType.toLowerCase();
  return (census.get(connectorId) ?? []).some(
    ({ objectType, withMailboxGuid }) => withMailboxGuid > 0 && (type === '*' || objectType.toLowerCase() === type),
  );
}

function nothingToOverride(inbound: readonly Contribution[], connectors: readonly Connector[]): Blocker {
  const [override] = standingOverrides(inbound);
  return override === undefined ? notFound(inbound, namesWith(connectors)) : inPlace(override.rule, connectors);
}

function inPlace(rule: SyncRule, connectors: readonly Connector[]): Blocker {
  return {
    id: 'override-in-place',
    ...selectionTexts.overrideInPlace(namesWith(connectors)(rule), rule.sourceObjectType, coverageText(rule)),
  };
}

function tooNarrow(rule: SyncRule, connectors: readonly Connector[], wanted: SyncRule['scopeGroups']): Blocker {
  const asked = wholeScopeText({ scopeGroups: wanted });
  return { id: 'override-narrower', ...texts.narrower(namesWith(connectors)(rule), coverageText(rule), asked) };
}

/** One rule for each connector and object type, beside the strongest of several contributors. */
function onePerType(contributors: Chosen['contributors']): Chosen['contributors'] {
  const strongestFirst = contributors.toSorted(
    (left, right) => left.contributor.precedence - right.contributor.precedence,
  );
  return [...Map.groupBy(strongestFirst, ({ contributor }) => typeKey(contributor)).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  );
}

/** Gives every rule a number of its own: free, below 100, and before every rule that gives the same objects a GUID. */
function withNumbers(
  contributors: Chosen['contributors'],
  rules: readonly SyncRule[],
): { readonly subjects: readonly Subject[]; readonly blockers: readonly Blocker[] } {
  const subjects: Subject[] = [];
  const blockers: Blocker[] = [];
  const rivals = possibleRivals(mailboxGuidAttribute, rules);
  for (const { contributor, connector } of contributors) {
    // The rules that are asked before the contributor about the same metaverse objects.
    const stronger = winsBefore(contributor, rivals).map(({ rule }) => rule.precedence);
    const below = Math.min(contributor.precedence, ...stronger);
    const taken = subjects.map(({ contributor: other, precedence }) => ({ ...other, precedence }));
    const precedence = freePrecedenceBelow([...rules, ...taken], below);
    if (precedence === undefined) {
      blockers.push({
        id: 'no-free-precedence',
        ...texts.noFreeNumber(
          ruleOnConnector(contributor.name, connector.name),
          Math.min(below, firstStandardPrecedence),
        ),
      });
    } else subjects.push({ contributor, connector, precedence });
  }
  return { subjects, blockers };
}

function unknownAttribute(connector: Connector, choice: Choice): readonly Blocker[] {
  if (choice.kind !== 'attribute' || comparableAttribute(connector, choice.attribute) !== undefined) return [];
  return [{ id: 'scope-attribute', ...texts.unknownAttribute(choice.attribute, connector.name) }];
}

function uniqueBlockers(blockers: readonly Blocker[]): readonly Blocker[] {
  return [...new Map(blockers.map((blocker) => [`${blocker.id} ${blocker.reason}`, blocker])).values()];
}
