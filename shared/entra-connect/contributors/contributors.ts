import type { ConnectorId } from '../../base/identifiers.ts';
import { contributionsTo, type Contribution, type Contributor } from './contribution.ts';
import { MeetingPoints } from './contributor-reach.ts';
import { canContribute, rankingOf, type RankedContributor } from './contributor-ranking.ts';
import type { Direction, ServerConfiguration, SyncRule } from '../rules/model.ts';

/** The rules that decide over an attribute of one kind of object of one connector, and who among them wins. */
export interface ContributorGroup {
  readonly direction: Direction;
  readonly connectorId: ConnectorId;
  readonly connectorSpaceObjectType: string;
  readonly metaverseObjectType: string;
  /** In order of precedence; inbound also what other objects joined to the same metaverse object contribute. */
  readonly ranking: readonly RankedContributor[];
  /** The first rule of this connector and object type that can give a value or clear it; others may come before. */
  readonly winner: Contributor | undefined;
}

/** What a group is about. */
export type KindOfObject = Readonly<
  Record<'direction' | 'connectorId' | 'connectorSpaceObjectType' | 'metaverseObjectType', string>
>;

/** Whether two groups are about the same kind of object, e.g. one before and one after a change. */
export function isSameKind(one: KindOfObject, other: KindOfObject): boolean {
  return (
    one.direction === other.direction &&
    one.connectorId === other.connectorId &&
    one.connectorSpaceObjectType === other.connectorSpaceObjectType &&
    one.metaverseObjectType === other.metaverseObjectType
  );
}

export interface AttributeContributors {
  readonly attribute: string;
  /** Both in order of precedence, disabled rules included. */
  readonly inbound: readonly Contributor[];
  readonly outbound: readonly Contributor[];
  readonly groups: readonly ContributorGroup[];
}

/**
 * Which rules flow an attribute, and for every connector and object type who wins and why. Destinations are compared
 * without case: the Entra connector spells msExchArchiveGuid what the metaverse spells msExchArchiveGUID.
 */
export function contributorsOf(
  attribute: string,
  configuration: Pick<ServerConfiguration, 'rules'>,
): AttributeContributors {
  const contributions = contributionsTo(attribute, configuration.rules);
  const meetingPoints = new MeetingPoints(configuration.rules);
  const inbound = contributions.filter(({ rule }) => rule.direction === 'inbound');
  const outbound = contributions.filter(({ rule }) => rule.direction === 'outbound');
  return {
    attribute,
    inbound: inbound.map(({ contributor }) => contributor),
    outbound: outbound.map(({ contributor }) => contributor),
    groups: [...groupsOf(inbound, meetingPoints), ...groupsOf(outbound, meetingPoints)],
  };
}

/** The object type of the connector space and of the metaverse that a rule connects. */
function objectTypesOf(rule: Pick<SyncRule, 'direction' | 'sourceObjectType' | 'targetObjectType'>): {
  readonly connectorSpace: string;
  readonly metaverse: string;
} {
  return rule.direction === 'inbound'
    ? { connectorSpace: rule.sourceObjectType, metaverse: rule.targetObjectType }
    : { connectorSpace: rule.targetObjectType, metaverse: rule.sourceObjectType };
}

function groupsOf(contributions: readonly Contribution[], meetingPoints: MeetingPoints): readonly ContributorGroup[] {
  const groups = Map.groupBy(contributions, ({ rule }) =>
    JSON.stringify([rule.connectorId, rule.sourceObjectType, rule.targetObjectType]),
  );
  return [...groups.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { rule } = first;
    const types = objectTypesOf(rule);
    const ranking = rankingOf(rule, contributions, meetingPoints);
    const winner = ranking.find(({ reach, standing }) => reach === 'same-object' && canContribute(standing));
    return [
      {
        direction: rule.direction,
        connectorId: rule.connectorId,
        connectorSpaceObjectType: types.connectorSpace,
        metaverseObjectType: types.metaverse,
        ranking,
        winner: winner?.contributor,
      },
    ];
  });
}
