import { failed, success, type Result } from '../../../base/failure.ts';
import type { Problem } from '../../../base/words/problem.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { GuidEffect } from '../../../user-flow/affected.ts';
import type { Blocker } from './blockers.ts';
import type { RuleChangeOptions } from './options.ts';
import { planAsApproved } from './approved-change.ts';
import { sealedChange, type SealedChange } from './sealed-change.ts';
import type { RuleSituation } from '../idle/situation.ts';
import { firstRoundId, firstRoundSteps, firstUserStepId } from '../synchronize/round-ids.ts';

export type ChangePlan =
  | { readonly kind: 'planned'; readonly change: SealedChange }
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] };

/** A risk that a change board has to know of, and what is done about it. */
interface ChangeRisk {
  readonly risk: string;
  readonly mitigation: string;
}

/** What a change plan says that depends on what the change does to users. */
interface PlanWords {
  readonly affected: (users: number) => string;
  readonly risks: readonly ChangeRisk[];
  readonly verification: readonly string[];
}

/** What makes one procedure out of the steps that all changes of rules share. */
export interface RuleChange {
  readonly readOptions: (given: Readonly<Record<string, string>>) => Result<RuleChangeOptions>;
  /** The change that would be sealed now, or what forbids it. */
  readonly plan: (context: Reading, situation: RuleSituation) => Promise<Result<ChangePlan>>;
  /** Files for people, sealed with the backup. */
  readonly files: (change: SealedChange) => readonly { readonly path: string; readonly text: string }[];
  /** What may go wrong with this change in particular, for its change plan. */
  readonly risks?: readonly ChangeRisk[];
  /** The risk for remote mailboxes, where the change cannot leave them out; given the options of the run. */
  readonly remoteMailboxRisk?: (users: number, options: Readonly<Record<string, string>>) => ChangeRisk;
  /** What its change plan says instead of the usual, where it does not take the GUID away and nothing else. */
  readonly planWords?: PlanWords;
  /** What a synchronization may do to users whom the change is about; not given: take their GUID away, nothing else. */
  readonly mayChange?: 'values-return';
  /** What it means when the preview shows GUIDs that would stay. */
  readonly keepsGuid: (users: number) => Problem;
}

/** What a change does to the GUID of those whom it is about. */
export function guidEffectOf({ mayChange }: Pick<RuleChange, 'mayChange'>): GuidEffect {
  return mayChange === undefined ? 'loses' : 'gets-back';
}

/** One time that the change is previewed, synchronized and proved. The step ids are stable. */
export interface Round {
  readonly id: string;
  readonly steps: {
    readonly pause: string;
    readonly preview: string;
    readonly resume: string;
    readonly fullSync: string;
    readonly prove: string;
  };
  /** The stage of the change that must be complete before it is previewed. */
  readonly after: string;
  /** Where the state of every object before this round is sealed. */
  readonly folder: string;
  /** What the titles of its steps end in; empty for the first. */
  readonly suffix: string;
  /** What the change is for, where its stage has computed for every user what the synchronization does; not given: they lose the GUID. */
  readonly foretold?: 'cleared' | 'returned';
}

/** The round that every procedure has. */
export function firstRound(after: string): Round {
  return {
    id: firstRoundId,
    steps: firstRoundSteps,
    after,
    folder: 'before/',
    suffix: '',
  };
}

/** The sealed change of the run, or, before `backup`, the one that would be sealed now. */
export async function changeOf(
  definition: RuleChange,
  context: Reading,
  situation: RuleSituation,
): Promise<Result<ChangePlan>> {
  const sealed = sealedChange(context.captured('backup'));
  if (sealed !== undefined) return success({ kind: 'planned', change: sealed });
  return planAsApproved(definition, context, situation);
}

/** The title of a step in a round. */
export function roundTitle({ suffix }: Round, title: string): string {
  return suffix === '' ? title : `${title} ${suffix}`;
}

/** Whether the options of the run leave a round out. */
export function isSkipped(context: Reading, round: Round): boolean {
  const sealed = sealedChange(context.captured('backup'));
  return sealed !== undefined && !sealed.rounds.some(({ round: id }) => id === round.id);
}

/** Once the scheduler is on, or somebody was synchronized, the change may have reached metaverse and cloud. */
export function mayHaveSynchronized(context: Reading, { id, steps }: Round): boolean {
  const alone = id === firstRoundId ? [firstUserStepId] : [];
  return [...alone, steps.resume, steps.fullSync].some((step) => context.wasApplied(step));
}

/** A step that needs what `backup` sealed, and finds nothing. */
export function nothingSealed(during: string): ReturnType<typeof failed> {
  const raw = 'The step backup has not been carried out in this run.';
  return failed({ code: 'not-available', during, raw, retry: 'pointless' });
}
