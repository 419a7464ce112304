import type { ObjectTable, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import type { Guid } from '../../../base/guid.ts';
import type { EntraObjectId, SkuId } from '../../../base/identifiers.ts';
import { licenceTexts } from './texts.ts';
import { keepOwnersId, keptOwners, settledOwners } from '../mailbox-owners/sealed-owners.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading, Writing } from '../../../systems/contexts.ts';
import { mailboxOwners } from './licence-people.ts';
import { additions, changeLicences, directLicences, type LicensedUser, type LicenceState } from './licence-state.ts';

/** Takes back what was assigned, unless mail has arrived meanwhile. */
export async function restoreLicences(context: Writing, state: LicenceState): Promise<Result<void>> {
  const undo = await dividedForUndo(context, state, async () => mailboxOwners(context));
  if (!undo.ok) return undo;
  const { users } = undo.value;
  for (const [index, captured] of users.entries()) {
    const { work } = captured;
    context.progress({ text: licenceTexts.restoring(work.userPrincipalName), done: index, total: users.length });
    const done = await restoreOne(context, captured);
    if (!done.ok) return done;
  }
  return success(undefined);
}

interface LicenceUndo {
  /** Who gets back the licenses held before. */
  readonly users: LicenceState['users'];
  /** Who keeps the license of this run. */
  readonly kept: number;
}

/**
 * With the license the mailbox goes. So it stays with everybody whose mailbox the undo keeps, and with whoever has a mailbox,
 * also where nobody was asked because no rule is restored; only who chose to restore anyway takes it from them.
 */
async function dividedForUndo(
  context: Reading | Writing,
  { users }: LicenceState,
  readOwners: () => ReturnType<typeof mailboxOwners>,
): Promise<Result<LicenceUndo>> {
  const captured = context.captured(keepOwnersId);
  const isTakenAnyway = settledOwners(captured)?.choice === 'restore-anyway';
  if (isTakenAnyway || !users.some(losesLicence)) return success({ users, kept: 0 });
  const owners = await readOwners();
  if (!owners.ok) return owners;
  const { value } = owners;
  if (value === undefined) {
    const during = licenceTexts.restoringAll;
    return failed({ code: 'not-available', during, raw: licenceTexts.ownersUnknown, retry: 'pointless' });
  }
  const kept = new Set<string>([...value.keys(), ...keptOwners(captured).map(({ id }) => id)]);
  const restored = users.filter((user) => !losesLicence(user) || !kept.has(user.work.id));
  return success({ users: restored, kept: users.length - restored.length });
}

/** An undo takes a license from the user, instead of putting back one that the user had. */
function losesLicence({ work, direct }: LicensedUser): boolean {
  const before = new Set(direct.map(({ skuId }) => skuId));
  return work.licences.some(({ skuId }) => !before.has(skuId));
}

async function restoreOne(context: Writing, { work, usageLocation, direct }: LicensedUser): Promise<Result<void>> {
  const id = work.id as EntraObjectId;
  const user = await persistently(context, () => context.systems.tenant.user(id, context));
  if (!user.ok) return user;
  const before = new Set(direct.map(({ skuId }) => skuId));
  const now = new Set(directLicences(user.value).map(({ skuId }) => skuId as string));
  const ours = work.licences.map(({ skuId }) => skuId);
  const remove = ours.filter((skuId) => now.has(skuId) && !before.has(skuId));
  const add = direct.filter(({ skuId }) => ours.includes(skuId) && !now.has(skuId));
  if (remove.length > 0) {
    const empty = await requireEmptyMailbox(context, id, work.userPrincipalName);
    if (!empty.ok) return empty;
  }
  if (remove.length > 0 || add.length > 0) {
    const changed = await changeLicences(context, id, { add: additions(add), remove: remove as SkuId[] });
    if (!changed.ok) return changed;
  }
  if (work.newUsageLocation === null || (user.value.usageLocation ?? null) === usageLocation) return success(undefined);
  return persistently(context, () => context.systems.tenant.setUsageLocation(id, usageLocation ?? undefined, context));
}

async function requireEmptyMailbox(context: Writing, id: EntraObjectId, name: string): Promise<Result<void>> {
  const recipient = await persistently(context, () => context.systems.exchangeOnline.recipientOf(id, context));
  if (!recipient.ok) return recipient.failure.code === 'not-available' ? success(undefined) : recipient;
  const items = recipient.value?.itemCount ?? 0;
  if (items === 0) return success(undefined);
  const during = licenceTexts.restoring(name);
  return failed({ code: 'object-conflict', during, raw: licenceTexts.mailArrived(items), retry: 'pointless' });
}

export async function verifyLicencesRestored(context: Reading, state: LicenceState): Promise<Verification> {
  const problems: string[] = [];
  const owners = await mailboxOwners(context);
  if (!owners.ok) return { kind: 'unknown', failure: owners.failure };
  const undo = await dividedForUndo(context, state, async () => owners);
  if (!undo.ok) return { kind: 'unknown', failure: undo.failure };
  const { users: restored, kept } = undo.value;
  for (const { work, direct, usageLocation } of restored) {
    const user = await persistently(context, () => context.systems.tenant.user(work.id as EntraObjectId, context));
    if (!user.ok) return { kind: 'unknown', failure: user.failure };
    const ours = new Set(work.licences.map(({ skuId }) => skuId));
    const held = (skuIds: readonly string[]) =>
      skuIds
        .filter((skuId) => ours.has(skuId))
        .toSorted()
        .join(', ');
    const now = held(directLicences(user.value).map(({ skuId }) => skuId));
    const sameLocation = work.newUsageLocation === null || (user.value.usageLocation ?? null) === usageLocation;
    if (now !== held(direct.map(({ skuId }) => skuId)) || !sameLocation) problems.push(work.userPrincipalName);
  }
  const { count, objects } = mailboxesLeft(state, owners.value);
  const evidence = [
    { label: licenceTexts.usersRestored, after: restored.length - problems.length },
    ...(kept === 0 ? [] : [{ label: licenceTexts.licensesKept, after: kept }]),
    { label: licenceTexts.mailboxesLeft, after: count ?? licenceTexts.mailboxesLeftUnknown },
  ];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects }
    : { kind: 'failed', ...licenceTexts.notRestored(problems.length), evidence, objects };
}

/** Licenses are taken back, mailboxes are not: whose have come since; the count undefined: it cannot be known. */
function mailboxesLeft(
  { users, expected }: LicenceState,
  owners: ReadonlyMap<EntraObjectId, Guid> | undefined,
): { readonly count: number | undefined; readonly objects: readonly ObjectTable[] } {
  if (owners === undefined) return { count: undefined, objects: [] };
  const due = [...users.map(({ work }) => work), ...expected];
  const rows = due
    .filter(({ id }) => owners.has(id as EntraObjectId))
    .map(({ userPrincipalName }) => [userPrincipalName]);
  const { mailboxesLeftTitle: title, user } = licenceTexts;
  const table = { id: 'mailboxes-that-stay', title, columns: [user], rows };
  return { count: rows.length, objects: rows.length === 0 ? [] : [table] };
}
