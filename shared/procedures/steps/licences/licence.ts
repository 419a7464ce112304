import type { Capture, FileToSeal, ObjectTable, Probe, Step, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Failure, type Result } from '../../../base/failure.ts';
import type { Guid } from '../../../base/guid.ts';
import type { EntraObjectId, SkuId } from '../../../base/identifiers.ts';
import { licenceTexts } from './texts.ts';
import type { LicenseAssignment, LicenseChange, TenantUser } from '../../../systems/tenant.ts';
import { hasMailbox } from '../../../user-flow/cloud-mailbox.ts';
import { keepOwnersId, keptOwners } from '../mailbox-owners/sealed-owners.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import { notRead, usersLicensedFile, writeUsersLicensed, type UserLicensed } from '../run-users/user-lines.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import { awaitRecipients } from '../synchronize/await-recipients.ts';
import { mailboxOwners, readPeople } from './licence-people.ts';
import {
  decideLicences,
  planLicences,
  possibleLicenceEffects,
  type LicenceWork,
  type PlainLicenceFacts,
} from './licence-plan.ts';
import { blockedBy } from '../rules/blockers.ts';
import { isSkipped, type Round, type RuleChange } from '../rules/rule-change.ts';

/** What each user held before, and who is expected to get a mailbox. */
interface LicenceState {
  readonly users: readonly {
    readonly work: LicenceWork;
    readonly usageLocation: string | null;
    /** Products held directly before, with the plans switched off. */
    readonly direct: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  }[];
  readonly expected: LicencesExpected;
  readonly mailboxesKnown: boolean;
}
type LicencesExpected = readonly { readonly id: string; readonly userPrincipalName: string }[];
type State = Plain<LicenceState>;
type Captured = State['users'][number];

/** Exchange Online makes a mailbox within minutes, sometimes hours (graph-exchange.md §0.2). */
const mailboxLimit = { seconds: 4 * 3600, every: 120, during: licenceTexts.waiting };

/** Make mailboxes: assign, or remove and assign again, as chosen; and prove that every licensed user has one. */
export function licenceStep(
  change: RuleChange,
  rounds: readonly Round[],
): Step<HybridSystems, PlainLicenceFacts, State> {
  return {
    id: 'licence',
    revision: 1,
    ...licenceTexts.step,
    risk: 'high',
    effects: (given) => {
      const options = change.readOptions(given);
      return options.ok ? possibleLicenceEffects(options.value) : [];
    },
    probe: async (context) => probe(context, change, rounds),
    plan: planLicences,
    capture,
    apply,
    verify,
    undo: { kind: 'restores', restore, verify: verifyRestored },
  };
}

async function probe(
  context: Reading,
  change: RuleChange,
  rounds: readonly Round[],
): Promise<Probe<PlainLicenceFacts>> {
  const options = change.readOptions(context.options);
  if (!options.ok) return { kind: 'unknown', failure: options.failure };
  const carriedOut = rounds.filter((round) => !isSkipped(context, round));
  if (carriedOut.some(({ steps }) => context.captured(steps.preview) === undefined)) {
    return { kind: 'blocked', ...licenceTexts.nothingSealed };
  }
  const people = await readPeople(context, carriedOut);
  if (!people.ok) {
    const notConnected = people.failure.code === 'not-available';
    if (notConnected && options.value.licence === 'leave') return { kind: 'not-needed', reason: licenceTexts.noTenant };
    if (notConnected) return { kind: 'blocked', reason: licenceTexts.noTenant, remedy: licenceTexts.connectTenant };
    return { kind: 'unknown', failure: people.failure };
  }
  const decision = decideLicences(people.value, options.value);
  if (decision.kind === 'blocked') return blockedBy(decision.blockers);
  const { facts } = decision;
  if (facts.work.length > 0 || facts.expected.length > 0) return { kind: 'ready', facts };
  return { kind: 'already-done', facts, reason: licenceTexts.nothingToDo(facts.withMailbox, facts.unlicensed) };
}

async function capture(
  context: Reading,
  facts: PlainLicenceFacts,
  earlier: State | undefined,
): Promise<Result<Capture<State>>> {
  const known = new Map((earlier?.users ?? []).map((user) => [user.work.id, user]));
  const users: Captured[] = [];
  for (const work of facts.work) {
    const before = known.get(work.id) ?? (await readCaptured(context, work));
    if ('ok' in before) {
      if (!before.ok) return before;
      users.push(before.value);
    } else users.push(before);
    known.delete(work.id);
  }
  // Whoever an earlier attempt has touched stays in what undo puts back.
  users.push(...known.values());
  return success({ state: { users, expected: facts.expected, mailboxesKnown: facts.mailboxesKnown }, files: [] });
}

async function readCaptured(context: Reading, work: PlainLicenceFacts['work'][number]): Promise<Result<Captured>> {
  const user = await persistently(context, () => context.systems.tenant.user(work.id as EntraObjectId, context));
  if (!user.ok) return user;
  const direct = directLicences(user.value).map(({ skuId, disabledPlans }) => ({
    skuId,
    disabledPlans: [...disabledPlans],
  }));
  return success({ work, usageLocation: user.value.usageLocation ?? null, direct });
}

function directLicences(user: TenantUser): readonly LicenseAssignment[] {
  return user.licenses.filter(({ assignedByGroup }) => assignedByGroup === undefined);
}

/** Goes on with the next user when one cannot be licensed; what failed comes back as one failure, each user named. */
async function apply(context: Writing, facts: PlainLicenceFacts): Promise<Result<void>> {
  const problems: Failure[] = [];
  for (const [index, work] of facts.work.entries()) {
    context.progress({ text: licenceTexts.licensing(work.userPrincipalName), done: index, total: facts.work.length });
    const done = await licenseOne(context, work);
    if (done.ok) continue;
    if (!concernsOneUser(done.failure)) return done;
    problems.push(done.failure);
  }
  const [first] = problems;
  if (first === undefined) return success(undefined);
  return failed({ ...first, raw: problems.map(({ during, raw }) => `${during}: ${raw}`).join('\n') });
}

function concernsOneUser({ code }: Failure): boolean {
  return (
    code === 'license-inherited' ||
    code === 'object-conflict' ||
    code === 'not-found' ||
    code === 'usage-location-missing'
  );
}

async function licenseOne(context: Writing, work: PlainLicenceFacts['work'][number]): Promise<Result<void>> {
  const id = work.id as EntraObjectId;
  const user = await persistently(context, () => context.systems.tenant.user(id, context));
  if (!user.ok) return user;
  if (work.newUsageLocation !== null && user.value.usageLocation !== work.newUsageLocation) {
    const location = work.newUsageLocation;
    const set = await persistently(context, () => context.systems.tenant.setUsageLocation(id, location, context));
    if (!set.ok) return set;
  }
  const held = new Set(directLicences(user.value).map(({ skuId }) => skuId as string));
  const present = work.licences.map(({ skuId }) => skuId).filter((skuId) => held.has(skuId));
  if (work.action === 'reassign' && present.length > 0) {
    const removed = await change(context, id, { add: [], remove: present as SkuId[] });
    if (!removed.ok) return removed;
  }
  const missing = work.action === 'reassign' ? work.licences : work.licences.filter(({ skuId }) => !held.has(skuId));
  return missing.length === 0 ? success(undefined) : change(context, id, { add: additions(missing), remove: [] });
}

function additions(
  licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[],
): LicenseChange['add'] {
  return licences.map(({ skuId, disabledPlans }) => ({
    skuId: skuId as SkuId,
    disabledPlans: disabledPlans as readonly Guid[],
  }));
}

async function change(context: Writing, id: EntraObjectId, licences: LicenseChange): Promise<Result<void>> {
  return persistently(context, () => context.systems.tenant.changeLicenses(id, licences, context));
}

async function verify(context: Reading, state: State): Promise<Verification> {
  const due = [
    ...state.users.map(({ work }) => ({ id: work.id, userPrincipalName: work.userPrincipalName })),
    ...state.expected,
  ];
  const unlicensed = await missingLicences(context, state.users);
  if (!unlicensed.ok) return { kind: 'unknown', failure: unlicensed.failure };
  if (unlicensed.value.length > 0) {
    return { ...licencesMissing(unlicensed.value, due.length), files: [licensedFile(state, undefined)] };
  }
  if (!state.mailboxesKnown) {
    const evidence = [
      { label: licenceTexts.usersLicensed, after: state.users.length },
      { label: licenceTexts.mailboxes, after: licenceTexts.mailboxesUnknown },
    ];
    return { kind: 'passed', evidence, objects: [], files: [licensedFile(state, undefined)] };
  }
  const waited = await awaitRecipients(context, mailboxLimit, {
    readAll: async () => withoutMailbox(context, due),
    awaited: ({ without }) => without.map(({ id }) => id as EntraObjectId),
    isSettled: (recipient) => recipient !== undefined && hasMailbox(recipient),
    isComplete: ({ without }) => without.length === 0,
    tell: ({ without }) => {
      const text = licenceTexts.stillWaiting(without.length);
      context.progress({ text, done: due.length - without.length, total: due.length });
    },
  });
  if (!waited.ok) return { kind: 'unknown', failure: waited.failure };
  const { without, owners } = waited.value;
  const files = [licensedFile(state, owners)];
  const evidence = [
    { label: licenceTexts.usersLicensed, after: state.users.length },
    { label: licenceTexts.mailboxes, before: 0, after: due.length - without.length },
    { label: licenceTexts.withoutMailbox, after: without.length },
  ];
  const names = without.map(({ userPrincipalName }) => [userPrincipalName]);
  return without.length === 0
    ? { kind: 'passed', evidence, objects: [], files }
    : {
        kind: 'failed',
        ...licenceTexts.noMailbox(without.length),
        evidence,
        files,
        objects: [
          { id: 'without-mailbox', title: licenceTexts.withoutMailbox, columns: [licenceTexts.user], rows: names },
        ],
      };
}

interface MailboxesRead {
  readonly without: LicencesExpected;
  /** Undefined: Exchange Online could not be read. */
  readonly owners: ReadonlyMap<EntraObjectId, Guid> | undefined;
}

async function withoutMailbox(context: Reading, due: LicencesExpected): Promise<Result<MailboxesRead>> {
  const owners = await mailboxOwners(context);
  if (!owners.ok) return owners;
  const without = due.filter(({ id }) => owners.value?.has(id as EntraObjectId) !== true);
  return success({ without, owners: owners.value });
}

/** Who was to get a mailbox, what the step did for it, and whether it is there. */
function licensedFile({ users, expected }: State, owners: MailboxesRead['owners']): FileToSeal {
  const line = (entraId: string, action: UserLicensed['action'], products: string): UserLicensed => {
    if (owners === undefined) return { entraId, action, products, exchangeOnline: notRead, mailbox: notRead };
    const guid = owners.get(entraId as EntraObjectId);
    return { entraId, action, products, exchangeOnline: guid ?? notRead, mailbox: guid === undefined ? 'no' : 'yes' };
  };
  const lines = [
    ...users.map(({ work }) => line(work.id, work.action, work.licences.map(({ skuId }) => skuId).join(' '))),
    ...expected.map(({ id }) => line(id, 'expected', '')),
  ];
  return { path: usersLicensedFile, text: writeUsersLicensed(lines) };
}

/** Users of this run without the license they were given, each with what the tenant says about it. */
async function missingLicences(
  context: Reading,
  users: State['users'],
): Promise<Result<readonly (readonly string[])[]>> {
  const rows: (readonly string[])[] = [];
  for (const { work } of users) {
    const user = await persistently(context, () => context.systems.tenant.user(work.id as EntraObjectId, context));
    if (!user.ok) return user;
    const direct = directLicences(user.value);
    const missing = work.licences.filter(
      ({ skuId }) => !direct.some((held) => held.skuId === skuId && held.state !== 'Error'),
    );
    if (missing.length === 0) continue;
    const errors = direct.filter(({ state }) => state === 'Error').map(({ error }) => error);
    rows.push([work.userPrincipalName, missing.map(({ skuId }) => skuId).join(', '), errors.join(', ')]);
  }
  return success(rows);
}

function licencesMissing(
  rows: readonly (readonly string[])[],
  due: number,
): Extract<Verification, { readonly kind: 'failed' }> {
  return {
    kind: 'failed',
    ...licenceTexts.notLicensed(rows.length),
    evidence: [{ label: licenceTexts.usersLicensed, after: due - rows.length }],
    objects: [
      {
        id: 'not-licensed',
        title: licenceTexts.notLicensedTitle,
        columns: [licenceTexts.user, licenceTexts.products, licenceTexts.error],
        rows,
      },
    ],
  };
}

/**
 * Takes back what was assigned, unless mail has arrived meanwhile: with the license the mailbox goes. So it stays where the
 * undo keeps the mailbox.
 */
async function restore(context: Writing, state: State): Promise<Result<void>> {
  const users = withoutKept(context, state);
  for (const [index, captured] of users.entries()) {
    const { work } = captured;
    context.progress({ text: licenceTexts.restoring(work.userPrincipalName), done: index, total: users.length });
    const done = await restoreOne(context, captured);
    if (!done.ok) return done;
  }
  return success(undefined);
}

function withoutKept(context: Reading | Writing, { users }: State): State['users'] {
  const kept = new Set<string>(keptOwners(context.captured(keepOwnersId)).map(({ id }) => id));
  return users.filter(({ work }) => !kept.has(work.id));
}

async function restoreOne(context: Writing, { work, usageLocation, direct }: Captured): Promise<Result<void>> {
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
    const changed = await change(context, id, { add: additions(add), remove: remove as SkuId[] });
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

async function verifyRestored(context: Reading, state: State): Promise<Verification> {
  const problems: string[] = [];
  const restored = withoutKept(context, state);
  const kept = state.users.length - restored.length;
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
  const left = await mailboxesLeft(context, state);
  if (!left.ok) return { kind: 'unknown', failure: left.failure };
  const { count, objects } = left.value;
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
async function mailboxesLeft(
  context: Reading,
  { users, expected }: State,
): Promise<Result<{ readonly count: number | undefined; readonly objects: readonly ObjectTable[] }>> {
  const owners = await mailboxOwners(context);
  if (!owners.ok) return owners;
  const { value } = owners;
  if (value === undefined) return success({ count: undefined, objects: [] });
  const due = [...users.map(({ work }) => work), ...expected];
  const rows = due
    .filter(({ id }) => value.has(id as EntraObjectId))
    .map(({ userPrincipalName }) => [userPrincipalName]);
  const { mailboxesLeftTitle: title, user } = licenceTexts;
  const table = { id: 'mailboxes-that-stay', title, columns: [user], rows };
  return success({ count: rows.length, objects: rows.length === 0 ? [] : [table] });
}
