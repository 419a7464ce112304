import type { ConnectorId, RuleId } from '../base/identifiers.ts';
import type { Contributor } from '../entra-connect/contributors/contribution.ts';
import type { ConcernedUsers } from './concerned-users.ts';
import type { Contribution } from './contribution.ts';
import type { Actor, DoctorAction, RecipeState } from '../entra-connect/doctor/diagnosis.ts';
import type { NamedList } from './lists/offered-list.ts';
import type { UserFlow } from '../user-flow/flow.ts';
import type { Fate } from '../entra-connect/doctor/place-effect.ts';

type FindingOutcome = 'passed' | 'investigate' | 'failed' | 'skipped' | 'not-run';

/** One thing that was looked at. `id` is stable: scripts rely on it (design.md §11). */
export interface Finding {
  readonly id: string;
  readonly outcome: FindingOutcome;
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string;
  /** What the judgement rests on, by label. */
  readonly evidence?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

interface AssessedPartition {
  readonly name: string;
  readonly distinguishedName: string;
  readonly selected: boolean;
  readonly containerInclusions: readonly string[];
  readonly containerExclusions: readonly string[];
}

export interface AssessedConnector {
  readonly id: ConnectorId;
  readonly name: string;
  readonly kind: 'ad' | 'entra' | 'other';
  /** Forest of an AD connector. */
  readonly forest?: string;
  readonly partitions: readonly AssessedPartition[];
}

export type RecommendedProcedure =
  'null-clone' | 'null-override' | 'rebuild' | 'repair-recipe' | 'restore-default' | 'none';

/** What the recipe doctor recognised, for scripts; its finding has the words. */
export interface AssessedDiagnosis {
  readonly state: RecipeState;
  readonly action: DoctorAction;
  /** What acts on it. */
  readonly actor: Actor;
  readonly title: string;
  /** Undefined: it is about the whole server. */
  readonly connectorId?: ConnectorId;
  readonly objectType?: string;
  readonly rules: readonly {
    readonly id: RuleId;
    readonly name: string;
    readonly precedence: number;
    readonly disabled: boolean;
  }[];
  /** Attributes that a copy lacks. */
  readonly missing: readonly string[];
  /** What the rules do to the GUID of these users in effect. */
  readonly effect: Fate;
  readonly effectUncertain: boolean;
  /** Users with a mailbox GUID whom it concerns; absent: the objects of the target are not known. */
  readonly concerned?: ConcernedUsers;
}

/** A procedure with what speaks for it. */
export interface RecommendedPath {
  readonly procedure: RecommendedProcedure;
  readonly reasons: readonly string[];
  /** Options that it needs here; a person may change them. */
  readonly options?: Readonly<Record<string, string>>;
  /** Of an alternative; those of the recommended procedure are the assessment's own. */
  readonly consequences?: readonly Consequence[];
}

/** A procedure with the alternatives to it, before anything that comes first. */
export interface UsualPath extends RecommendedPath {
  /** Too little is known of rules and connectors to recommend anything. */
  readonly isUndecided?: true;
  readonly alternatives: readonly RecommendedPath[];
}

/** Something to do before any procedure: the remedy of the finding that asks for it. */
export interface FirstAction {
  /** Its id. */
  readonly finding: string;
  readonly title: string;
  readonly action: string;
}

export interface Recommendation extends UsualPath {
  /** Before any procedure, in this order; then none is recommended. */
  readonly first: readonly FirstAction[];
  /** What would be recommended once that is done, as things are now; absent: nothing to be done first, or no procedure. */
  readonly afterwards?: RecommendedPath;
}

/** A counted consequence in plain words; `count` undefined: not known with the systems that are connected. */
export interface Consequence {
  readonly id: string;
  readonly count?: number;
  readonly text: string;
}

/** Objects whose GUID the change takes out of the flow. */
export interface AffectedObjects {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
  readonly objects: number;
  /** Have a mailbox GUID but no mailNickname: their Exchange attributes never synchronized, nothing changes for them. */
  readonly untouchedWithoutNickname: number;
}

export interface Assessment {
  /** ISO UTC. */
  readonly observedAt: string;
  readonly findings: readonly Finding[];
  readonly connectors: readonly AssessedConnector[];
  /** Every rule that flows msExchMailboxGuid, inbound ones first, by precedence; disabled ones included. */
  readonly contributors: readonly Contributor[];
  /** Undefined: the rules could not be read, or a version before this was recorded wrote the journal. */
  readonly contribution?: Contribution;
  /** Leftovers of earlier attempts; empty where there are none, or the rules are not known. */
  readonly diagnoses: readonly AssessedDiagnosis[];
  readonly recommendation: Recommendation;
  readonly consequences: readonly Consequence[];
  readonly affected: readonly AffectedObjects[];
  /** Where every user of AD with a mailbox GUID is; absent: the target holds no users. */
  readonly flow?: UserFlow;
  /** Lists of names that can be shown: of findings, of consequences, and of the account of users (`bucket.<bucket>`). */
  readonly lists: readonly NamedList[];
  readonly standingWarnings: readonly string[];
}
