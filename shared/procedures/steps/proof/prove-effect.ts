import type { Evidence, ObjectTable, Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { recipientKindTexts } from '../../../entra-connect/recipient-kind-texts.ts';
import { proveTexts, roundTexts } from './texts.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import { clearedUser, usersAfterFile, wantedUsers } from '../run-users/after.ts';
import { readSealedUsers } from '../run-users/before.ts';
import type { UserAfter, UserBefore } from '../run-users/user-lines.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { readBefore, type BeforeEntry } from './before-state.ts';
import { readMailboxesBefore } from './cloud-before.ts';
import { compareCloud, compareEntra, type CloudComparison, type EntraComparison } from './compare-cloud.ts';
import { compareMetaverse, type MetaverseComparison } from './compare-metaverse.ts';
import { previewStateSchema, type PreviewState } from '../first-user/preview.ts';
import { isSkipped, roundTitle, type Round } from '../rules/rule-change.ts';
import { readActivity } from '../idle/situation.ts';
import { refutedByRules } from '../rules/standing-problems.ts';

interface ProofFacts {
  readonly objects: number;
  readonly treated: number;
  readonly stagingMode: boolean;
  readonly cloud: boolean;
}
type Facts = Plain<ProofFacts>;
type State = { readonly stagingMode: boolean };

/** Prove the effect: the metaverse, the Entra connector space and Exchange Online are read, never this run's own memory. */
export function proveStep(round: Round): Step<HybridSystems, Facts, State> {
  return {
    id: round.steps.prove,
    revision: 2,
    ...proveTexts.step,
    title: roundTitle(round, proveTexts.step.title),
    risk: 'none',
    effects: () => [],
    probe: async (context) => probe(context, round),
    plan,
    capture: async (_context, facts) => success({ state: { stagingMode: facts.stagingMode }, files: [] }),
    apply: async () => success(undefined),
    verify: async (context, captured) => verify(context, captured, round),
    undo: { kind: 'changes-nothing' },
  };
}

async function probe(context: Reading, round: Round): Promise<Probe<Facts>> {
  if (isSkipped(context, round)) return { kind: 'not-needed', reason: roundTexts.skipped };
  const sealed = previewState(context, round);
  if (sealed === undefined) return { kind: 'blocked', ...proveTexts.nothingSealed };
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const { counts, cloudSealed } = sealed;
  const { stagingModeEnabled } = activity.value.scheduler;
  const facts = {
    objects: counts.objects,
    treated: counts.treated,
    stagingMode: stagingModeEnabled,
    cloud: cloudSealed,
  };
  return { kind: 'ready', facts };
}

function previewState(context: Reading, round: Round): PreviewState | undefined {
  const captured = context.captured(round.steps.preview);
  return captured === undefined ? undefined : previewStateSchema.parse(captured);
}

function plan(facts: Facts): StepPlan {
  return {
    summary: [
      proveTexts.summary(facts.objects, facts.treated),
      facts.cloud ? proveTexts.waitsForCloud : proveTexts.noCloud,
      ...(facts.stagingMode ? [proveTexts.staging] : []),
    ].join(' '),
    changes: [],
    commands: [],
    effects: [],
    notes: [],
    objects: [],
    confirmation: undefined,
  };
}

interface Proof {
  readonly sealed: PreviewState;
  readonly staging: boolean;
  readonly metaverse: MetaverseComparison;
  readonly entra: EntraComparison;
  /** Undefined: Exchange Online is not connected, or nothing was exported from a staging server. */
  readonly cloud: CloudComparison | undefined;
  readonly users: readonly UserBefore[];
}

async function verify(context: Reading, captured: State, round: Round): Promise<Verification> {
  const sealed = previewState(context, round);
  if (sealed === undefined) {
    return { kind: 'failed', ...proveTexts.nothingSealed, evidence: [], objects: [] };
  }
  const moved = await refutedByRules(context, round);
  if (moved !== undefined) return moved;
  const before = await readBefore(context, round);
  if (!before.ok) return { kind: 'unknown', failure: before.failure };
  const proof = await gatherProof(context, sealed, before.value, captured.stagingMode, round);
  if (!proof.ok) return { kind: 'unknown', failure: proof.failure };
  const problems = problemsOf(proof.value);
  const evidence = evidenceOf(proof.value);
  const objects = [sampleTable(proof.value, before.value), ...problemTables(proof.value)];
  const files = [usersAfterFile(round.steps.prove, usersRead(proof.value))];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects, files }
    : { kind: 'failed', reason: problems.join('\n'), remedy: proveTexts.remedy, evidence, objects, files };
}

function usersRead({ users, staging, metaverse, entra, cloud }: Proof): readonly UserAfter[] {
  const read = { metaverse: metaverse.guids, entra: entra.guids, exchangeOnline: cloud?.recipients };
  return users.map((user) => clearedUser(user, read, staging));
}

async function gatherProof(
  context: Reading,
  sealed: PreviewState,
  before: readonly BeforeEntry[],
  staging: boolean,
  round: Round,
): Promise<Result<Proof>> {
  const connectors = await persistently(context, () => context.systems.syncServer.connectors(context));
  if (!connectors.ok) return connectors;
  const users = await readSealedUsers(context, round);
  if (!users.ok) return users;
  const { metaverseIds, entraIds } = wantedUsers(users.value);
  const wanted = new Set([...metaverseIds, ...sealed.sample.flatMap(({ metaverseId }) => metaverseId ?? [])]);
  const metaverse = await compareMetaverse(context, connectors.value, before, wanted);
  if (!metaverse.ok) return metaverse;
  const entra = await compareEntra(context, metaverse.value.treatedIds, wanted);
  if (!entra.ok) return entra;
  const read = { sealed, staging, metaverse: metaverse.value, entra: entra.value, users: users.value };
  if (!sealed.cloudSealed || staging) return success({ ...read, cloud: undefined });
  const mailboxes = await readMailboxesBefore(context, round);
  if (!mailboxes.ok) return mailboxes;
  const guids = new Set(before.filter(({ part }) => part === 'treated').map(({ guid }) => guid));
  const cloud = await compareCloud(context, guids, mailboxes.value, entraIds);
  return cloud.ok ? success({ ...read, cloud: cloud.value }) : cloud;
}

function problemsOf({ staging, metaverse, entra, cloud }: Proof): readonly string[] {
  return [
    ...(concernedHolding(metaverse) > 0 ? [proveTexts.metaverseHolds(concernedHolding(metaverse))] : []),
    ...(metaverse.othersLost > 0 ? [proveTexts.othersLost(metaverse.othersLost)] : []),
    ...(metaverse.changedOtherwise > 0 ? [proveTexts.otherChanged(metaverse.changedOtherwise)] : []),
    ...(metaverse.disappeared > 0 ? [proveTexts.disappeared(metaverse.disappeared)] : []),
    ...(!staging && entra.holding > 0 ? [proveTexts.entraHolds(entra.holding)] : []),
    ...(entra.exportErrors > 0 ? [proveTexts.exportErrors(entra.exportErrors)] : []),
    ...(cloud !== undefined && cloud.mailUsersHolding > 0 ? [proveTexts.cloudHolds(cloud.mailUsersHolding)] : []),
    ...(cloud !== undefined && cloud.lostMailboxes > 0 ? [proveTexts.lostMailboxes(cloud.lostMailboxes)] : []),
  ];
}

/** Whom the round is about, with a GUID now: from before, or a new one. */
function concernedHolding({ holding }: MetaverseComparison): number {
  return holding.treated + holding.cleared;
}

function evidenceOf({ sealed, staging, metaverse, entra, cloud }: Proof): readonly Evidence[] {
  const { counts } = sealed;
  return [
    { label: proveTexts.objectsCompared, before: counts.objects, after: metaverse.objects - metaverse.disappeared },
    { label: proveTexts.metaverseWithGuid, before: counts.treated, after: concernedHolding(metaverse) },
    {
      label: proveTexts.nicknameRules,
      after: [...metaverse.nicknameRules].map(([name, objects]) => proveTexts.contributes(name, objects)),
    },
    { label: proveTexts.othersWithGuid, before: counts.other, after: metaverse.holding.other },
    {
      label: proveTexts.othersUnchanged,
      after: metaverse.objects - metaverse.disappeared - metaverse.changedOtherwise,
    },
    { label: proveTexts.entraObjects, after: entra.objects },
    { label: staging ? proveTexts.entraWithGuidStaging : proveTexts.entraWithGuid, after: entra.holding },
    ...(cloud === undefined
      ? [{ label: proveTexts.exchangeOnline, after: staging ? proveTexts.staging : proveTexts.noCloud }]
      : [
          { label: proveTexts.mailUsersWithGuid, after: cloud.mailUsersHolding },
          { label: proveTexts.newMailboxes, after: cloud.newMailboxes },
          { label: proveTexts.mailboxesWithOldGuid, after: cloud.mailboxesHolding },
          { label: proveTexts.mailboxesLost, after: cloud.lostMailboxes },
        ]),
    ...(counts.withoutNickname > 0 ? [{ label: proveTexts.withoutNickname, after: counts.withoutNickname }] : []),
  ];
}

function sampleTable({ sealed, metaverse, entra }: Proof, before: readonly BeforeEntry[]): ObjectTable {
  const ids = new Set(sealed.sample.map(({ metaverseId }) => metaverseId));
  const guidBefore = new Map(before.filter(({ id }) => ids.has(id)).map(({ id, guid }) => [id, guid]));
  const value = (guids: ReadonlyMap<string, string>, id: string | null) =>
    (id === null ? undefined : guids.get(id)) || proveTexts.none;
  return {
    id: 'proved-users',
    title: proveTexts.tableTitle,
    columns: proveTexts.columns,
    rows: sealed.sample
      .filter(({ isTreated }) => isTreated)
      .map((user) => [
        user.distinguishedName,
        user.objectType,
        recipientKindTexts[user.kind],
        user.hasNickname ? proveTexts.yes : proveTexts.no,
        value(guidBefore, user.metaverseId),
        value(metaverse.guids, user.metaverseId),
        value(entra.guids, user.metaverseId),
        value(metaverse.nicknameRuleOf, user.metaverseId),
      ]),
  };
}

function problemTables({ metaverse, entra, cloud }: Proof): readonly ObjectTable[] {
  const lists = [
    ['still-in-metaverse', proveTexts.stillInMetaverse, metaverse.firstHolding],
    ['lost-unexpectedly', proveTexts.othersLostTitle, metaverse.firstLost],
    ['changed-otherwise', proveTexts.changedOtherwise, metaverse.firstChanged],
    ['disappeared', proveTexts.disappearedTitle, metaverse.firstDisappeared],
    ['still-in-entra', proveTexts.stillInEntra, entra.firstHolding],
    ['export-errors', proveTexts.exportErrorsTitle, entra.firstErrors],
    ['still-in-exchange-online', proveTexts.stillInExchange, cloud?.firstHolding ?? []],
  ] as const;
  return lists
    .filter(([, , names]) => names.length > 0)
    .map(([id, title, names]) => ({ id, title, columns: [proveTexts.object], rows: names.map((name) => [name]) }));
}
