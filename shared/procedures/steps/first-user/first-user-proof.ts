import type { ObjectTable, Verification } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { firstUserTexts as texts } from './texts.ts';
import { proveTexts } from '../proof/texts.ts';
import type { ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { guidText } from '../../../user-flow/guid-text.ts';
import { readBefore, type BeforeEntry } from '../proof/before-state.ts';
import { readMailboxesBefore } from '../proof/cloud-before.ts';
import { compareCloud, type CloudComparison } from '../proof/compare-cloud.ts';
import { compareMetaverse, type MetaverseComparison } from '../proof/compare-metaverse.ts';
import {
  differencesFrom,
  entraBeforeFile,
  readAttributes,
  readEntraObject,
  type AttributeDifference,
  type FirstUser,
} from './first-user-object.ts';
import { judgePreview, type PreviewVerdict } from './judge-preview.ts';
import type { Round } from '../rules/rule-change.ts';

interface Proof {
  readonly user: FirstUser;
  readonly entry: BeforeEntry;
  readonly metaverse: MetaverseComparison;
  /** The Entra connector's object now; undefined: there is none. */
  readonly entra: ConnectorSpaceObject | undefined;
  readonly guidInEntraBefore: string;
  /** Attributes of that object that were compared. */
  readonly compared: number;
  /** Those that are otherwise than sealed, besides the GUID that is gone. */
  readonly differing: readonly AttributeDifference[];
  /** What synchronizing the user once more would do. */
  readonly next: PreviewVerdict;
  /** Undefined: Exchange Online is not connected, or nothing was exported from a staging server. */
  readonly cloud: CloudComparison | undefined;
}

/** Reads metaverse, connector space and cloud: the user has lost the GUID, and nothing else. The other users are not looked at. */
export async function verifyFirstUser(context: Reading, user: FirstUser, round: Round): Promise<Verification> {
  const before = await readBefore(context, round);
  if (!before.ok) return { kind: 'unknown', failure: before.failure };
  const entry = before.value.find(({ id }) => id === user.metaverseId);
  if (entry === undefined) return { kind: 'failed', ...proveTexts.nothingSealed, evidence: [], objects: [] };
  const proof = await gather(context, user, entry, round);
  if (!proof.ok) return { kind: 'unknown', failure: proof.failure };
  const problems = problemsOf(proof.value);
  const evidence = evidenceOf(proof.value);
  const objects = [tableOf(proof.value)];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects }
    : { kind: 'failed', reason: problems.join('\n'), remedy: texts.remedy, evidence, objects };
}

async function gather(context: Reading, user: FirstUser, entry: BeforeEntry, round: Round): Promise<Result<Proof>> {
  const { syncServer } = context.systems;
  const { connectorId, metaverseId, distinguishedName, stagingMode } = user;
  const connectors = await persistently(context, () => syncServer.connectors(context));
  if (!connectors.ok) return connectors;
  const own = connectors.value.filter(({ id }) => id === connectorId);
  const metaverse = await compareMetaverse(context, own, [entry], new Set([entry.id]));
  if (!metaverse.ok) return metaverse;
  const sealed = await context.evidenceFile(entraBeforeFile(round));
  if (!sealed.ok) return sealed;
  const before = readAttributes(sealed.value);
  const entra = await readEntraObject(context, metaverseId, [...new Set([mailboxGuidAttribute, ...before.keys()])]);
  if (!entra.ok) return entra;
  const preview = await persistently(context, () => syncServer.preview(connectorId, distinguishedName, context));
  if (!preview.ok) return preview;
  const cloud = user.cloud && !stagingMode ? await readCloud(context, entry, round) : success(undefined);
  if (!cloud.ok) return cloud;
  const now = entra.value?.attributes ?? new Map();
  return success({
    user,
    entry,
    metaverse: metaverse.value,
    entra: entra.value,
    guidInEntraBefore: guidText(before.get(mailboxGuidAttribute)),
    compared: before.size,
    differing: differencesFrom(before, now).filter(({ attribute }) => attribute !== mailboxGuidAttribute),
    next: judgePreview(preview.value, { isTreated: stagingMode, hasGuid: false }),
    cloud: cloud.value,
  });
}

async function readCloud(context: Reading, { guid }: BeforeEntry, round: Round): Promise<Result<CloudComparison>> {
  const mailboxes = await readMailboxesBefore(context, round);
  return mailboxes.ok ? compareCloud(context, new Set([guid]), mailboxes.value) : mailboxes;
}

function problemsOf({ user, metaverse, entra, differing, next, cloud }: Proof): readonly string[] {
  const { distinguishedName: name, stagingMode } = user;
  return [
    ...(metaverse.disappeared > 0 ? [texts.gone(name)] : []),
    ...(metaverse.holding.treated > 0 ? [texts.metaverseHolds(name)] : []),
    ...(metaverse.changedOtherwise > 0 ? [texts.metaverseChanged(name)] : []),
    ...(entra === undefined ? [texts.entraGone(name)] : []),
    ...(!stagingMode && guidIn(entra) !== '' ? [texts.entraHolds(name)] : []),
    ...(differing.length > 0 ? [texts.entraChanged(differing.map(differenceText))] : []),
    ...(entra?.exportError === undefined ? [] : [texts.entraError(entra.exportError)]),
    ...(!stagingMode && entra !== undefined && entra.pendingExport !== 'none'
      ? [texts.waitsForExport(entra.pendingExport)]
      : []),
    ...(next.kind === 'unexpected' ? [texts.wouldChange(next.problems)] : []),
    ...(stagingMode && next.kind !== 'unexpected' && !isWaiting(next) ? [texts.nothingWaits] : []),
    ...(cloud !== undefined && cloud.mailUsersHolding > 0 ? [proveTexts.cloudHolds(cloud.mailUsersHolding)] : []),
    ...(cloud !== undefined && cloud.lostMailboxes > 0 ? [proveTexts.lostMailboxes(cloud.lostMailboxes)] : []),
  ];
}

/** The removal of the GUID is on its way to the cloud. */
function isWaiting(next: PreviewVerdict): boolean {
  return next.kind === 'removes-guid' && next.exported;
}

function guidIn(object: ConnectorSpaceObject | undefined): string {
  return guidText(object?.attributes.get(mailboxGuidAttribute));
}

function differenceText({ attribute, before, after }: AttributeDifference): string {
  return texts.changed(attribute, before ?? '', after ?? '');
}

function evidenceOf({ user, entry, metaverse, entra, differing, compared, next, cloud, ...proof }: Proof) {
  const { stagingMode } = user;
  const guidNow = metaverse.guids.get(entry.id) ?? '';
  return [
    { label: texts.metaverseGuid, before: entry.guid, after: orNone(guidNow) },
    { label: texts.untouched, after: metaverse.changedOtherwise === 0 && metaverse.disappeared === 0 },
    { label: texts.entraGuid, before: orNone(proof.guidInEntraBefore), after: orNone(guidIn(entra)) },
    {
      label: texts.entraAttributes,
      after: differing.length === 0 ? texts.unchanged(compared) : differing.map(differenceText),
    },
    stagingMode
      ? { label: texts.onlyWaiting, after: isWaiting(next) }
      : { label: texts.nothingLeft, after: next.kind === 'no-change' },
    ...(cloud === undefined
      ? [{ label: texts.exchange, after: stagingMode ? texts.staging : texts.noCloud }]
      : [
          { label: proveTexts.mailUsersWithGuid, after: cloud.mailUsersHolding },
          { label: proveTexts.newMailboxes, after: cloud.newMailboxes },
        ]),
  ];
}

function orNone(guid: string): string {
  return guid === '' ? texts.none : guid;
}

function tableOf({ user, entry, metaverse, entra, guidInEntraBefore, differing }: Proof): ObjectTable {
  const { distinguishedName: name } = user;
  const row = (where: string, { attribute, before, after }: AttributeDifference) => [
    name,
    where,
    attribute,
    before ?? texts.none,
    after ?? texts.none,
  ];
  const guid = (before: string, after: string) => ({
    attribute: mailboxGuidAttribute,
    before: orNone(before),
    after: orNone(after),
  });
  return {
    id: 'first-user',
    title: texts.tableTitle,
    columns: texts.columns,
    rows: [
      row(texts.metaverse, guid(entry.guid, metaverse.guids.get(entry.id) ?? '')),
      row(texts.entra, guid(guidInEntraBefore, guidIn(entra))),
      ...differing.map((difference) => row(texts.entra, difference)),
    ],
  };
}
