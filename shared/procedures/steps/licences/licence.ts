import type { Capture, FileToSeal, Probe, Step, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Failure, type Result } from '../../../base/failure.ts';
import type { Guid } from '../../../base/guid.ts';
import type { EntraObjectId, SkuId } from '../../../base/identifiers.ts';
import { licenceTexts } from './texts.ts';
import { hasMailbox } from '../../../user-flow/cloud-mailbox.ts';
import { persistently } from '../../../systems/patience.ts';
import { notRead, usersLicensedFile, writeUsersLicensed, type UserLicensed } from '../run-users/user-lines.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import { awaitRecipients } from '../synchronize/await-recipients.ts';
import { mailboxOwners, readPeople } from './licence-people.ts';
import { decideLicences, planLicences, possibleLicenceEffects, type PlainLicenceFacts } from './licence-plan.ts';
import { blockedBy } from '../rules/blockers.ts';
import { isSkipped, type Round, type RuleChange } from '../rules/rule-change.ts';
import {
  type LicencesExpected,
  type LicenceState,
  type LicensedUser,
  directLicences,
  additions,
  changeLicences,
} from './licence-state.ts';
import { restoreLicences, verifyLicencesRestored } from './undo-licence.ts';

/** Exchange Online makes a mailbox within minutes, sometimes hours (graph-exchange.md §0.2). */
const mailboxLimit = { seconds: 4 * 3600, every: 120, during: licenceTexts.waiting };

/** Make mailboxes: assign, or remove and assign again, as chosen; and prove that every licensed user has one. */
export function licenceStep(
  change: RuleChange,
  rounds: readonly Round[],
): Step<HybridSystems, PlainLicenceFacts, LicenceState> {
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
    undo: { kind: 'restores', restore: restoreLicences, verify: verifyLicencesRestored },
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
  earlier: LicenceState | undefined,
): Promise<Result<Capture<LicenceState>>> {
  const known = new Map((earlier?.users ?? []).map((user) => [user.work.id, user]));
  const users: LicensedUser[] = [];
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

async function readCaptured(context: Reading, work: PlainLicenceFacts['work'][number]): Promise<Result<LicensedUser>> {
  const user = await persistently(context, () => context.systems.tenant.user(work.id as EntraObjectId, context));
  if (!user.ok) return user;
  const direct = directLicences(user.value).map(({ skuId, disabledPlans }) => ({
    skuId,
    disabledPlans: [...disabledPlans],
  }));
  return success({ work, usageLocation: user.value.usageLocation ?? null, direct });
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
    const removed = await changeLicences(context, id, { add: [], remove: present as SkuId[] });
    if (!removed.ok) return removed;
  }
  const missing = work.action === 'reassign' ? work.licences : work.licences.filter(({ skuId }) => !held.has(skuId));
  return missing.length === 0
    ? success(undefined)
    : changeLicences(context, id, { add: additions(missing), remove: [] });
}

async function verify(context: Reading, state: LicenceState): Promise<Verification> {
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
function licensedFile({ users, expected }: LicenceState, owners: MailboxesRead['owners']): FileToSeal {
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
  users: LicenceState['users'],
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
