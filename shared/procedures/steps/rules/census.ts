import { success, type Result } from '../../../base/failure.ts';
import type { ConnectorId } from '../../../base/identifiers.ts';
import { ruleOnConnector } from '../../../entra-connect/rules/rule-name.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { contributionsTo } from '../../../entra-connect/contributors/contribution.ts';
import type { Connector, SyncRule } from '../../../entra-connect/rules/model.ts';
import type { ObjectTypeCensus } from '../../../user-flow/object-census.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { readSpaces, unreadSpace } from '../../../user-flow/read-spaces.ts';

/** Objects of every AD connector by type. */
export type Census = ReadonlyMap<ConnectorId, readonly ObjectTypeCensus[]>;

interface Configuration {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
}

/** Counts the objects of every AD connector. */
export async function readCensus(context: Reading, connectors: readonly Connector[]): Promise<Result<Census>> {
  const read = await readSpaces(context.systems.syncServer, connectors, new Set(), context);
  const unread = unreadSpace(connectors, read);
  if (unread?.ok === false) return unread;
  return success(sourcesOf(connectors, read.census));
}

/** Of AD connectors alone: the objects of the others are the same users once more, and no source. */
export function sourcesOf(
  connectors: readonly Connector[],
  census: ReadonlyMap<ConnectorId, Result<readonly ObjectTypeCensus[]>>,
): Census {
  const sources = connectors.filter(({ kind }) => kind === 'ad').map(({ id }) => [id, census.get(id)] as const);
  return new Map(sources.flatMap(([id, counted]) => (counted?.ok === true ? [[id, counted.value] as const] : [])));
}

/** Whether anything is known of objects; nothing is of those of an export. */
export function holdsObjects(census: Census): boolean {
  return [...census.values()].some((types) => types.length > 0);
}

/** How many objects of a rule's connector and type hold the GUID. */
export function affectedBy(rule: SyncRule, census: Census): ObjectTypeCensus | undefined {
  const type = rule.sourceObjectType.toLowerCase();
  return census.get(rule.connectorId)?.find((counted) => counted.objectType.toLowerCase() === type);
}

/** Distinguished names of the remote mailboxes whose GUID rules bring in. */
export function remoteMailboxesOf(rules: readonly SyncRule[], census: Census): readonly string[] {
  return [...new Set(rules.flatMap((rule) => affectedBy(rule, census)?.remoteMailboxes ?? []))];
}

/** Objects with a GUID that no enabled rule flows any more. */
export interface UncoveredType {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly objectType: string;
  readonly objects: number;
  /** The disabled rule that did it, with its connector; undefined: there is none. */
  readonly disabledRule: string | undefined;
}

/** Connectors and object types that hold synchronizable GUIDs but lack an enabled contributor. */
export function uncoveredTypes({ rules, connectors }: Configuration, census: Census): readonly UncoveredType[] {
  const inbound = contributionsTo(mailboxGuidAttribute, rules)
    .map(({ rule }) => rule)
    .filter(({ direction }) => direction === 'inbound');
  const sources = connectors.filter(({ kind }) => kind === 'ad');
  return sources.flatMap(({ id, name }) =>
    (census.get(id) ?? []).flatMap(({ objectType, withMailboxGuid, withGuidWithoutNickname }) => {
      const objects = withMailboxGuid - withGuidWithoutNickname;
      const own = inbound.filter((rule) => rule.connectorId === id && isAbout(rule, objectType));
      if (objects === 0 || own.some(({ disabled }) => !disabled)) return [];
      return [
        {
          connectorId: id,
          connectorName: name,
          objectType,
          objects,
          disabledRule: own[0] && ruleOnConnector(own[0].name, name),
        },
      ];
    }),
  );
}

function isAbout({ sourceObjectType }: SyncRule, objectType: string): boolean {
  return sourceObjectType === '*' || sourceObjectType.toLowerCase() === objectType.toLowerCase();
}
