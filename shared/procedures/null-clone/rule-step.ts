import { z } from 'zod';
import type { Json } from '../../engine/json.ts';
import type { Probe } from '../../engine/step.ts';
import { success, type Result } from '../../failure.ts';
import { ruleStepTexts } from '../../messages/null-clone-rules.ts';
import { isExactClone } from '../../sync-rules/clone.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { Plain } from '../plain.ts';
import type { Reading } from '../systems.ts';
import type { Blocker } from './blockers.ts';
import type { NullCloneOptions } from './options.ts';
import { meaningfulDifferences } from '../../sync-rules/rule-difference.ts';
import { differenceText, sameBesidesDisabled } from './rule-access.ts';
import { readRuleSituation, ruleById, unrest, type RuleSituation } from './situation.ts';
import { treatedSchema, type Treated } from './treated.ts';
import { blockedBy, treatmentOf } from './treatment.ts';

/** What the three rule steps know of a contributor and its clone on the server. */
export interface Pair extends Treated {
  /** As the server has them now. */
  readonly presentOriginal: SyncRule | undefined;
  readonly presentClone: SyncRule | undefined;
}

/** Facts and captured state of a rule step: the rules it is about, and how they stand. */
interface RuleFacts {
  readonly pairs: readonly {
    readonly treated: Treated;
    readonly original: 'enabled' | 'disabled' | 'absent';
    /** Precedence of the clone; null: there is none. */
    readonly clonePrecedence: number | null;
  }[];
}
export type PlainRuleFacts = Plain<RuleFacts>;

const ruleFactsSchema = z.strictObject({
  pairs: z.array(
    z.strictObject({
      treated: treatedSchema,
      original: z.enum(['enabled', 'disabled', 'absent']),
      clonePrecedence: z.int().nullable(),
    }),
  ),
});

/** What a rule step captured, read back from the journal. */
export function capturedPairs(captured: Json): readonly Treated[] {
  return ruleFactsSchema.parse(captured).pairs.map(({ treated }) => treated);
}

export type RuleProbe =
  | {
      readonly kind: 'found';
      readonly situation: RuleSituation;
      readonly options: NullCloneOptions;
      readonly pairs: readonly Pair[];
      readonly facts: PlainRuleFacts;
    }
  | Extract<Probe<never>, { readonly kind: 'blocked' | 'unknown' }>;

/** Reads rules and activity; blocked while anything could synchronize, or when somebody else has changed the rules. */
export async function probeRules(context: Reading): Promise<RuleProbe> {
  const situation = await readRuleSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  const treatment = await treatmentOf(context, situation.value);
  if (!treatment.ok) return { kind: 'unknown', failure: treatment.failure };
  if (treatment.value.kind === 'blocked') return blockedBy(treatment.value.blockers);
  const restless = unrest(situation.value);
  if (restless !== undefined) return { kind: 'blocked', ...restless };
  const pairs = pairsOf(treatment.value.treated, situation.value.rules);
  const changed = pairs.flatMap(foreignChanges);
  if (changed.length > 0) return blockedBy(changed);
  const { options } = treatment.value;
  return { kind: 'found', situation: situation.value, options, pairs, facts: ruleFacts(pairs) };
}

export function pairsOf(treated: readonly Treated[], rules: readonly SyncRule[]): readonly Pair[] {
  return treated.map((one) => ({
    ...one,
    presentOriginal: ruleById(rules, one.original.id),
    presentClone: ruleById(rules, one.clone.id),
  }));
}

function ruleFacts(pairs: readonly Pair[]): PlainRuleFacts {
  return {
    pairs: pairs.map(({ presentOriginal, presentClone, ...treated }) => ({
      treated,
      original: presentOriginal === undefined ? 'absent' : presentOriginal.disabled ? 'disabled' : 'enabled',
      clonePrecedence: presentClone?.precedence ?? null,
    })),
  };
}

/** Nobody but this run may have touched the rules since the backup: undo would overwrite it. */
function foreignChanges({ original, presentOriginal, clone, presentClone }: Pair): readonly Blocker[] {
  const changedOriginal =
    presentOriginal !== undefined && !sameBesidesDisabled(original, presentOriginal)
      ? [
          ruleStepTexts.changedMeanwhile(
            original.name,
            differenceText(meaningfulDifferences({ ...original, disabled: presentOriginal.disabled }, presentOriginal)),
          ),
        ]
      : [];
  const changedClone =
    presentClone !== undefined && !isOwnClone(original, clone, presentClone)
      ? [ruleStepTexts.changedMeanwhile(clone.name, differenceText(meaningfulDifferences(clone, presentClone)))]
      : [];
  return [...changedOriginal, ...changedClone].map((text) => ({ id: 'changed-meanwhile', ...text }));
}

/** The clone of this run, exact, wherever it stands. */
export function isOwnClone(original: SyncRule, clone: SyncRule, found: SyncRule): boolean {
  return found.name === clone.name && isExactClone(original, found);
}

/** What was captured first is the true original; later attempts must not replace it. */
export async function captureFirst(
  _context: Reading,
  facts: PlainRuleFacts,
  earlier: PlainRuleFacts | undefined,
): Promise<Result<{ readonly state: PlainRuleFacts; readonly files: readonly [] }>> {
  return success({ state: earlier ?? facts, files: [] });
}
