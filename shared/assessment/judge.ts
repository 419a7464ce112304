import { standingWarnings } from './texts.ts';
import type { Connector } from '../entra-connect/rules/model.ts';
import type { AssessedConnector, Assessment, Finding, Recommendation } from './assessment.ts';
import { affectedIn, consequencesOf } from './consequences.ts';
import { contributionIn } from './contribution.ts';
import { assessedDiagnosis } from './doctor.ts';
import type { AssessmentFacts } from './facts.ts';
import { cloudFindings } from './findings/cloud.ts';
import { connectorFindings } from './findings/connectors.ts';
import { contributorFindingsOf } from './findings/contributors.ts';
import { directoryFindings } from './findings/directory.ts';
import { doctorFindings } from './findings/doctor.ts';
import { serverFindings } from './findings/server.ts';
import { userFlow } from '../user-flow/flow.ts';
import { recommend } from './recommend.ts';
import { study, type StudiedFacts } from './study.ts';
import { withoutNames, type OfferedList } from './lists/offered-list.ts';
import { userListsOf } from './user-lists.ts';

/** An assessment, and the names behind what it counts: too many to go wherever the assessment goes. */
export interface Assessed {
  readonly assessment: Assessment;
  readonly lists: readonly OfferedList[];
}

/** Judges the facts of an environment; pure, so that saved facts can be judged again. */
export function judge(gathered: AssessmentFacts): Assessment {
  return judgeWithLists(gathered).assessment;
}

export function judgeWithLists(gathered: AssessmentFacts): Assessed {
  const facts = study(gathered);
  const findings = findingsOf(facts);
  const recommendation = recommend(facts, findings);
  const lists = userListsOf(facts, recommendation);
  return { assessment: assessmentOf(facts, findings, recommendation, lists), lists };
}

function assessmentOf(
  facts: StudiedFacts,
  findings: readonly Finding[],
  recommendation: Recommendation,
  lists: readonly OfferedList[],
): Assessment {
  const contribution = contributionIn(facts, recommendation);
  return {
    observedAt: facts.observedAt,
    findings,
    connectors: (facts.connectors.ok ? facts.connectors.value : (facts.partial?.connectors?.value ?? [])).map(
      assessedConnector,
    ),
    contributors: facts.contributors,
    ...(contribution === undefined ? {} : { contribution }),
    diagnoses: facts.doctor?.examination.diagnoses.map((found) => assessedDiagnosis(found, facts)) ?? [],
    recommendation: {
      ...recommendation,
      alternatives: recommendation.alternatives.map((path) => ({
        ...path,
        consequences: consequencesOf(facts, path),
      })),
    },
    consequences: consequencesOf(facts, recommendation.afterwards ?? recommendation),
    affected: affectedIn(facts),
    ...(facts.users.ok && { flow: userFlow(facts.users.value) }),
    lists: lists.map(withoutNames),
    standingWarnings,
  };
}

function findingsOf(facts: StudiedFacts): readonly Finding[] {
  return [
    ...serverFindings(facts),
    ...connectorFindings(facts),
    ...contributorFindingsOf(facts),
    ...doctorFindings(facts),
    ...directoryFindings(facts),
    ...cloudFindings(facts),
  ];
}

function assessedConnector({ id, name, kind, forestName, partitions }: Connector): AssessedConnector {
  return {
    id,
    name,
    kind,
    ...(forestName === '' ? {} : { forest: forestName }),
    partitions: partitions.map((partition) => ({
      name: partition.name,
      distinguishedName: partition.distinguishedName,
      selected: partition.selected,
      containerInclusions: partition.containerInclusions,
      containerExclusions: partition.containerExclusions,
    })),
  };
}
