import { success, type Result } from '../base/failure.ts';
import { mailboxGuidAttribute } from '../entra-connect/attributes.ts';
import type { Contributor } from '../entra-connect/contributors/contribution.ts';
import { contributorsOf } from '../entra-connect/contributors/contributors.ts';
import { examine, type Examined, type ExaminedRules } from '../entra-connect/doctor/diagnose.ts';
import type { Connector, SyncRule } from '../entra-connect/rules/model.ts';
import { readOptions } from '../procedures/null-clone/options.ts';
import { selectContributors, type Selection } from '../procedures/null-clone/selection.ts';
import { readOptions as readOverrideOptions } from '../procedures/null-override/options.ts';
import { selectSubjects, type OverrideSelection } from '../procedures/null-override/selection.ts';
import { sourcesOf, type Census } from '../procedures/steps/rules/census.ts';
import { namesWith, type NameOfRule } from '../procedures/steps/idle/situation.ts';
import { DoctorPlans } from './doctor-plans.ts';
import { examinedIn } from './doctor.ts';
import type { AssessmentFacts } from './facts.ts';
import { nextSynchronization, type NextSynchronization } from './next-synchronization.ts';

/** The facts with what several judgements build on, each computed once. */
export interface StudiedFacts extends AssessmentFacts {
  /** Objects of the AD connectors, as far as the target holds any. */
  readonly census: Census;
  /** Every rule that flows the GUID, inbound ones first; of the rules that are known, where not all are. */
  readonly contributors: readonly Contributor[];
  /** Names rules with their connectors: forests have rules of the same names. */
  readonly nameOfRule: NameOfRule;
  /** What null-clone with its standard options would treat; a failure when rules or connectors are not known. */
  readonly selection: Result<Selection>;
  /** What null-override with its standard options would override; a failure when rules or connectors are not known. */
  readonly overriding: Result<OverrideSelection>;
  /** What the recipe doctor looks at, what it finds, and what it could do; undefined: the rules are not known. */
  readonly doctor: (ExaminedRules & { readonly plans: DoctorPlans }) | undefined;
  /** What the rules in place have not done yet; nothing where the users are not known. */
  readonly next: NextSynchronization;
}

export function study(facts: AssessmentFacts): StudiedFacts {
  const census = censusIn(facts);
  const examined = examinedIn(facts);
  const doctor = examined === undefined ? undefined : diagnosed(examined, new Date(facts.observedAt));
  return {
    ...facts,
    census,
    contributors: contributorsIn(facts),
    nameOfRule: namesWith(facts.connectors.ok ? facts.connectors.value : []),
    selection: onServer(facts, (server) => selectContributors(server, census, standard(readOptions({})))),
    overriding: onServer(facts, (server) => selectSubjects(server, census, standard(readOverrideOptions({})))),
    doctor,
    next:
      facts.users.ok && doctor !== undefined
        ? nextSynchronization(facts.users.value, doctor.examination.kinds)
        : { lose: [], getBack: [], uncertain: false },
  };
}

function diagnosed(examined: Examined, now: Date) {
  const server = { examined, examination: examine(examined) };
  return { ...server, plans: new DoctorPlans(server, now) };
}

function censusIn({ connectors, connectorCensus }: AssessmentFacts): Census {
  const census = connectorCensus.map(({ connectorId, objectTypes }) => [connectorId, objectTypes] as const);
  return sourcesOf(connectors.ok ? connectors.value : [], new Map(census));
}

function contributorsIn(facts: AssessmentFacts): readonly Contributor[] {
  const rules = facts.rules.ok ? facts.rules.value : facts.partial?.rules?.value;
  if (rules === undefined) return [];
  const { inbound, outbound } = contributorsOf(mailboxGuidAttribute, { rules });
  return [...inbound, ...outbound];
}

/** What is made of the rules and connectors; a failure where either is not known. */
function onServer<Value>(
  { rules, connectors }: AssessmentFacts,
  make: (server: { readonly rules: readonly SyncRule[]; readonly connectors: readonly Connector[] }) => Value,
): Result<Value> {
  if (!rules.ok) return rules;
  if (!connectors.ok) return connectors;
  return success(make({ rules: rules.value, connectors: connectors.value }));
}

function standard<Options>(read: Result<Options>): Options {
  if (!read.ok) throw new Error(`The standard options of a procedure are not valid: ${read.failure.raw}`);
  return read.value;
}
