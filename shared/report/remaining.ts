import type { Run } from '../engine/run/run-state.ts';
import { nextStep } from '../engine/run/selectors.ts';
import { ownerTexts } from '../procedures/steps/mailbox-owners/texts.ts';
import { licenceTexts, undoneTexts } from '../procedures/steps/licences/texts.ts';
import { remainingTexts } from './texts.ts';
import { ownersOfRestoration } from '../procedures/restore-default/settled-owners.ts';
import {
  keepOwnersId,
  keptRules,
  settledOwners,
  type SettledOwners,
} from '../procedures/steps/mailbox-owners/sealed-owners.ts';
import { outcomeWordOf } from './outcome-word.ts';
import { schedulerLeft } from './scheduler-left.ts';

/** Users that the list of what is left to do names one by one. */
const mostNamed = 200;

/** What is left to do, from where the run stands. */
export function remainingOf(run: Run): string[] {
  const isUndone = run.course.kind === 'undone';
  const left = isUndone ? run.steps.filter(({ writing }) => writing === 'given-up') : [];
  const unproved = (isUndone ? run.afterUndo : run.steps).filter(({ state }) => state.kind === 'overridden');
  const byHand = [
    ...mailboxOwnersLeft(run),
    ...mailboxesLeft(run),
    ...left.map(({ title }) => remainingTexts.leftAsItIs(title)),
    ...unproved.map(({ title }) => remainingTexts.unproved(title)),
  ];
  const ofScheduler = [schedulerLeft(run) ?? []].flat();
  if (isUndone) return [...ofScheduler, ...byHand];
  if (nextStep(run) === undefined) return [...byHand, ...remainingTexts.verified(run.procedure)];
  const open = run.steps.filter((step) => outcomeWordOf(step) === 'Not run');
  return [resumeText(run), ...ofScheduler, ...open.map(({ title }) => remainingTexts.openStep(title)), ...byHand];
}

/** What a step is blocked or failed by does not go away by itself. */
function resumeText(run: Run): string {
  const kind = nextStep(run)?.state.kind;
  return kind === 'blocked' || kind === 'failed' ? remainingTexts.resumeRemedied : remainingTexts.resume;
}

/** Mailboxes that were created since, as they were read last: no undo removes one. */
function mailboxesLeft(run: Run): string[] {
  const evidence = [...run.steps, ...run.afterUndo].flatMap(({ state }) =>
    state.kind === 'undone' || state.kind === 'verified' ? state.evidence : [],
  );
  const left =
    evidence.find(({ label }) => label === undoneTexts.mailboxesMade) ??
    evidence.find(({ label }) => label === licenceTexts.mailboxesLeft);
  const kept = evidence.find(({ label }) => label === licenceTexts.licensesKept)?.after;
  const { mailboxes, licensesKept, unknown } = licenceTexts.remaining;
  const ofLicenses = typeof kept === 'number' ? [licensesKept(kept)] : [];
  if (left === undefined || left.after === 0) return ofLicenses;
  return [typeof left.after === 'number' ? mailboxes(left.after) : unknown, ...ofLicenses];
}

/** Users with a mailbox in Exchange Online, for whom the GUID was kept cleared or restored all the same. */
function mailboxOwnersLeft(run: Run): string[] {
  const step = run.beforeUndo.find(({ id }) => id === keepOwnersId);
  const byUndo = step?.writing === 'written' ? settledOwners(step.captured?.state) : undefined;
  return [byUndo, ownersOfRestoration(run)].flatMap((settled) => (settled === undefined ? [] : ownersLeft(settled)));
}

function ownersLeft(settled: SettledOwners): string[] {
  const texts = ownerTexts.remaining;
  if (settled.owners === null) return [texts.unknown];
  const textOf = settled.choice === 'keep' ? texts.kept : texts.restored;
  const others = settled.owners.length - mostNamed;
  return [
    ...settled.owners
      .slice(0, mostNamed)
      .map(({ displayName, userPrincipalName }) => textOf(`${displayName} (${userPrincipalName})`)),
    ...(others > 0 ? [texts.others(others)] : []),
    ...(settled.choice === 'keep' ? [texts.keptRules(keptRules(settled).map(({ name }) => name))] : []),
  ];
}
