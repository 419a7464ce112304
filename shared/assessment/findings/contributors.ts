import { assessTitles as titles, contributorFindings as texts } from '../texts.ts';
import type { Contributor } from '../../entra-connect/contributors/contribution.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { uncoveredTypes } from '../../procedures/steps/rules/census.ts';
import type { Finding } from '../assessment.ts';
import type { StudiedFacts } from '../study.ts';
import { expressionJudgement } from './expressions.ts';
import { about, aboutPart, failing, investigate, nothing, notRun, passed, type Judgement } from './finding.ts';

/** Findings about contributors and what an earlier recipe has left (procedures.md, `assess` 4 and 5). */
export function contributorFindingsOf(facts: StudiedFacts): readonly Finding[] {
  const { contributors, nameOfRule: nameOf } = facts;
  const rules = { fact: facts.rules, part: facts.partial?.rules };
  const concerned = new Set(contributors.map(({ ruleId }) => ruleId));
  const listed = (one: Contributor) => texts.named(nameOf(one), one.precedence, one.sourceObjectType, one.disabled);
  const of = (direction: Contributor['direction']) => contributors.filter((one) => one.direction === direction);
  return [
    aboutPart(
      'contributors.inbound',
      titles.inbound,
      rules,
      () =>
        of('inbound').length === 0
          ? failing(texts.noInbound, texts.noInboundRemedy)
          : passed(texts.inbound(of('inbound').map(listed))),
      nothing,
    ),
    aboutPart(
      'contributors.outbound',
      titles.outbound,
      rules,
      () =>
        of('outbound').some(({ disabled }) => !disabled)
          ? passed(texts.outbound(of('outbound').map(listed)))
          : investigate(texts.noOutbound, texts.noOutboundRemedy),
      nothing,
    ),
    aboutPart('contributors.expressions', titles.expressions, rules, (all) =>
      expressionJudgement(
        all.filter(({ id }) => concerned.has(id)),
        nameOf,
      ),
    ),
    aboutPart('rules.precedence', titles.precedence, rules, precedenceJudgement),
    aboutPart('rules.names', titles.names, rules, (all) => nameJudgement(all, nameOf)),
    aboutPart('rules.expressions', titles.otherExpressions, rules, (all) =>
      expressionJudgement(
        all.filter(({ id, disabled }) => !disabled && !concerned.has(id)),
        nameOf,
      ),
    ),
    coverageFinding(facts),
    ...selectionFindings(facts),
  ];
}

/** Objects with a GUID that no enabled rule flows: a full synchronization may remove all their Exchange attributes. */
function coverageFinding({ rules, connectors, census }: StudiedFacts): Finding {
  if (census.size === 0) return { id: 'contributors.coverage', title: titles.coverage, ...notRun(texts.noObjects) };
  return about('contributors.coverage', titles.coverage, rules, (all) => {
    const uncovered = uncoveredTypes({ rules: all, connectors: connectors.ok ? connectors.value : [] }, census);
    return uncovered.length === 0
      ? passed(texts.covered)
      : failing(
          uncovered
            .map((one) => texts.uncovered(one.objects, one.objectType, one.connectorName, one.disabledRule))
            .join(' '),
          texts.uncoveredRemedy,
        );
  });
}

/** One finding for each thing that stands in the way, or one that says which rules would be treated. */
function selectionFindings({ selection, nameOfRule }: StudiedFacts): readonly Finding[] {
  if (!selection.ok || selection.value.kind === 'selected') {
    return [
      about('contributors.selection', titles.selection, selection, (value) =>
        passed(texts.selectable(value.kind === 'selected' ? value.contributors.map(nameOfRule) : [])),
      ),
    ];
  }
  return selection.value.blockers.map(({ id, reason, remedy }) => ({
    id: `contributors.${id}`,
    title: titles.selection,
    ...(id === 'override-in-place' ? investigate(reason, remedy) : failing(reason, remedy)),
  }));
}

function precedenceJudgement(rules: readonly SyncRule[]): Judgement {
  const shared = sharedKeys(rules, ({ precedence }) => precedence);
  return shared.length === 0
    ? passed(texts.uniquePrecedence)
    : investigate(texts.sharedPrecedence(shared), texts.sharedPrecedenceRemedy);
}

function nameJudgement(rules: readonly SyncRule[], nameOf: (rule: SyncRule) => string): Judgement {
  const shared = sharedKeys(rules, nameOf);
  return shared.length === 0
    ? passed(texts.uniqueNames)
    : investigate(texts.sharedNames(shared), texts.sharedNamesRemedy);
}

function sharedKeys<Key>(rules: readonly SyncRule[], keyOf: (rule: SyncRule) => Key): readonly Key[] {
  return [...Map.groupBy(rules, keyOf)].filter(([, holders]) => holders.length > 1).map(([key]) => key);
}
