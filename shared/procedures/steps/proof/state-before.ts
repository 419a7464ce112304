import { success, type Result } from '../../../base/failure.ts';
import type { ConnectorSpaceObjectId } from '../../../base/identifiers.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { beforeEntry, readBefore, sealedBefore, visitMetaverse, type BeforeEntry } from './before-state.ts';
import { cloudBefore, cloudBeforeFile } from './cloud-before.ts';
import { mayHaveSynchronized, type Round } from '../rules/rule-change.ts';
import { sealedLines } from '../rules/sealed-lines.ts';

/** What a round's preview seals, so that everything after it can be laid beside it. */
export interface StateBefore {
  /** Every metaverse object before the round synchronized anything. */
  readonly entries: readonly BeforeEntry[];
  /** Every metaverse object as it is now: the same, unless the round was taken back in part and is gone through again. */
  readonly today: readonly BeforeEntry[];
  /** Lines about the recipients of Exchange Online; undefined: it is not connected. */
  readonly cloud: string | undefined;
  /** Whether Exchange Online was read now. */
  readonly isCloudRead: boolean;
}

/**
 * Reads the state before a round. Once the round may have synchronized, the original is what was sealed then, and not what
 * it has made of it: of today only what was not there then is added.
 */
export async function readStateBefore(
  context: Reading,
  round: Round,
  connectors: readonly Connector[],
  treatable: ReadonlySet<ConnectorSpaceObjectId>,
  seeRecipient: (recipient: CloudRecipient) => void,
): Promise<Result<StateBefore>> {
  const today: BeforeEntry[] = [];
  const visited = await visitMetaverse(context, connectors, (object) => {
    today.push(beforeEntry(object, treatable));
  });
  if (!visited.ok) return visited;
  const cloud = await cloudBefore(context, seeRecipient);
  if (!cloud.ok) return cloud;
  const earlier = mayHaveSynchronized(context, round) ? sealedBefore(context.captured(round.steps.preview)) : undefined;
  const isCloudRead = cloud.value !== undefined;
  if (earlier === undefined) return success({ entries: today, today, cloud: cloud.value, isCloudRead });
  const sealed = await readBefore(context, round);
  if (!sealed.ok) return sealed;
  const entries = withNew(sealed.value, today, ({ id }) => id);
  if (!earlier.cloudSealed) return success({ entries, today, cloud: cloud.value, isCloudRead });
  const sealedCloud = await context.evidenceFile(cloudBeforeFile(round));
  if (!sealedCloud.ok) return sealedCloud;
  const lines = withNew(
    sealedLines(sealedCloud.value),
    sealedLines(cloud.value ?? ''),
    (line) => line.split('\t', 1)[0],
  );
  return success({ entries, today, cloud: lines.map((line) => `${line}\n`).join(''), isCloudRead });
}

/** What was sealed, and after it what was not there then. */
export function withNew<T>(sealed: readonly T[], today: readonly T[], idOf: (one: T) => unknown): readonly T[] {
  const known = new Set(sealed.map(idOf));
  return [...sealed, ...today.filter((one) => !known.has(idOf(one)))];
}
