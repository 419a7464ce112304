import type {
  Evidence,
  FileToSeal,
  ObjectTable,
  Probe,
  Step,
  StepPlan,
  Verification,
} from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { proveTexts } from './texts.ts';
import { undoneTexts as texts } from '../licences/texts.ts';
import type { Problem } from '../../../base/words/problem.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { changedContents } from '../../../entra-connect/rules/recreated-rules.ts';
import {
  keepOwnersId,
  keptOwners,
  keptRules,
  listedOwners,
  listOwnersId,
  settledOwners,
} from '../mailbox-owners/sealed-owners.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import { restoredUser, usersAfterFile, wantedUsers, type StatesRead, type WantedUsers } from '../run-users/after.ts';
import { readSealedUsers } from '../run-users/before.ts';
import type { UserAfter, UserBefore } from '../run-users/user-lines.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { isResynchronized, sealedBackup, wasSynchronized } from '../rules/after-undo.ts';
import { readBackup } from '../rules/backup.ts';
import { readBefore, sealedBefore, type BeforeEntry } from './before-state.ts';
import { compareCloudAfterUndo, type CloudAfterUndo } from './cloud-after-undo.ts';
import { compareEntra } from './compare-cloud.ts';
import { compareMetaverse } from './compare-metaverse.ts';
import { operationsOfRun, readRecreated, readRules, rulesThatDiffer } from '../rules/rule-access.ts';
import type { Round } from '../rules/rule-change.ts';
import { changedEvidence } from '../rules/rule-step-evidence.ts';
import { sealedChange } from '../rules/sealed-change.ts';
import { readActivity } from '../idle/situation.ts';
import { waitingChanges } from '../synchronize/waiting-changes.ts';

interface OriginalFacts {
  readonly rules: number;
  readonly synchronized: boolean;
}
type Facts = Plain<OriginalFacts>;

/**
 * After everything has been undone: the rules equal the backup field by field, and as deep as the change was proved, so is
 * its undo: metaverse, Entra connector space, and Exchange Online, which is waited for.
 */
export function proveOriginalStep(first: Round, rounds: readonly Round[] = [first]): Step<HybridSystems, Facts, null> {
  return {
    id: 'prove-original',
    revision: 2,
    ...texts.prove,
    risk: 'none',
    effects: () => [],
    probe: async (context) => probe(context, first),
    plan,
    capture: async () => success({ state: null, files: [] }),
    apply: async () => success(undefined),
    verify: async (context) => verify(context, first, rounds),
    undo: { kind: 'changes-nothing' },
  };
}

async function probe(context: Reading, first: Round): Promise<Probe<Facts>> {
  const sealed = sealedBackup(context);
  if (sealed === undefined) return { kind: 'not-needed', reason: texts.neverBackedUp };
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  return {
    kind: 'ready',
    facts: { rules: rules.value.length, synchronized: isResynchronized(context, first, rules.value) },
  };
}

function plan(facts: Facts): StepPlan {
  return {
    summary: [
      texts.proveSummary(facts.rules, facts.synchronized),
      ...(facts.synchronized ? [texts.waitsForCloud] : []),
    ].join(' '),
    changes: [],
    commands: [],
    effects: [],
    notes: [],
    objects: [],
    confirmation: undefined,
  };
}

/** What one system was found to hold. */
interface Found {
  readonly evidence: readonly Evidence[];
  readonly problems: readonly Problem[];
  readonly objects?: readonly ObjectTable[];
  /** Of the users whom the run was about. */
  readonly read?: StatesRead;
}

async function verify(context: Reading, first: Round, rounds: readonly Round[]): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const found = await verifyRules(context, rules.value);
  if (!found.ok) return { kind: 'unknown', failure: found.failure };
  // What is synchronized with the wrong rules proves nothing.
  if (found.value.problems.length > 0 || !isResynchronized(context, first, rules.value)) {
    return verdictOf([found.value], []);
  }
  const users = await usersOf(context, rounds);
  if (!users.ok) return { kind: 'unknown', failure: users.failure };
  const wanted = wantedUsers(users.value);
  const systems = [
    async () => verifyMetaverse(context, first, rules.value, wanted),
    async () => verifyConnectorSpace(context, rules.value, wanted),
    async () => verifyCloud(context, first, rules.value, wanted),
  ];
  const all = [found.value];
  for (const read of systems) {
    const part = await read();
    if (!part.ok) return { kind: 'unknown', failure: part.failure };
    all.push(part.value);
    // Exchange Online is waited for only where what it follows is right.
    if (part.value.problems.length > 0) break;
  }
  return verdictOf(all, [usersAfterFile('prove-original', usersRead(context, users.value, all))]);
}

/** The users of every round that was previewed, each as it was before the first that it belongs to. */
async function usersOf(context: Reading, rounds: readonly Round[]): Promise<Result<readonly UserBefore[]>> {
  const users = new Map<string, UserBefore>();
  for (const round of rounds.filter(({ steps }) => context.captured(steps.preview) !== undefined)) {
    const sealed = await readSealedUsers(context, round);
    if (!sealed.ok) return sealed;
    for (const user of sealed.value) if (!users.has(user.id)) users.set(user.id, user);
  }
  return success([...users.values()]);
}

function usersRead(context: Reading, users: readonly UserBefore[], found: readonly Found[]): readonly UserAfter[] {
  const read = found.reduce<StatesRead>((all, one) => ({ ...all, ...one.read }), {});
  const kept = new Set<string>(keptOwners(context.captured(keepOwnersId)).map(({ id }) => id));
  return users.map((user) => restoredUser(user, read, user.entraId !== null && kept.has(user.entraId)));
}

function verdictOf(found: readonly Found[], files: readonly FileToSeal[]): Verification {
  const evidence = found.flatMap((one) => one.evidence);
  const objects = found.flatMap((one) => one.objects ?? []);
  const problems = found.flatMap((one) => one.problems);
  const [first] = problems;
  if (first === undefined) return { kind: 'passed', evidence, objects, files };
  return {
    kind: 'failed',
    reason: problems.map(({ reason }) => reason).join('\n'),
    remedy: first.remedy,
    evidence,
    objects,
    files,
  };
}

/** Field by field, but for the rules that stay for users with a mailbox in Exchange Online. */
async function verifyRules(context: Reading, rules: readonly SyncRule[]): Promise<Result<Found>> {
  const sealed = sealedBackup(context);
  if (sealed === undefined) return success({ evidence: [], problems: [{ reason: texts.neverBackedUp, remedy: '' }] });
  const backup = await readBackup(context, sealed);
  if (!backup.ok) return backup;
  const recreated = await readRecreated(context);
  if (!recreated.ok) return recreated;
  const kept = keptRules(settledOwners(context.captured(keepOwnersId)));
  const contents = changedContents(operationsOfRun(context), rules);
  const expected = backup.value.rules.map((rule) => contents.get(rule.id)?.found ?? rule);
  const differing = rulesThatDiffer([...expected, ...kept], rules);
  return success({
    evidence: [
      { label: texts.rulesEqual, before: backup.value.rules.length, after: rules.length, system: 'rules' },
      { label: texts.rulesDiffering, after: differing, system: 'rules' },
      ...recreated.value.map(({ name }) => ({ label: texts.ruleRecreated, after: name, system: 'rules' })),
      ...changedEvidence([...contents.values()], sealed.change.contributors),
      ...kept.map(({ name }) => ({ label: texts.ruleKept, after: name, system: 'rules' })),
    ],
    problems: differing.length === 0 ? [] : [texts.rulesDiffer(differing)],
  });
}

/** Every object is as it was sealed, but for the users who keep their mailbox: they have no GUID. */
async function verifyMetaverse(
  context: Reading,
  first: Round,
  rules: readonly SyncRule[],
  { metaverseIds }: WantedUsers,
): Promise<Result<Found>> {
  // What the objects were before is not what these rules make of them, or was never looked at.
  if (!wasSynchronized(context, rules) || context.captured(first.steps.preview) === undefined) {
    return success({ evidence: [], problems: [] });
  }
  const before = await readBefore(context, first);
  if (!before.ok) return before;
  const connectors = await persistently(context, () => context.systems.syncServer.connectors(context));
  if (!connectors.ok) return connectors;
  const keptAnchors = new Set(keptOwners(context.captured(keepOwnersId)).map(({ anchor }) => anchor));
  const entries = before.value.map((entry) => (keptAnchors.has(entry.anchor) ? withoutGuid(entry) : entry));
  const now = await compareMetaverse(context, connectors.value, entries, metaverseIds);
  if (!now.ok) return now;
  const { holding, changedGuid, changedOtherwise, disappeared } = now.value;
  const expected = entries.filter(({ guid }) => guid !== '').length;
  const back = holding.treated + holding.other;
  const same = back === expected && changedGuid === 0 && changedOtherwise === 0 && disappeared === 0;
  return success({
    evidence: [
      { label: texts.guidsBack, before: expected, after: back, system: 'metaverse' },
      ...(keptAnchors.size === 0
        ? []
        : [{ label: texts.guidsKept, before: keptAnchors.size, after: holding.cleared, system: 'metaverse' }]),
    ],
    problems: same ? [] : [texts.guidsMissing(expected - back, changedGuid, changedOtherwise, disappeared)],
    read: { metaverse: now.value.guids },
  });
}

function withoutGuid(entry: BeforeEntry): BeforeEntry {
  return { ...entry, part: 'cleared', guid: '' };
}

/** Every object of the metaverse and of the Entra connector holds what the rules give. */
async function verifyConnectorSpace(
  context: Reading,
  rules: readonly SyncRule[],
  { metaverseIds }: WantedUsers,
): Promise<Result<Found>> {
  const change = sealedChange(context.captured('backup'));
  if (change === undefined) return success({ evidence: [], problems: [] });
  const waiting = await waitingChanges(context, change, rules);
  if (!waiting.ok) return waiting;
  const activity = await readActivity(context);
  if (!activity.ok) return activity;
  const { users } = waiting.value;
  const problems = users === 0 ? [] : [texts.differFromComputed(users)];
  const inMetaverse: Evidence = { label: texts.notAsComputed, after: users, system: 'metaverse' };
  if (activity.value.scheduler.stagingModeEnabled) {
    return success({ evidence: [inMetaverse, { label: texts.connectorSpace, after: proveTexts.staging }], problems });
  }
  const entra = await compareEntra(context, 'all', metaverseIds);
  if (!entra.ok) return entra;
  const inEntra: Evidence = { label: texts.entraWithGuid, after: entra.value.holding, system: 'connector-space' };
  return success({ evidence: [inMetaverse, inEntra], problems, read: { entra: entra.value.guids } });
}

/** Whoever had the GUID in Exchange Online has it again, but for those who have a mailbox, or keep theirs. */
async function verifyCloud(
  context: Reading,
  first: Round,
  rules: readonly SyncRule[],
  { entraIds }: WantedUsers,
): Promise<Result<Found>> {
  const notChecked = (after: string) =>
    success({ evidence: [{ label: proveTexts.exchangeOnline, after }], problems: [] });
  const sealed = sealedBefore(context.captured(first.steps.preview));
  if (!wasSynchronized(context, rules) || sealed?.cloudSealed !== true) return notChecked(texts.cloudNotSealed);
  const activity = await readActivity(context);
  if (!activity.ok) return activity;
  if (activity.value.scheduler.stagingModeEnabled) return notChecked(proveTexts.staging);
  const kept = new Set(keptOwners(context.captured(keepOwnersId)).map(({ id }) => id));
  const listed = listedOwners(context.captured(listOwnersId))?.owners;
  const settled = settledOwners(context.captured(keepOwnersId))?.owners;
  const named = listed && new Set([...listed, ...(settled ?? [])].map(({ id }) => id));
  const cloud = await compareCloudAfterUndo(context, first, kept, named ?? undefined, entraIds);
  if (cloud.ok) return success(foundInCloud(cloud.value));
  return cloud.failure.code === 'not-available' ? notChecked(proveTexts.noCloud) : cloud;
}

function foundInCloud(cloud: CloudAfterUndo): Found {
  const { expected, missing, firstMissing, mailboxes, lostMailboxes, unlisted } = cloud;
  const system = 'exchange-online';
  const tables = [
    ['without-guid', texts.cloudMissingTitle, firstMissing],
    ['mailbox-meanwhile', texts.unlistedTitle, unlisted],
  ] as const;
  return {
    evidence: [
      { label: texts.cloudGuidsBack, before: expected, after: expected - missing.length, system },
      { label: texts.mailboxesMade, after: mailboxes, system },
      { label: proveTexts.mailboxesLost, after: lostMailboxes, system },
    ],
    problems: [
      ...(missing.length === 0 ? [] : [texts.cloudMissing(missing.length)]),
      ...(unlisted.length === 0 ? [] : [texts.unlisted(unlisted)]),
      ...(lostMailboxes === 0 ? [] : [texts.lostMailboxes(lostMailboxes)]),
    ],
    objects: tables
      .filter(([, , names]) => names.length > 0)
      .map(([id, title, names]) => ({ id, title, columns: [proveTexts.object], rows: names.map((name) => [name]) })),
    read: { exchangeOnline: cloud.recipients },
  };
}
