import { recommendationTexts as texts } from '../../messages/assess.ts';
import { judgeVersion } from '../server-version.ts';
import type { Recommendation } from './assessment.ts';
import type { AssessmentFacts } from './facts.ts';
import { uncoveredTypes } from '../rule-change/census.ts';
import { censusIn, contributorsIn, selectionIn } from './findings/contributors.ts';

type Alternatives = Recommendation['alternatives'];

const rebuild: Alternatives[number] = { procedure: 'rebuild', reasons: [texts.rebuild] };

/** Which path to take, and why (procedures.md, `assess` 10). */
export function recommend(facts: AssessmentFacts): Recommendation {
  const selection = selectionIn(facts);
  if (!selection.ok) {
    const reason = facts.partial?.rules?.reason;
    const reasons = [reason === undefined ? texts.unknown : texts.unknownBecause(reason)];
    return { procedure: 'none', reasons, alternatives: [] };
  }
  const upgrade = upgradeReasons(facts);
  if (!contributorsIn(facts).some(({ direction, disabled }) => direction === 'inbound' && !disabled)) {
    return { procedure: 'none', reasons: [texts.nothingToDo, ...upgrade], alternatives: [] };
  }
  if (lacksRule(facts)) return { procedure: 'none', reasons: [texts.restoreFirst, ...upgrade], alternatives: [] };
  if (selection.value.kind === 'impossible') {
    const { blockers } = selection.value;
    const reasons = blockers.map(({ reason }) => reason);
    if (blockers.some(({ id }) => id === 'override-in-place')) {
      return { procedure: 'none', reasons: [texts.inPlace, ...upgrade], alternatives: [] };
    }
    if (blockers.every(({ id }) => id === 'leftover-clone')) {
      return {
        procedure: 'null-clone',
        reasons: [...reasons, ...blockers.map(({ remedy }) => remedy), ...upgrade],
        alternatives: [{ procedure: 'null-override', reasons: [texts.authoritative, texts.survivesUpgrades] }, rebuild],
      };
    }
    return {
      procedure: 'null-override',
      reasons: [...reasons, texts.authoritative, texts.survivesUpgrades, ...upgrade],
      alternatives: [rebuild],
    };
  }
  const names = selection.value.contributors.map(({ name }) => name);
  if (facts.autoUpgrade.ok && facts.autoUpgrade.value.state === 'Enabled') {
    return {
      procedure: 'null-override',
      reasons: [texts.upgradeUndoes, texts.survivesUpgrades, ...upgrade],
      alternatives: [{ procedure: 'null-clone', reasons: [texts.keepDisabled, texts.articlesWay] }, rebuild],
    };
  }
  return {
    procedure: 'null-clone',
    reasons: [texts.articlesWay, texts.covers(names), ...upgrade],
    alternatives: [{ procedure: 'null-override', reasons: [texts.survivesUpgrades, texts.canBePiloted] }, rebuild],
  };
}

/** With one forest there is nobody else who could supply the values. */
function lacksRule(facts: AssessmentFacts): boolean {
  const { rules, connectors } = facts;
  if (!rules.ok || !connectors.ok || connectors.value.filter(({ kind }) => kind === 'ad').length > 1) return false;
  return uncoveredTypes({ rules: rules.value, connectors: connectors.value }, censusIn(facts)).length > 0;
}

function upgradeReasons({ server, observedAt }: AssessmentFacts): readonly string[] {
  if (!server.ok) return [];
  const { productVersion } = server.value;
  const { kind } = judgeVersion(productVersion, new Date(observedAt));
  return kind === 'blocked' || kind === 'recalled' ? [texts.upgradeFirst(productVersion)] : [];
}
