import type { ConnectorId } from '../../base/identifiers.ts';
import type { SyncRule } from '../rules/model.ts';

/**
 * Through which object a rule contributes to the metaverse object that another rule is about:
 * the same one, one of another connector joined to it, one of another type of the same connector joined to it, or none.
 */
export type Reach = 'same-object' | 'other-connector' | 'other-object-type' | 'none';

type RuleEnds = Pick<SyncRule, 'connectorId' | 'direction' | 'sourceObjectType' | 'targetObjectType'>;

/**
 * Where objects of a connector and type can be linked to a metaverse object that exists already: an enabled
 * rule of theirs has join conditions, or an enabled outbound rule provisions them from the metaverse.
 */
export class MeetingPoints {
  /** The types that are linked, each pair once, however many rules link them. */
  readonly #links: ReadonlyMap<ConnectorId, readonly Link[]>;

  constructor(rules: readonly SyncRule[]) {
    const linking = rules.filter(
      (rule) =>
        !rule.disabled &&
        (rule.joinGroups.length > 0 || (rule.direction === 'outbound' && rule.linkType === 'Provision')),
    );
    const links = new Map(linking.map(linkOf).map((link) => [JSON.stringify(link), link]));
    this.#links = Map.groupBy(links.values(), ({ connectorId }) => connectorId);
  }

  has(connectorId: ConnectorId, connectorSpaceType: string, metaverseType: string): boolean {
    const links = this.#links.get(connectorId) ?? [];
    return links.some(
      ({ connectorSpace, metaverse }) =>
        sameType(connectorSpace, connectorSpaceType) && sameType(metaverse, metaverseType),
    );
  }
}

/** Object types that a rule connects. */
interface Link {
  readonly connectorId: ConnectorId;
  readonly connectorSpace: string;
  readonly metaverse: string;
}

/** Inbound, several objects may meet in one metaverse object; outbound, an object has its own rules only. */
export function reachOf(subject: RuleEnds, rule: RuleEnds, meetingPoints: MeetingPoints): Reach {
  if (subject.direction !== rule.direction) return 'none';
  if (!sameType(subject.targetObjectType, rule.targetObjectType)) return 'none';
  const sameObject =
    subject.connectorId === rule.connectorId && sameType(subject.sourceObjectType, rule.sourceObjectType);
  if (sameObject) return 'same-object';
  if (subject.direction === 'outbound') return 'none';
  if (!meetingPoints.has(rule.connectorId, rule.sourceObjectType, rule.targetObjectType)) return 'none';
  return subject.connectorId === rule.connectorId ? 'other-object-type' : 'other-connector';
}

function linkOf({ connectorId, direction, sourceObjectType, targetObjectType }: SyncRule): Link {
  return direction === 'inbound'
    ? { connectorId, connectorSpace: sourceObjectType, metaverse: targetObjectType }
    : { connectorId, connectorSpace: targetObjectType, metaverse: sourceObjectType };
}

/** `*` stands for any type (entra-connect.md §1.1); object types are LDAP names, which have no case. */
export function sameType(left: string, right: string): boolean {
  return left === '*' || right === '*' || left.toLowerCase() === right.toLowerCase();
}
