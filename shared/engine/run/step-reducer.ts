import { assertNever } from '../../base/assert-never.ts';
import type { EntryOf, StepEntry } from '../journal/journal-entry.ts';
import type { StepRecord, StepState, StepStateKind } from './run-state.ts';

type StepEvent = StepEntry['event'];

const beforeWriting: readonly StepStateKind[] = ['pending', 'planned', 'blocked', 'failed', 'undone'];
const anything: readonly StepStateKind[] = [
  'pending',
  'planned',
  'captured',
  'applying',
  'applied',
  'verified',
  'already-done',
  'skipped',
  'blocked',
  'failed',
  'overridden',
  'unknown',
  'undoing',
  'undone',
];
const undoable = anything.filter((kind) => !['undone', 'applying', 'already-done', 'skipped'].includes(kind));

/** The states in which each event can be written; anything else is a forged or broken journal. */
export const legalBefore: Readonly<Record<StepEvent, readonly StepStateKind[]>> = {
  planned: beforeWriting,
  'already-done': beforeWriting,
  'not-needed': beforeWriting,
  blocked: beforeWriting,
  confirmed: ['planned'],
  stale: ['planned'],
  captured: ['planned'],
  applying: ['captured'],
  applied: ['applying'],
  'answer-lost': ['applying', 'undoing'],
  verified: ['applied', 'unknown', 'failed'],
  failed: [...beforeWriting, 'captured', 'applying', 'applied', 'unknown'],
  overridden: ['blocked', 'failed'],
  interrupted: anything,
  adopted: [...beforeWriting, 'unknown'],
  'no-effect': ['unknown'],
  undoing: undoable,
  undone: undoable,
  'undo-failed': ['undoing', 'unknown'],
  'undo-impossible': undoable,
};

/** The step after one of its entries. Throws when the entry cannot stand there. */
export function reduceStep(step: StepRecord, entry: StepEntry): StepRecord {
  if (!legalBefore[entry.event].includes(step.state.kind)) {
    throw new Error(
      `Journal line ${entry.sequence} (${entry.event}) is impossible here: step ${step.id} is ${step.state.kind}`,
    );
  }
  const moved = { ...step, since: entry.utc };
  switch (entry.event) {
    case 'planned': {
      const { plan, planHash, factsHash } = entry;
      return { ...moved, state: { kind: 'planned' }, planned: { plan, planHash, factsHash } };
    }
    case 'already-done':
      return { ...moved, state: { kind: 'already-done', reason: entry.reason } };
    case 'not-needed':
      return { ...moved, state: { kind: 'skipped', reason: entry.reason } };
    case 'blocked':
      return { ...moved, state: { kind: 'blocked', reason: entry.reason, remedy: entry.remedy } };
    case 'confirmed':
      return { ...moved, state: { kind: 'planned', confirmed: entry.count } };
    case 'stale':
      return { ...moved, state: { kind: 'pending', stale: entry.found } };
    case 'captured':
      return { ...moved, state: { kind: 'captured' }, captured: { state: entry.state, files: entry.files } };
    case 'applying':
      return { ...moved, state: { kind: 'applying' }, writing: 'written' };
    case 'applied':
      return { ...moved, state: { kind: 'applied' } };
    case 'answer-lost':
      return { ...moved, state: lostAnswer(step.state, entry) };
    case 'verified': {
      const { evidence, objects, files, lostAnswer } = entry;
      return { ...moved, state: { kind: 'verified', evidence, objects, files, lostAnswer } };
    }
    case 'failed':
    case 'undo-failed':
      return { ...moved, state: failedState(step.state, entry) };
    case 'overridden':
      return overriddenStep(moved, entry);
    case 'interrupted':
      // Nothing was written yet: what was captured is captured again.
      return step.state.kind === 'captured' ? { ...moved, state: { kind: 'planned' } } : step;
    case 'adopted':
      return { ...moved, state: entry.found === 'whole' ? { kind: 'applied' } : { kind: 'pending' } };
    case 'no-effect':
      return { ...moved, state: { kind: 'pending' } };
    case 'undoing':
      return { ...moved, state: { kind: 'undoing' } };
    case 'undone':
      return {
        ...moved,
        state: { kind: 'undone', evidence: entry.evidence, objects: entry.objects },
        writing: 'undone',
      };
    case 'undo-impossible':
      return { ...moved, writing: 'given-up' };
    default:
      return assertNever(entry);
  }
}

function lostAnswer(before: StepState, entry: EntryOf<'answer-lost'>): StepState {
  return { kind: 'unknown', during: before.kind === 'undoing' ? 'undo' : 'apply', lostAnswer: entry.failure };
}

/** What came of a write that was read back although its answer was lost; a second reading does not bring the answer. */
function failedState(before: StepState, { phase, problem }: EntryOf<'failed' | 'undo-failed'>): StepState {
  const isReadBack = phase === 'verify' || phase === 'verify-undo';
  const lost = isReadBack && (before.kind === 'unknown' || before.kind === 'failed') ? before.lostAnswer : undefined;
  return { kind: 'failed', phase, problem, ...(lost !== undefined && { lostAnswer: lost }) };
}

function overriddenStep(step: StepRecord, entry: EntryOf<'overridden'>): StepRecord {
  const instead = step.state;
  if (instead.kind !== 'blocked' && instead.kind !== 'failed') throw new Error(`Step ${step.id} is ${instead.kind}`);
  const { reason, operator, utc } = entry;
  const ofUndo = isUndoFailure(instead);
  const state = { kind: 'overridden', reason, operator, utc, instead } as const;
  return ofUndo ? { ...step, state, writing: 'given-up' } : { ...step, state };
}

/** Whether it was the undo of the step that failed. */
export function isUndoFailure(state: StepState): boolean {
  return state.kind === 'failed' && (state.phase === 'restore' || state.phase === 'verify-undo');
}
