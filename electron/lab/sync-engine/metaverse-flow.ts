import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { ConnectorSpaceRow, MetaverseLink, MetaverseRow } from '../state.ts';
import type { ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import { AttributeBag } from './attribute-bag.ts';
import { inboundShare, type InboundShare } from '../../../shared/entra-connect/evaluation/inbound-share.ts';
import { decideAttribute, type FlowTarget } from '../../../shared/entra-connect/evaluation/decide-attribute.ts';
import {
  internedOrigin,
  internedOrigins,
  type AttributeOrigin,
} from '../../../shared/entra-connect/evaluation/origins.ts';
import { referencesToMetaverse } from './references.ts';
import type { Session } from './session.ts';
import type { ConnectorSpaceView } from './source-views.ts';

/** A joined connector space object with its rules in scope. */
interface Contributor extends InboundShare {
  readonly link: MetaverseLink;
  readonly view: ConnectorSpaceView;
}

export type MetaverseFlowOutcome =
  | { readonly kind: 'flowed'; readonly row: MetaverseRow; readonly changed: boolean }
  /** No rule in scope holds the object. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'failed'; readonly error: ObjectError };

/** Computes all attributes of a metaverse object from everything that is joined to it, and writes it when it changed. */
export function flowIntoMetaverse(session: Session, row: MetaverseRow, isNew: boolean): MetaverseFlowOutcome {
  const contributors: Contributor[] = [];
  let isSupported = false;
  for (const link of row.links) {
    const object = session.objects(link.connectorId).get(link.objectId);
    if (object === undefined)
      throw new Error(`Metaverse object ${row.id} is joined to ${link.objectId}, which does not exist`);
    const contributor = contributorOf(session, link, object, row.objectType);
    if (contributor === undefined) continue;
    isSupported ||= contributor.holdsMetaverseObject;
    contributors.push(contributor);
  }
  if (!isSupported) return { kind: 'unsupported' };
  return writeFlows(session, row, contributors, isNew);
}

/** An object that was never imported has nothing to say. */
function contributorOf(
  session: Session,
  link: MetaverseLink,
  object: ConnectorSpaceRow,
  metaverseObjectType: string,
): Contributor | undefined {
  if (object.anchor === undefined) return undefined;
  const view = session.connectorSpaceView(link.connectorId, object);
  const inScope = session.configuration
    .inboundRules(link.connectorId, object.objectType)
    .filter((rule) => rule.inScope(view));
  const share = inboundShare(inScope, metaverseObjectType);
  return share === undefined ? undefined : { ...share, link, view };
}

function writeFlows(
  session: Session,
  row: MetaverseRow,
  contributors: readonly Contributor[],
  isNew: boolean,
): MetaverseFlowOutcome {
  const plan = session.configuration.plans.planFor(contributors.map(({ rules }) => rules));
  const storedNames = row.attributes.names;
  const originOf = (name: string): AttributeOrigin | undefined => row.origins[storedNames.indexOf(name)];
  const target: FlowTarget = {
    sources: contributors.map(({ view }) => view),
    isNew,
    direction: 'inbound',
    readings: session.state.readings,
    stored: (name) => {
      const values = row.attributes.get(name);
      return values === undefined ? undefined : { values, ruleId: originOf(name)?.ruleId };
    },
    resolve: (values, source) => {
      const contributor = contributors[source];
      return contributor === undefined
        ? []
        : referencesToMetaverse(session, contributor.link.connectorId, row.id, values);
    },
  };
  const names: string[] = [];
  const values: AttributeValues[] = [];
  const origins: AttributeOrigin[] = [];
  for (const attribute of plan) {
    const decision = decideAttribute(attribute, target);
    switch (decision.kind) {
      case 'set':
        names.push(attribute.name);
        values.push(decision.values);
        origins.push(decision.flow.rule.origin);
        break;
      case 'keep': {
        const kept = row.attributes.get(attribute.name);
        const origin = originOf(attribute.name);
        if (kept === undefined || origin === undefined) break;
        names.push(attribute.name);
        values.push(kept);
        origins.push(internedOrigin(origin.ruleId, origin.connectorId));
        break;
      }
      case 'remove':
        if (decision.by !== undefined) session.noteClearing(row.id, attribute.name, decision.by.rule.rule.id);
        break;
      case 'failed':
        return decision;
    }
  }
  const attributes = AttributeBag.fromSorted(names, values);
  const sameAttributes = attributes.equals(row.attributes);
  const shared = internedOrigins(origins);
  if (sameAttributes && sameOrigins(shared, row.origins)) return { kind: 'flowed', row, changed: false };
  const written: MetaverseRow = { ...row, attributes: sameAttributes ? row.attributes : attributes, origins: shared };
  session.putMetaverse(written);
  return { kind: 'flowed', row: written, changed: !sameAttributes };
}

function sameOrigins(left: readonly AttributeOrigin[], right: readonly AttributeOrigin[]): boolean {
  if (left === right) return true;
  return (
    left.length === right.length &&
    left.every(
      (origin, index) => origin.ruleId === right[index]?.ruleId && origin.connectorId === right[index].connectorId,
    )
  );
}
