import { entraConnectorId } from '../../base/identifiers.ts';
import { endOf, type AttributeEnd } from '../contributors/attribute-end.ts';
import { sameType } from '../contributors/contributor-reach.ts';
import type { ContributorGroup, KindOfObject } from '../contributors/contributors.ts';
import { cloudEnd, metaverseEnd } from './end-of-kinds.ts';
import type { UserKind } from './user-kinds.ts';

/** What the rules of a group come to: in effect, where kinds of users are known; else by their order. */
export function groupEnd(group: ContributorGroup, kinds: readonly UserKind[]): AttributeEnd {
  return computedEnd(group, kinds) ?? endOf(group.ranking);
}

/** The same for objects that no rule of a group is about. */
export function withoutRulesEnd(group: KindOfObject, kinds: readonly UserKind[]): AttributeEnd {
  return computedEnd(group, kinds) ?? endOf([]);
}

/** Undefined: the rules are about no user whom anybody could know. */
function computedEnd(group: KindOfObject, kinds: readonly UserKind[]): AttributeEnd | undefined {
  const named = kinds.filter(({ hasNickname }) => hasNickname);
  if (group.direction === 'outbound') {
    const isWayOut = group.connectorId === entraConnectorId && sameType(group.metaverseObjectType, 'person');
    return isWayOut ? cloudEnd(named.map(({ prediction }) => prediction)) : undefined;
  }
  const own = named.filter(
    ({ connectorId, objectType }) =>
      connectorId === group.connectorId && sameType(objectType, group.connectorSpaceObjectType),
  );
  return metaverseEnd(own.map(({ prediction }) => prediction));
}
