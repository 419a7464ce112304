import { success, type Result } from '../../base/failure.ts';
import { entraConnectorId } from '../../base/identifiers.ts';
import { assessTitles as titles, connectorTexts as texts } from '../texts.ts';
import { liesWithin } from '../../entra-connect/evaluation/distinguished-names.ts';
import type { Connector } from '../../entra-connect/rules/model.ts';
import type { UnsettledObjects } from '../../procedures/unsettled-objects.ts';
import type { Finding } from '../assessment.ts';
import type { AssessmentFacts } from '../facts.ts';
import { about, aboutPart, everything, failing, investigate, passed, type Judgement } from './finding.ts';

/** Findings about the connectors (procedures.md, `assess` 3). */
export function connectorFindings(facts: AssessmentFacts): readonly Finding[] {
  const { connectors } = facts;
  // A settings file of the wizard holds all forests and their scope, and nothing else of the connectors.
  const known = { fact: connectors, part: facts.partial?.connectors };
  return [
    aboutPart('connectors.forests', titles.forests, known, forestsJudgement, everything),
    about('connectors.entra', titles.entra, connectors, (all) => {
      const entra = all.find(({ kind }) => kind === 'entra');
      return entra === undefined ? failing(texts.noEntra, texts.noEntraRemedy) : passed(texts.entra(entra.name));
    }),
    aboutPart('connectors.scope', titles.scope, known, scopeJudgement, everything),
    about('connectors.exchange-attributes', titles.exchangeAttributes, connectors, attributesJudgement),
    pendingFinding(facts),
    unsettledFinding(facts),
  ];
}

function forestsJudgement(connectors: readonly Connector[]): Judgement {
  const names = adConnectors(connectors).map(({ name }) => name);
  return names.length === 0 ? failing(texts.noForest, texts.noForestRemedy) : passed(texts.forests(names));
}

function scopeJudgement(connectors: readonly Connector[]): Judgement {
  const parts = adConnectors(connectors)
    .flatMap(({ partitions }) => partitions)
    .filter(({ selected }) => selected)
    .map((partition) => {
      const { distinguishedName, containerInclusions, containerExclusions } = partition;
      // A container around an included one is the rest that was not ticked, no exception from it.
      const exceptions = containerExclusions.filter(
        (excluded) => !containerInclusions.some((one) => liesWithin(one.toLowerCase(), excluded.toLowerCase())),
      );
      return texts.partition(distinguishedName, containerInclusions, exceptions);
    });
  return passed(parts.length === 0 ? texts.noScope : texts.scope(parts), { partitions: parts });
}

function attributesJudgement(connectors: readonly Connector[]): Judgement {
  const missing = adConnectors(connectors).filter(({ attributeInclusions }) => {
    const included = new Set(attributeInclusions.map((name) => name.toLowerCase()));
    return !included.has('msexchmailboxguid') || !included.has('mailnickname');
  });
  return missing.length === 0
    ? passed(texts.attributesIncluded)
    : investigate(texts.attributesMissing(missing.map(({ name }) => name)), texts.attributesRemedy);
}

function pendingFinding({ connectorCensus, deletionThreshold, connectors }: AssessmentFacts): Finding {
  const id = 'connectors.pending-deletions';
  const title = titles.pendingDeletes;
  const census = connectorCensus.find(({ connectorId }) => connectorId === entraConnectorId);
  if (census === undefined) {
    return about(id, title, connectors, () => failing(texts.noEntra, texts.noEntraRemedy));
  }
  return about(id, title, census.statistics, ({ exportDeletes }) => {
    if (exportDeletes === 0) return passed(texts.noPendingDeletes);
    const threshold =
      deletionThreshold.ok && deletionThreshold.value.enabled ? deletionThreshold.value.count : undefined;
    const detail =
      threshold !== undefined && exportDeletes > threshold
        ? texts.pendingDeletesAbove(exportDeletes, threshold)
        : texts.pendingDeletes(exportDeletes);
    return failing(detail, texts.pendingDeletesRemedy, { exportDeletes });
  });
}

/** What the connector spaces hold that no synchronization has settled; nothing of it stops a reading. */
function unsettledFinding({ connectorCensus, connectors }: AssessmentFacts): Finding {
  const id = 'connectors.unsettled';
  const title = titles.unsettled;
  return about(id, title, togetherOf(connectorCensus, connectors), (all) => {
    const names = (part: keyof UnsettledObjects) => all.flatMap((one) => one[part]);
    const parts = [
      ...unsettledPart(texts.deletedInDirectory, names('deleted')),
      ...unsettledPart(texts.exportCutOff, names('exportCutOff')),
      ...unsettledPart(texts.withheld, names('withheld')),
    ];
    if (parts.length === 0) return passed(texts.noneUnsettled);
    const remedies = parts.map(({ remedy }) => remedy).join(' ');
    return investigate(parts.map(({ detail }) => detail).join(' '), remedies, {
      deleted: names('deleted'),
      exportCutOff: names('exportCutOff'),
      withheld: names('withheld'),
    });
  });
}

type UnsettledText = (typeof texts)['deletedInDirectory' | 'exportCutOff' | 'withheld'];

function unsettledPart({ detail, remedy }: UnsettledText, names: readonly string[]) {
  return names.length === 0 ? [] : [{ detail: detail(names), remedy }];
}

function togetherOf(
  census: AssessmentFacts['connectorCensus'],
  connectors: AssessmentFacts['connectors'],
): Result<readonly UnsettledObjects[]> {
  if (!connectors.ok) return connectors;
  const known: UnsettledObjects[] = [];
  for (const { unsettled } of census) {
    if (!unsettled.ok) return unsettled;
    known.push(unsettled.value);
  }
  return success(known);
}

function adConnectors(connectors: readonly Connector[]): readonly Connector[] {
  return connectors.filter(({ kind }) => kind === 'ad');
}
