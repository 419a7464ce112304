import { diagnosisTexts, doctorTexts as texts, remedyOf } from '../../entra-connect/doctor/texts.ts';
import { assessTitles as titles, contributorFindings as contributorTexts } from '../texts.ts';
import { failureText } from '../../systems/failure-texts.ts';
import type { Diagnosis } from '../../entra-connect/doctor/diagnosis.ts';
import type { Examination } from '../../entra-connect/doctor/diagnose.ts';
import type { Finding } from '../assessment.ts';
import { concernedUsers } from '../concerned-users.ts';
import { isClearedForAll } from '../recommend-after-doctor.ts';
import { actorOn, sparedOn } from '../doctor-actor.ts';
import { kindLines, placeName } from '../doctor.ts';
import type { AssessmentFacts } from '../facts.ts';
import type { StudiedFacts } from '../study.ts';
import { about, failing, investigate, passed, type Judgement } from './finding.ts';

/** Also of what its users are listed under. */
export const nextSynchronizationId = 'recipe.full-synchronization';

/** The recipe doctor: what the rules do in effect, and every leftover with evidence and action (procedures.md, `assess` 5). */
export function doctorFindings(facts: StudiedFacts): readonly Finding[] {
  const examination = facts.doctor?.examination;
  if (examination === undefined) {
    return [
      about('recipe.leftovers', titles.leftovers, facts.rules, () => passed('')),
      about('recipe.effect', texts.effectTitle, facts.rules, () => passed('')),
    ];
  }
  const names = new Map((facts.rules.ok ? facts.rules.value : []).map(({ id, name }) => [id as string, name]));
  return [
    { id: 'recipe.leftovers', title: titles.leftovers, ...leftoversJudgement(examination.diagnoses) },
    { id: 'recipe.effect', title: texts.effectTitle, ...effectJudgement(examination, (id) => names.get(id) ?? id) },
    ...diagnosesById(facts).map(([id, found]) => ({
      id,
      title: diagnosisTexts[found.state].title,
      ...judgementOf(found, facts),
    })),
    ...nextSynchronizationFinding(facts, examination),
  ];
}

/** Rules whose effect is still to come: whom it reaches, and whether it is to come now. */
function nextSynchronizationFinding(
  { next: { lose, getBack, uncertain } }: StudiedFacts,
  { places }: Examination,
): readonly Finding[] {
  if (lose.length + getBack.length === 0) return [];
  const detail = texts.nextSynchronization(lose.length, getBack.length, uncertain);
  const remedy = isClearedForAll(places) ? texts.synchronizeNow : texts.doNotSynchronize;
  const evidence = { lose: lose.length, getBack: getBack.length };
  return [
    { id: nextSynchronizationId, title: texts.nextSynchronizationTitle, ...investigate(detail, remedy, evidence) },
  ];
}

/** Everything that the doctor recognises, with the id of its finding. */
export function diagnosesById({ doctor }: StudiedFacts): readonly (readonly [id: string, found: Diagnosis])[] {
  const seen = new Map<string, number>();
  return (doctor?.examination.diagnoses ?? []).map((found) => {
    const count = (seen.get(found.state) ?? 0) + 1;
    seen.set(found.state, count);
    return [count === 1 ? `recipe.${found.state}` : `recipe.${found.state}.${String(count)}`, found];
  });
}

/** Nothing was left exactly where the doctor recognises nothing. */
function leftoversJudgement(diagnoses: readonly Diagnosis[]): Judgement {
  const found = [...new Set(diagnoses.map(({ state }) => diagnosisTexts[state].title))];
  return found.length === 0
    ? passed(contributorTexts.noLeftovers)
    : investigate(texts.leftovers(found), texts.effectRemedy);
}

function effectJudgement(examination: Examination, ruleName: (id: string) => string): Judgement {
  const { places, diagnoses } = examination;
  if (places.every(({ isEmpty }) => isEmpty)) return passed(texts.noUsers);
  const detail = texts.effect(
    places
      .filter(({ isEmpty }) => !isEmpty)
      .map(({ place, effect }) => texts.effectOf(placeName(place), effect.fates, effect.uncertain)),
  );
  const evidence = { kinds: kindLines(examination, ruleName) };
  const fates = new Set(places.flatMap(({ effect, isEmpty }) => (isEmpty ? [] : effect.fates)));
  if (fates.has('fails')) return failing(detail, texts.effectRemedy, evidence);
  if (fates.has('unknown') && diagnoses.length === 0) return investigate(detail, texts.unknownRemedy, evidence);
  return diagnoses.length === 0 ? passed(detail, evidence) : investigate(detail, texts.effectRemedy, evidence);
}

function judgementOf(found: Diagnosis, facts: StudiedFacts): Judgement {
  const { state, action, place, rules, missing, writing, effect } = found;
  const obstacle = facts.doctor?.plans.obstacleTo(found);
  const forbidden = facts.doctor?.plans.forbiddenRepair(found);
  const name = place === undefined ? '' : placeName(place);
  const told = { place: name, rules: rules.map((rule) => rule.name), missing, writing };
  const sentence = diagnosisTexts[state].detail(told);
  const concerned = concernedUsers(found, facts);
  const detail = [
    sentence,
    ...(place === undefined ? [] : [texts.effectOf(name, effect.fates, effect.uncertain)]),
    concerned === undefined ? uncountedText(facts) : texts.concerned(concerned),
    ...(obstacle === undefined ? [] : [obstacle.reason]),
    ...(forbidden === undefined ? [] : [texts.repairForbidden(forbidden.reason)]),
  ].join(' ');
  const evidence = {
    action,
    actor: actorOn(found, facts),
    effect: effect.fate,
    rules: rules.map((rule) => texts.ruleWithNumber(rule.name, rule.precedence, rule.disabled)),
    ...(missing.length === 0 ? {} : { missing }),
    ...(concerned === undefined ? {} : { users: concerned.users }),
  };
  const remedy = obstacle?.remedy ?? remedyFor(found, facts);
  return action === 'repair' || action === 'revert' || effect.fates.includes('fails')
    ? failing(detail, remedy, evidence)
    : investigate(detail, remedy, evidence);
}

/** Whoever acts on it; the default rules are restored where a repair would reach remote mailboxes, or is not possible. */
function remedyFor(found: Diagnosis, facts: StudiedFacts): string {
  const spared = sparedOn(found, facts);
  if (spared !== undefined) return texts.restoreForRemote(spared);
  const isForbidden = facts.doctor?.plans.forbiddenRepair(found) !== undefined;
  return isForbidden ? texts.restoreInstead : remedyOf(found.state, found.actor);
}

/** Why nobody was counted: there is nobody to count, or the objects could not be read. */
function uncountedText({ connectorCensus }: AssessmentFacts): string {
  const unread = connectorCensus.flatMap(({ objectTypes }) => (objectTypes.ok ? [] : [objectTypes.failure]));
  const [failure] = unread.filter(({ code }) => code !== 'not-available');
  return failure === undefined ? texts.concernedUnknown : texts.concernedUnread(failureText(failure));
}
