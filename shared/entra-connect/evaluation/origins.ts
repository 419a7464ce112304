import type { ConnectorId, RuleId } from '../../base/identifiers.ts';

/** Who won a metaverse attribute. */
export interface AttributeOrigin {
  readonly ruleId: RuleId;
  readonly connectorId: ConnectorId;
}

interface Node {
  readonly next: Map<AttributeOrigin, Node>;
  origins: readonly AttributeOrigin[] | undefined;
}

const single = new Map<string, AttributeOrigin>();
const root: Node = { next: new Map(), origins: undefined };

/** The one object for this contributor. */
export function internedOrigin(ruleId: RuleId, connectorId: ConnectorId): AttributeOrigin {
  const key = ruleId + connectorId;
  const known = single.get(key);
  if (known !== undefined) return known;
  const origin: AttributeOrigin = { ruleId, connectorId };
  single.set(key, origin);
  return origin;
}

/** The one array for this sequence of contributors, each from `internedOrigin`: thousands of objects have the same. */
export function internedOrigins(origins: readonly AttributeOrigin[]): readonly AttributeOrigin[] {
  let node = root;
  for (const origin of origins) {
    let next = node.next.get(origin);
    if (next === undefined) {
      next = { next: new Map(), origins: undefined };
      node.next.set(origin, next);
    }
    node = next;
  }
  node.origins ??= [...origins];
  return node.origins;
}
