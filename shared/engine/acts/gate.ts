import { assertNever } from '../../base/assert-never.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Run } from '../run/run-state.ts';
import { mayApply, mayOverride, mayPrepare, mayRecover, mayUndo, mayVerify, nextStep } from '../run/selectors.ts';
import type { Session } from './run-log.ts';
import type { SystemTypes } from '../contract/step.ts';

/** What somebody asks an engine for. */
export type Intent =
  | { readonly kind: 'assessed' | 'close' }
  | { readonly kind: 'prepare' | 'verify' | 'examine'; readonly step: string }
  | {
      readonly kind: 'apply';
      readonly step: string;
      readonly planHash: string;
      readonly confirmation: number | undefined;
    }
  | { readonly kind: 'override'; readonly step: string; readonly reason: string }
  | { readonly kind: 'recover'; readonly step: string; readonly way: 'adopt' | 'undo' }
  | { readonly kind: 'undo' | 'ask-undo'; readonly to: string | undefined };

/** Why an intent must not be carried out now; undefined when it may. */
export function gate<Systems extends SystemTypes>(session: Session<Systems>, intent: Intent): Refusal | undefined {
  const run = session.run();
  if (run.kind === 'closed') return { code: 'closed' };
  // Nothing but closing is safe while a write is still under way: every reading would be of a moving target.
  if (session.hasAbandonedWrite() && intent.kind !== 'close') return { code: 'still-writing' };
  switch (intent.kind) {
    case 'assessed':
    case 'close':
      return undefined;
    case 'prepare':
      return notNowUnless(mayPrepare(run, intent.step));
    case 'verify':
      return notNowUnless(mayVerify(run, intent.step));
    case 'examine':
      return notNowUnless(mayRecover(run, intent.step));
    case 'apply':
      return gateApply(run, intent);
    case 'override':
      return gateOverride(run, intent);
    case 'recover':
      return gateRecover(run, intent);
    case 'undo':
    case 'ask-undo':
      return notNowUnless(mayUndo(run, intent.to));
    default:
      return assertNever(intent);
  }
}

function notNowUnless(allowed: boolean): Refusal | undefined {
  return allowed ? undefined : { code: 'not-now' };
}

function gateApply(run: Run, intent: Extract<Intent, { readonly kind: 'apply' }>): Refusal | undefined {
  if (!mayApply(run, intent.step)) return { code: 'not-now' };
  const planned = nextStep(run)?.planned;
  if (planned?.planHash !== intent.planHash) return { code: 'other-plan' };
  const { confirmation: asked } = planned.plan;
  if (asked === undefined) return undefined;
  const { confirmation: given } = intent;
  if (given === undefined) return { code: 'confirmation-missing', ...asked };
  return given === asked.count ? undefined : { code: 'confirmation-wrong', ...asked, given };
}

function gateOverride(run: Run, intent: Extract<Intent, { readonly kind: 'override' }>): Refusal | undefined {
  const step = nextStep(run);
  if (step?.id === intent.step && step.risk === 'destructive') return { code: 'destructive' };
  if (!mayOverride(run, intent.step)) return { code: 'not-now' };
  return intent.reason.trim() === '' ? { code: 'reason-missing' } : undefined;
}

function gateRecover(run: Run, intent: Extract<Intent, { readonly kind: 'recover' }>): Refusal | undefined {
  if (!mayRecover(run, intent.step)) return { code: 'not-now' };
  const irreversible = nextStep(run)?.undo === 'impossible';
  return intent.way === 'undo' && irreversible ? { code: 'cannot-be-undone' } : undefined;
}
