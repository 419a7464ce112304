import { assertNever } from '../base/assert-never.ts';
import { recommendationTexts as texts } from './texts.ts';
import { sameType } from '../entra-connect/contributors/contributor-reach.ts';
import type { Examination } from '../entra-connect/doctor/diagnose.ts';
import type { SyncRule } from '../entra-connect/rules/model.ts';
import type {
  Finding,
  FirstAction,
  Recommendation,
  RecommendedPath,
  RecommendedProcedure,
  UsualPath,
} from './assessment.ts';
import type { StudiedFacts } from './study.ts';
import type { OverrideSelection, Subject } from '../procedures/null-override/selection.ts';
import type { Blocker } from '../procedures/steps/rules/blockers.ts';
import { affectedBy, uncoveredTypes } from '../procedures/steps/rules/census.ts';
import { nextSynchronizationId } from './findings/doctor.ts';
import { firstAction, leftBy } from './first-actions.ts';
import { recommendAfterDoctor } from './recommend-after-doctor.ts';
import { remoteMailboxesIn } from './remote-mailboxes.ts';

const rebuild: RecommendedPath = { procedure: 'rebuild', reasons: [texts.rebuild] };

/**
 * What to do, and why (procedures.md, `assess` 10): derived from the findings, and never against one of them. A finding that
 * no procedure deals with comes first, by its own remedy, and no procedure is recommended before it.
 */
export function recommend(facts: StudiedFacts, findings: readonly Finding[]): Recommendation {
  const usual = usualPath(facts);
  const left = leftBy(usual.procedure, findings).map(firstAction);
  if (left.length > 0) return doingFirst(left, usual, []);
  const feasible = usual.alternatives.filter(({ procedure }) => forbids(procedure, facts).length === 0);
  const forbidden = forbids(usual.procedure, facts);
  if (forbidden.length > 0) {
    const reasons = forbidden.flatMap(({ reason, remedy }) => [reason, remedy]);
    return {
      procedure: 'none',
      reasons: [...new Set([...usual.reasons, ...reasons])],
      alternatives: feasible,
      first: [],
    };
  }
  const attention = findings.filter(({ outcome }) => outcome === 'investigate');
  const staging = attention.filter(({ id }) => id === 'server.staging').map(firstAction);
  if (staging.length > 0 && usual.procedure !== 'none') {
    return doingFirst(staging, usual, [usual, ...feasible].map(onStagingServer));
  }
  // What was done has its effect only once something synchronizes.
  const leftOff = attention.filter(({ id }) => pending.has(id)).map(firstAction);
  return { ...usual, alternatives: feasible, first: usual.procedure === 'none' ? leftOff : [] };
}

function doingFirst(
  first: readonly FirstAction[],
  { procedure, reasons, options }: RecommendedPath,
  alternatives: Recommendation['alternatives'],
): Recommendation {
  const afterwards = { procedure, reasons, ...(options !== undefined && { options }) };
  return {
    procedure: 'none',
    reasons: [texts.first(first.length), ...(procedure === 'none' ? reasons : [])],
    alternatives,
    first,
    ...(procedure !== 'none' && { afterwards }),
  };
}

function onStagingServer({ procedure, reasons, options }: RecommendedPath): RecommendedPath {
  return { procedure, reasons: [...reasons, texts.onStaging], options: { ...options, 'acknowledge-staging': 'yes' } };
}

/** What was done to the rules has no effect before this. */
const pending: ReadonlySet<string> = new Set(['recipe.scheduler-left-off', nextSynchronizationId]);

/** What forbids a procedure with its standard options: one that is recommended or offered can be planned. */
function forbids(procedure: RecommendedProcedure, facts: StudiedFacts): readonly Blocker[] {
  switch (procedure) {
    case 'null-clone': {
      const selection = facts.selection;
      return selection.ok && selection.value.kind === 'impossible' ? selection.value.blockers : [];
    }
    case 'null-override': {
      const selection = overridableIn(facts);
      return selection.kind === 'impossible' ? selection.blockers : [];
    }
    case 'repair-recipe':
      return facts.doctor?.plans.repair.blockers ?? [];
    case 'restore-default':
      return facts.doctor?.plans.restoration.blockers ?? [];
    case 'rebuild':
    case 'none':
      return [];
    default:
      return assertNever(procedure);
  }
}

function usualPath(facts: StudiedFacts): UsualPath {
  const selection = facts.selection;
  if (!selection.ok) {
    const reason = facts.partial?.rules?.reason;
    const reasons = [reason === undefined ? texts.unknown : texts.unknownBecause(reason)];
    return { procedure: 'none', reasons, alternatives: [], isUndecided: true };
  }
  const afterDoctor = recommendAfterDoctor(facts);
  if (afterDoctor !== undefined) return afterDoctor;
  if (!facts.contributors.some(({ direction, disabled }) => direction === 'inbound' && !disabled)) {
    return { procedure: 'none', reasons: [texts.nothingToDo], alternatives: [] };
  }
  if (lacksRule(facts)) return { procedure: 'none', reasons: [texts.restoreFirst], alternatives: [] };
  return selection.value.kind === 'impossible'
    ? withoutClone(selection.value.blockers, facts)
    : cloneOrOverride(selection.value.contributors, facts);
}

/** null-clone cannot be done as the rules are. */
function withoutClone(blockers: readonly Blocker[], facts: StudiedFacts): UsualPath {
  const reasons = blockers.map(({ reason }) => reason);
  const overridable = overridableIn(facts);
  if (blockers.some(({ id }) => id === 'override-in-place')) {
    const narrower = overridable.kind === 'selected' ? [] : overridable.blockers.filter(isNarrower);
    if (narrower.length > 0) {
      const told = narrower.flatMap(({ reason, remedy }) => [reason, remedy]);
      return { procedure: 'none', reasons: told, alternatives: [] };
    }
    // What an earlier override has forgotten still gets its GUIDs.
    return overridable.kind === 'selected' && forgottenBy(overridable.subjects, facts)
      ? {
          procedure: 'null-override',
          reasons: [texts.inPlaceForSome(overridable.subjects.map(subjectName))],
          alternatives: [rebuild],
        }
      : { procedure: 'none', reasons: [texts.inPlace], alternatives: [] };
  }
  if (overridable.kind === 'impossible') {
    const inTheWay = overridable.blockers.flatMap(({ reason, remedy }) => [reason, remedy]);
    return { procedure: 'none', reasons: [...new Set([...reasons, ...inTheWay])], alternatives: [rebuild] };
  }
  return {
    procedure: 'null-override',
    reasons: [...reasons, texts.authoritative, texts.survivesUpgrades, ...excludesRemote(facts)],
    alternatives: [rebuild],
  };
}

/** Both can be done: null-override where null-clone would not last, or would clear the GUID of remote mailboxes too. */
function cloneOrOverride(originals: readonly SyncRule[], facts: StudiedFacts): UsualPath {
  const remote = remoteMailboxesIn(facts) ?? 0;
  const isUpgraded = facts.autoUpgrade.ok && facts.autoUpgrade.value.state === 'Enabled';
  const override = [texts.survivesUpgrades, texts.canBePiloted];
  const names = originals.map(facts.nameOfRule);
  const clone = [texts.articlesWay, texts.covers(names), isUpgraded ? texts.keepDisabled : texts.lastsUntilUpgrade];
  if ((remote > 0 || isUpgraded) && overridableIn(facts).kind === 'selected') {
    const reasons = [...(remote > 0 ? [texts.clearsRemote(remote)] : []), ...clone];
    return {
      procedure: 'null-override',
      reasons: [...excludesRemote(facts), ...(isUpgraded ? [texts.upgradeUndoes] : []), ...override],
      alternatives: [{ procedure: 'null-clone', reasons }, rebuild],
    };
  }
  return {
    procedure: 'null-clone',
    reasons: clone,
    alternatives: [{ procedure: 'null-override', reasons: [...override, ...excludesRemote(facts)] }, rebuild],
  };
}

/** An override in place is not about everybody. */
function isNarrower({ id }: Blocker): boolean {
  return id === 'override-narrower';
}

/** What null-override would be about. Asked only where rules and connectors are known: no path is offered without them. */
function overridableIn({ overriding }: StudiedFacts): OverrideSelection {
  if (!overriding.ok) throw new Error(`null-override is offered without known rules: ${overriding.failure.raw}`);
  return overriding.value;
}

/** Objects with a GUID that an override in place is not about; where nobody can be counted, what the rules do decides. */
function forgottenBy(subjects: readonly Subject[], { census, doctor }: StudiedFacts): boolean {
  return subjects.some(({ contributor }) => {
    if (census.has(contributor.connectorId)) return (affectedBy(contributor, census)?.withMailboxGuid ?? 0) > 0;
    return doctor !== undefined && reachesCloud(contributor, doctor.examination);
  });
}

function reachesCloud({ connectorId, sourceObjectType }: SyncRule, { places }: Examination): boolean {
  return places.some(
    ({ place, effect }) =>
      place.connectorId === connectorId &&
      sameType(place.objectType, sourceObjectType) &&
      effect.fates.includes('reaches'),
  );
}

function subjectName({ contributor, connector }: Subject): string {
  return texts.subject(contributor.sourceObjectType, connector.name);
}

/** A copy of the default rule cannot tell remote mailboxes from others; the scope of an override can. */
function excludesRemote(facts: StudiedFacts): readonly string[] {
  const remote = remoteMailboxesIn(facts);
  if (remote === undefined) return [texts.excludesUnknownRemote];
  return remote === 0 ? [] : [texts.excludesRemote(remote)];
}

/** With one forest there is nobody else who could supply the values. */
function lacksRule({ rules, connectors, census }: StudiedFacts): boolean {
  if (!rules.ok || !connectors.ok || connectors.value.filter(({ kind }) => kind === 'ad').length > 1) return false;
  return uncoveredTypes({ rules: rules.value, connectors: connectors.value }, census).length > 0;
}
