import { recommendationTexts as texts } from '../../messages/assess.ts';
import { sameType } from '../../sync-rules/contributor-reach.ts';
import type { Examination } from '../../sync-rules/doctor/diagnose.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { judgeVersion } from '../server-version.ts';
import type { Recommendation } from './assessment.ts';
import type { AssessmentFacts } from './facts.ts';
import { selectSubjects, type OverrideSelection, type Subject } from '../null-override/selection.ts';
import type { Blocker } from '../rule-change/blockers.ts';
import { affectedBy, uncoveredTypes } from '../rule-change/census.ts';
import { recommendAfterDoctor } from './recommend-after-doctor.ts';
import type { StudiedFacts } from './study.ts';

type Alternatives = Recommendation['alternatives'];

const rebuild: Alternatives[number] = { procedure: 'rebuild', reasons: [texts.rebuild] };

/** Which path to take, and why (procedures.md, `assess` 10). */
export function recommend(facts: StudiedFacts): Recommendation {
  const { selection } = facts;
  if (!selection.ok) {
    const reason = facts.partial?.rules?.reason;
    const reasons = [reason === undefined ? texts.unknown : texts.unknownBecause(reason)];
    return { procedure: 'none', reasons, alternatives: [] };
  }
  const upgrade = upgradeReasons(facts);
  const afterDoctor = recommendAfterDoctor(facts);
  if (afterDoctor !== undefined) return { ...afterDoctor, reasons: [...afterDoctor.reasons, ...upgrade] };
  if (!facts.contributors.some(({ direction, disabled }) => direction === 'inbound' && !disabled)) {
    return { procedure: 'none', reasons: [texts.nothingToDo, ...upgrade], alternatives: [] };
  }
  if (lacksRule(facts)) return { procedure: 'none', reasons: [texts.restoreFirst, ...upgrade], alternatives: [] };
  if (selection.value.kind === 'impossible') {
    const { blockers } = selection.value;
    const reasons = blockers.map(({ reason }) => reason);
    const overridable = overridableIn(facts);
    if (blockers.some(({ id }) => id === 'override-in-place')) {
      const narrower = overridable.kind === 'selected' ? [] : overridable.blockers.filter(isNarrower);
      if (narrower.length > 0) {
        const told = narrower.flatMap(({ reason, remedy }) => [reason, remedy]);
        return { procedure: 'none', reasons: [...told, ...upgrade], alternatives: [] };
      }
      // What an earlier override has forgotten still gets its GUIDs.
      return overridable.kind === 'selected' && forgottenBy(overridable.subjects, facts)
        ? {
            procedure: 'null-override',
            reasons: [texts.inPlaceForSome(overridable.subjects.map(subjectName)), ...upgrade],
            alternatives: [rebuild],
          }
        : { procedure: 'none', reasons: [texts.inPlace, ...upgrade], alternatives: [] };
    }
    if (blockers.every(({ id }) => id === 'leftover-clone')) {
      return {
        procedure: 'null-clone',
        reasons: [...reasons, ...blockers.map(({ remedy }) => remedy), ...upgrade],
        alternatives: [{ procedure: 'null-override', reasons: [texts.authoritative, texts.survivesUpgrades] }, rebuild],
      };
    }
    if (overridable.kind === 'impossible') {
      const inTheWay = overridable.blockers.flatMap(({ reason, remedy }) => [reason, remedy]);
      return {
        procedure: 'none',
        reasons: [...new Set([...reasons, ...inTheWay]), ...upgrade],
        alternatives: [rebuild],
      };
    }
    return {
      procedure: 'null-override',
      reasons: [...reasons, texts.authoritative, texts.survivesUpgrades, ...leavesRemote(facts), ...upgrade],
      alternatives: [rebuild],
    };
  }
  const names = selection.value.contributors.map(facts.nameOfRule);
  if (facts.autoUpgrade.ok && facts.autoUpgrade.value.state === 'Enabled') {
    return {
      procedure: 'null-override',
      reasons: [texts.upgradeUndoes, texts.survivesUpgrades, texts.canBePiloted, ...leavesRemote(facts), ...upgrade],
      alternatives: [{ procedure: 'null-clone', reasons: [texts.keepDisabled, texts.articlesWay] }, rebuild],
    };
  }
  return {
    procedure: 'null-clone',
    reasons: [texts.articlesWay, texts.covers(names), texts.lastsUntilUpgrade, ...upgrade],
    alternatives: [
      {
        procedure: 'null-override',
        reasons: [texts.survivesUpgrades, texts.canBePiloted, ...leavesRemote(facts)],
      },
      rebuild,
    ],
  };
}

/** An override in place is not about everybody. */
function isNarrower({ id }: Blocker): boolean {
  return id === 'override-narrower';
}

/** What null-override with its standard options would be about. */
function overridableIn({ rules, connectors, census }: StudiedFacts): OverrideSelection {
  return selectSubjects(
    { rules: rules.ok ? rules.value : [], connectors: connectors.ok ? connectors.value : [] },
    census,
    { contributors: 'auto', scope: { kind: 'everyone' }, alsoExclude: [] },
  );
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
function leavesRemote({ forests }: AssessmentFacts): readonly string[] {
  const remote = (forests.ok ? forests.value : []).reduce(
    (sum, { recipients }) => sum + (recipients.ok ? recipients.value.kinds['remote-mailbox'] : 0),
    0,
  );
  return remote === 0 ? [] : [texts.leavesRemote(remote)];
}

/** With one forest there is nobody else who could supply the values. */
function lacksRule({ rules, connectors, census }: StudiedFacts): boolean {
  if (!rules.ok || !connectors.ok || connectors.value.filter(({ kind }) => kind === 'ad').length > 1) return false;
  return uncoveredTypes({ rules: rules.value, connectors: connectors.value }, census).length > 0;
}

function upgradeReasons({ server, observedAt }: AssessmentFacts): readonly string[] {
  if (!server.ok) return [];
  const { productVersion } = server.value;
  const { kind } = judgeVersion(productVersion, new Date(observedAt));
  return kind === 'blocked' || kind === 'recalled' ? [texts.upgradeFirst(productVersion)] : [];
}
