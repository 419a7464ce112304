import { success, type Result } from '../../../base/failure.ts';
import { recipientKind, type RecipientKind } from '../../../entra-connect/recipient-kind.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { sameAttribute } from '../../../entra-connect/rules/flows-to.ts';
import type { Schema, SyncRule } from '../../../entra-connect/rules/model.ts';
import type { Outcome } from '../../../entra-connect/prediction/predict.ts';
import { stateAfter, stateBefore } from '../../../entra-connect/rules/rule-operation.ts';
import { equalValueSets, type AttributeValues } from '../../../entra-connect/rules/values.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { visitJoinedUsers, type JoinedUser } from '../proof/joined-users.ts';
import { readPredictor } from '../proof/read-predictor.ts';
import { operationsOf, type SealedChange } from '../rules/sealed-change.ts';

/** What a synchronization would do to one attribute of users of one kind: it goes, it comes, or it gets another value. */
export interface WaitingChange {
  readonly kind: RecipientKind;
  readonly effect: 'goes' | 'comes' | 'differs';
  readonly attribute: string;
  readonly users: number;
}

/** Users whom a synchronization reaches where it leads to: in Microsoft 365, or, from a staging server, in the metaverse. */
export interface ReachedUsers {
  /** The mailbox GUID goes. */
  readonly cleared: number;
  /** It comes. */
  readonly returned: number;
  /** Other attributes come. */
  readonly attributesReturned: number;
  /** They go or get another value, or the GUID does. */
  readonly attributesChanged: number;
}

/** What a synchronization would change, as far as the rules of a change bring values; each user counts once. */
export interface WaitingChanges {
  readonly users: number;
  /** Users whom the rules certainly make fail to synchronize: metaverse and cloud keep what they hold of them. */
  readonly failing: number;
  readonly changes: readonly WaitingChange[];
  readonly reached: ReachedUsers;
  /** Distinguished names of the remote mailboxes whose GUID goes where the synchronization leads to. */
  readonly remoteMailboxes: readonly string[];
}

const recipientTypeAttribute = 'msExchRecipientTypeDetails';

/**
 * Computes for every user what these rules give, and lays it beside what metaverse and cloud hold: nobody differs where
 * the server has already synchronized with them.
 */
export async function waitingChanges(
  context: Reading,
  change: SealedChange,
  rules: readonly SyncRule[],
): Promise<Result<WaitingChanges>> {
  const read = await readPredictor(context, { rules, more: [...attributesOf(change), recipientTypeAttribute] });
  if (!read.ok) return read;
  const { predictor, schema } = read.value;
  const { connectors, scheduler } = read.value.situation;
  const counts = new Map<string, { -readonly [Key in keyof WaitingChange]: WaitingChange[Key] }>();
  const reached = { cleared: 0, returned: 0, attributesReturned: 0, attributesChanged: 0 };
  const remoteMailboxes: string[] = [];
  let users = 0;
  let failing = 0;
  const visited = await visitJoinedUsers(context, predictor, connectors, (joined) => {
    const kind = kindOf(joined);
    const outcomes = predictor.outcomes(joined.user);
    if ([...outcomes.values()].some(({ metaverse }) => metaverse.kind === 'failed' && metaverse.certain)) {
      failing += 1;
      return;
    }
    const effects = effectsOn(joined, outcomes, schema, !scheduler.stagingModeEnabled);
    if (effects.length > 0) users += 1;
    const reaching = reachOf(effects);
    for (const one of reaching) reached[one] += 1;
    if (kind === 'remote-mailbox' && reaching.has('cleared')) remoteMailboxes.push(nameOf(joined));
    for (const { attribute, effect } of effects) {
      const key = `${kind} ${effect} ${attribute}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { kind, effect, attribute, users: 1 });
      else known.users += 1;
    }
  });
  return visited.ok ? success({ users, failing, changes: [...counts.values()], reached, remoteMailboxes }) : visited;
}

/** Every attribute that a rule of the change brings, before or after. */
function attributesOf(change: SealedChange): readonly string[] {
  const rules = operationsOf(change).flatMap((operation) => [stateBefore(operation), stateAfter(operation)]);
  return rules.flatMap((rule) => rule?.flows.map(({ destination }) => destination) ?? []);
}

function kindOf({ directory }: JoinedUser): RecipientKind {
  const [details] = directory.flatMap((object) => object.attribute(recipientTypeAttribute) ?? []);
  return recipientKind(typeof details === 'bigint' ? details : undefined);
}

function nameOf({ object, directory }: JoinedUser): string {
  return directory[0]?.distinguishedName ?? object.id;
}

/** `reached`: what happens where the synchronization leads to. */
type Effect = Pick<WaitingChange, 'effect' | 'attribute'> & { readonly reached: WaitingChange['effect'] | undefined };

/** What happens to one user, each thing once. */
function reachOf(effects: readonly Effect[]): ReadonlySet<keyof ReachedUsers> {
  return new Set(
    effects.flatMap(({ attribute, reached }): readonly (keyof ReachedUsers)[] => {
      if (reached === undefined) return [];
      const isGuid = sameAttribute(attribute, mailboxGuidAttribute);
      if (reached === 'comes') return [isGuid ? 'returned' : 'attributesReturned'];
      return [isGuid && reached === 'goes' ? 'cleared' : 'attributesChanged'];
    }),
  );
}

function effectsOn(
  { object, cloud }: JoinedUser,
  outcomes: ReadonlyMap<string, Outcome>,
  schema: Schema,
  isExporting: boolean,
): readonly Effect[] {
  return [...outcomes].flatMap(([attribute, outcome]) => {
    if (outcome.metaverse.kind === 'failed') return [];
    const isReference = schema.attributes.get(attribute)?.syntax === 'reference';
    const inMetaverse = effectOf(object.attributes.get(attribute)?.values, outcome.after.metaverse, isReference);
    const inCloud =
      isExporting && cloud !== undefined
        ? effectOf(cloud.attribute(attribute), outcome.after.cloud, isReference)
        : undefined;
    const effect = inCloud ?? inMetaverse;
    return effect === undefined ? [] : [{ attribute, effect, reached: isExporting ? inCloud : inMetaverse }];
  });
}

/** A reference stands for another object on each side, and is missing where that is not synchronized: only its loss tells. */
function effectOf(
  now: AttributeValues | undefined,
  after: AttributeValues | undefined,
  isReference: boolean,
): WaitingChange['effect'] | undefined {
  if (now === undefined) return after === undefined || isReference ? undefined : 'comes';
  if (after === undefined) return 'goes';
  return isReference || equalValueSets(now, after) ? undefined : 'differs';
}
