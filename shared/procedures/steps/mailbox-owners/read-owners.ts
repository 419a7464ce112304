import { success, type Result } from '../../../base/failure.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { guidFlowsOf } from '../../../entra-connect/doctor/places.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import type { Outcome, PredictedObject, Predictor } from '../../../entra-connect/prediction/predict.ts';
import { guidText } from '../../../user-flow/guid-text.ts';
import { visitJoinedUsers, type JoinedUser } from '../proof/joined-users.ts';
import { readPredictor } from '../proof/read-predictor.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { MailboxOwner } from './mailbox-owner.ts';
import { readCloudMailboxes, type CloudMailbox } from './read-cloud-mailboxes.ts';

/** Rules as they hold now, and as they are to hold. */
export interface RulesAround {
  readonly now: readonly SyncRule[];
  readonly then: readonly SyncRule[];
}

/** Whose mailbox GUID a change of rules would bring to Microsoft 365. */
export interface Returning {
  /** Users to whom it comes, those with a mailbox among them. */
  readonly users: number;
  /** Users from whom it goes: an undo of what had brought it back. */
  readonly leaving: number;
  /** Of those to whom it comes: those who have a mailbox with another GUID, or get one at any moment; undefined: this cannot be known. */
  readonly owners: readonly MailboxOwner[] | undefined;
}

const anchorAttribute = 'sourceAnchor';
const nameAttribute = 'userPrincipalName';

/** Computes for every user what the rules give now and what they are to give, and looks who has a mailbox of another GUID. */
export async function readReturning(context: Reading, rules: RulesAround): Promise<Result<Returning>> {
  const mailboxes = await readCloudMailboxes(context);
  if (!mailboxes.ok) return mailboxes;
  const now = await readPredictor(context, { rules: rules.now });
  if (!now.ok) return now;
  const then = await readPredictor(context, { rules: rules.then });
  if (!then.ok) return then;
  const predictors = { now: now.value.predictor, then: then.value.predictor };
  const contributing = new Set(rules.then.filter(contributes).map(placeKey));
  const names = new Map<string, number>();
  const owners: MailboxOwner[] = [];
  let users = 0;
  let leaving = 0;
  const visited = await visitJoinedUsers(
    context,
    sliceOfBoth(predictors),
    then.value.situation.connectors,
    (joined) => {
      for (const object of joined.directory) count(names, nameKey(object));
      const { before, after: guid } = guidsAround(joined, predictors);
      const held = guidText(joined.cloud?.attribute(mailboxGuidAttribute));
      if (guid === '' && held !== '') leaving += 1;
      if (guid === '') return;
      const anchor = textOf(joined.object.attributes.get(anchorAttribute)?.values[0]);
      const mailbox = mailboxes.value?.get(anchor);
      const isOwner = guid !== before && mailbox !== undefined && isEndangered(mailbox, guid, joined, held);
      if (guid !== held || isOwner) users += 1;
      if (!isOwner) return;
      const objects = joined.directory.filter((object) => contributing.has(placeKey(asPlace(object))));
      owners.push(ownerOf(mailbox, anchor, guid, joined, objects));
    },
  );
  if (!visited.ok) return visited;
  return success({ users, leaving, owners: mailboxes.value && owners.map((owner) => withUniqueNames(owner, names)) });
}

/**
 * Whether the GUID would cut the user off from a mailbox, there or about to be made. None is made as long as Exchange Online
 * still holds that very GUID and was told of no other: then nothing was taken from the user yet, and the GUID is to stay.
 */
function isEndangered(
  { mailboxGuid, heldGuid }: CloudMailbox,
  guid: string,
  { isExportPending }: JoinedUser,
  held: string,
): boolean {
  if (mailboxGuid !== null) return mailboxGuid !== guid;
  return heldGuid !== guid || (held !== guid && !isExportPending);
}

interface Predictors {
  readonly now: Predictor;
  readonly then: Predictor;
}

/** Everything that either set of rules asks of an object, and what names it. */
function sliceOfBoth({ now, then }: Predictors): Pick<Predictor, 'slice'> {
  const both = (key: 'brings' | 'looksAt' | 'groups', more: readonly string[]) => [
    ...new Set([...now.slice[key], ...then.slice[key], ...more]),
  ];
  return {
    slice: {
      ...then.slice,
      brings: both('brings', [mailboxGuidAttribute, anchorAttribute]),
      looksAt: both('looksAt', [mailboxGuidAttribute, nameAttribute]),
      groups: both('groups', []),
    },
  };
}

/** The GUID that the cloud gets now, and the one that it would get; empty: none. */
function guidsAround(
  { user, directory }: JoinedUser,
  { now, then }: Predictors,
): { readonly before: string; readonly after: string } {
  return {
    before: guidIn(now.outcomes(user).get(mailboxGuidAttribute), []),
    after: guidIn(then.outcomes(user).get(mailboxGuidAttribute), directory),
  };
}

/** Of an object that fails to synchronize, whatever AD holds may come as soon as it does not. */
function guidIn(outcome: Outcome | undefined, directory: readonly PredictedObject[]): string {
  if (outcome === undefined) return '';
  if (outcome.metaverse.kind !== 'failed') return guidText(outcome.after.cloud);
  return directory.map((object) => guidText(object.attribute(mailboxGuidAttribute))).find((guid) => guid !== '') ?? '';
}

function ownerOf(
  { id, displayName, userPrincipalName, mailboxGuid, items }: CloudMailbox,
  anchor: string,
  directoryGuid: string,
  { object, directory }: JoinedUser,
  contributing: readonly PredictedObject[],
): MailboxOwner {
  const [named] = [...contributing, ...directory];
  return {
    ...{ id, anchor, displayName, userPrincipalName, mailboxGuid, items, directoryGuid },
    distinguishedName: named?.distinguishedName ?? object.id,
    objects: contributing.map((one) => ({
      connectorId: one.connectorId,
      objectType: one.objectType,
      userPrincipalName: textOf(one.attribute(nameAttribute)?.[0]) || null,
    })),
  };
}

/** A name that another object has too would bring that one into the scope of a rule. */
function withUniqueNames(owner: MailboxOwner, names: ReadonlyMap<string, number>): MailboxOwner {
  const objects = owner.objects.map((object) => {
    const { userPrincipalName: name } = object;
    const key = name === null ? undefined : keyOf(object.connectorId, object.objectType, name);
    return key !== undefined && names.get(key) === 1 ? object : { ...object, userPrincipalName: null };
  });
  return { ...owner, objects };
}

function nameKey(object: PredictedObject): string {
  return keyOf(object.connectorId, object.objectType, textOf(object.attribute(nameAttribute)?.[0]));
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n').toLowerCase();
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function contributes(rule: SyncRule): boolean {
  return rule.direction === 'inbound' && !rule.disabled && guidFlowsOf(rule).length > 0;
}

type PlaceOf = Pick<SyncRule, 'connectorId' | 'sourceObjectType'>;

function placeKey({ connectorId, sourceObjectType }: PlaceOf): string {
  return keyOf(connectorId, sourceObjectType);
}

function asPlace({ connectorId, objectType }: PredictedObject): PlaceOf {
  return { connectorId, sourceObjectType: objectType };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
