import { failed, success, type Result } from '../../../base/failure.ts';
import type { ConnectorId, ConnectorSpaceObjectId } from '../../../base/identifiers.ts';
import { beforeTexts } from '../proof/texts.ts';
import { isWithheld, type ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import { compileScope, type ScopePredicate } from '../../../entra-connect/rules/scope.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { readCloudHolders } from '../proof/cloud-holders.ts';
import type { SpaceVisitor } from '../../../user-flow/read-account.ts';
import type { Audience } from './sealed-change.ts';

/** Whether a change is about an object of the connector space. */
type Concern = (object: ConnectorSpaceObject) => boolean;

/** What has to be known of a connector's objects to tell whom a change is about. */
export interface ConnectorAudience {
  /** Attributes that the scopes ask for. */
  readonly attributes: readonly string[];
  readonly isConcerned: Concern;
  /** Of the connector and type of a change, whether in its scope or not. */
  readonly isOfType: Concern;
  /** Each audience of the connector with those it is about. */
  readonly each: readonly { readonly audience: Audience; readonly isConcerned: Concern }[];
}

/** Reads what the scopes of a connector ask for besides attributes: who is a member of the groups they name. */
export async function audienceOf(
  context: Reading,
  connector: Connector,
  audience: readonly Audience[],
): Promise<Result<ConnectorAudience>> {
  const own = audience.filter(({ connectorId }) => connectorId === connector.id);
  const clauses = own.flatMap(({ scopeGroups }) => scopeGroups.flat());
  const isMembership = (operator: string) => operator === 'ISMEMBEROF' || operator === 'ISNOTMEMBEROF';
  const groups = clauses.filter(({ operator }) => isMembership(operator)).map(({ value }) => value);
  const members = await readMembers(context, connector, groups);
  if (!members.ok) return members;
  const attributes = clauses.filter(({ operator }) => !isMembership(operator)).map(({ attribute }) => attribute);
  const each = own.map((one) => {
    const isInScope = compileScope(one, () => undefined);
    return {
      audience: one,
      isConcerned: (object: ConnectorSpaceObject) =>
        isType(object, one.objectType) && isInScope(subjectOf(object, members.value)),
    };
  });
  return success({
    attributes: [...new Set(attributes)],
    isConcerned: (object) => each.some(({ isConcerned }) => isConcerned(object)),
    isOfType: (object) => own.some(({ objectType }) => isType(object, objectType)),
    each,
  });
}

/** What has to be known of the objects of each AD connector. */
export type Audiences = ReadonlyMap<ConnectorId, ConnectorAudience & { readonly connector: Connector }>;

export async function audiencesOf(
  context: Reading,
  connectors: readonly Connector[],
  audience: readonly Audience[],
): Promise<Result<Audiences>> {
  const audiences = new Map<ConnectorId, ConnectorAudience & { readonly connector: Connector }>();
  for (const connector of connectors.filter(({ kind }) => kind === 'ad')) {
    const own = await audienceOf(context, connector, audience);
    if (!own.ok) return own;
    audiences.set(connector.id, { ...own.value, connector });
  }
  return success(audiences);
}

function isType({ objectType }: ConnectorSpaceObject, wanted: string): boolean {
  return wanted === '*' || objectType.toLowerCase() === wanted.toLowerCase();
}

/** Objects in scope of a change, with a GUID: the change is about them. Seen while the spaces are read. */
export interface ConcernedObjects extends SpaceVisitor {
  readonly concerned: ReadonlySet<ConnectorSpaceObjectId>;
}

export function concernedObjects(audiences: Audiences): ConcernedObjects {
  const concerned = new Set<ConnectorSpaceObjectId>();
  return {
    concerned,
    attributes: new Map([...audiences].map(([id, { attributes }]) => [id, attributes])),
    see(object) {
      if (!object.attributes.has('msExchMailboxGuid')) return;
      if (audiences.get(object.connectorId)?.isConcerned(object) === true) concerned.add(object.id);
    },
  };
}

/** Objects of an audience that hold the GUID. */
export interface AudienceCount {
  readonly audience: Audience;
  /** The change is about them, whatever the cloud holds of them: they have mailNickname, or their GUID is there without it. */
  readonly concerned: number;
  /** Of them, those whose GUID is in the cloud: they lose it there. */
  readonly objects: number;
  /** Without mailNickname, and no rule brings their GUID to the cloud without it: nothing changes for them. */
  readonly untouched: number;
}

/** Counts, connector by connector, the objects with a GUID that each audience is about. */
export async function countAudiences(
  context: Reading,
  connectors: readonly Connector[],
  audience: readonly Audience[],
): Promise<Result<readonly AudienceCount[]>> {
  const holders = await readCloudHolders(context);
  if (!holders.ok) return holders;
  const counts = new Map(audience.map((one) => [one, { concerned: 0, objects: 0, untouched: 0 }]));
  for (const connector of connectors) {
    const own = await audienceOf(context, connector, audience);
    if (!own.ok) return own;
    if (own.value.each.length === 0) continue;
    const during = beforeTexts.readingConnectorSpace(connector.name);
    const attributes = [...new Set(['msExchMailboxGuid', 'mailNickname', ...own.value.attributes])];
    const read = await readAll(
      context,
      during,
      (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes }, context),
      (objects, done, total) => {
        for (const object of objects.filter((one) => one.attributes.has('msExchMailboxGuid'))) {
          const id = object.metaverseObjectId;
          const losesIt = id !== undefined && holders.value.get(id) === true;
          const key = losesIt || object.attributes.has('mailNickname') ? 'concerned' : 'untouched';
          for (const { audience: one, isConcerned } of own.value.each) {
            const count = counts.get(one);
            if (count === undefined || !isConcerned(object)) continue;
            count[key] += 1;
            if (losesIt) count.objects += 1;
          }
        }
        context.progress(progressOf(during, done, total));
      },
    );
    if (!read.ok) return read;
  }
  return success([...counts].map(([one, count]) => ({ audience: one, ...count })));
}

/** Members by group, both as distinguished names in lower case. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>;

function subjectOf(object: ConnectorSpaceObject, members: Members): Parameters<ScopePredicate>[0] {
  const byName = new Map([...object.attributes].map(([name, values]) => [name.toLowerCase(), values]));
  return {
    attribute: (name) => byName.get(name.toLowerCase()),
    isMemberOf: (group) => members.get(group.toLowerCase())?.has(object.distinguishedName.toLowerCase()) ?? false,
  };
}

/** The direct members of groups, as the connector space knows them; a group that is not there has none. */
export async function readMembers(
  context: Reading,
  connector: Pick<Connector, 'id' | 'name'>,
  groups: readonly string[],
): Promise<Result<Members>> {
  const members = new Map<string, ReadonlySet<string>>();
  const withheld: string[] = [];
  if (groups.length === 0) return success(members);
  const wanted = new Set(groups.map((group) => group.toLowerCase()));
  const during = beforeTexts.readingGroups(connector.name);
  const read = await readAll(
    context,
    during,
    (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes: ['member'] }, context),
    (objects, done, total) => {
      for (const object of objects) {
        const { distinguishedName, attributes } = object;
        const name = distinguishedName.toLowerCase();
        if (!wanted.has(name)) continue;
        if (isWithheld(object)) withheld.push(distinguishedName);
        const values = attributes.get('member') ?? [];
        members.set(name, new Set(values.flatMap((value) => (typeof value === 'string' ? [value.toLowerCase()] : []))));
      }
      context.progress(progressOf(during, done, total));
    },
  );
  if (!read.ok) return read;
  if (withheld.length === 0) return success(members);
  return failed({ code: 'group-too-large', during, raw: withheld.join('; '), retry: 'pointless' });
}
