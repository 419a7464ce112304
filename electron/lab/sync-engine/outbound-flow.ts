import type { ConnectorSpaceObjectId } from '../../../shared/base/identifiers.ts';
import type { Connector } from '../../../shared/entra-connect/rules/model.ts';
import { equalValueSets, type AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { findByDistinguishedName, type ConnectorSpaceRow, type MetaverseRow, type PendingExport } from '../state.ts';
import { AttributeBag } from './attribute-bag.ts';
import type { CompiledRule } from '../../../shared/entra-connect/evaluation/compiled-rule.ts';
import type { OutboundRules } from '../../../shared/entra-connect/evaluation/configuration.ts';
import { provisioningRule } from '../../../shared/entra-connect/evaluation/inbound-share.ts';
import { outboundShare } from '../../../shared/entra-connect/evaluation/outbound-share.ts';
import { decideAttribute, type FlowTarget } from '../../../shared/entra-connect/evaluation/decide-attribute.ts';
import { objectErrors, type ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import { findConnectorSpaceObject } from './join-search.ts';
import { link, unlink } from './link-object.ts';
import { referencesToConnectorSpace } from './references.ts';
import type { Session } from './session.ts';
import { exportedAttributes, wasExported, type MetaverseView } from './source-views.ts';

/** Brings every connector in line with a metaverse object; the error of the first object that cannot be. */
export function flowOutbound(session: Session, metaverse: MetaverseRow): ObjectError | undefined {
  for (const outbound of session.configuration.outboundRules(metaverse.objectType)) {
    // Linking rewrites the metaverse object: each connector starts from its present form.
    const present = session.state.metaverse.get(metaverse.id) ?? metaverse;
    const error = flowToConnector(session, present, outbound);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** Lets go of every object of a metaverse object that is about to be deleted. */
export function releaseObjects(session: Session, metaverse: MetaverseRow): void {
  for (const { connectorId, objectId } of metaverse.links) {
    const row = session.objects(connectorId).get(objectId);
    if (row === undefined) continue;
    if (row.link === 'provisioned') {
      deprovision(session, connectorId, row);
    } else {
      unlink(session, connectorId, row);
      session.disjoined.push({ connectorId, id: row.id });
    }
  }
}

function flowToConnector(
  session: Session,
  metaverse: MetaverseRow,
  { connector, rules }: OutboundRules,
): ObjectError | undefined {
  const view = session.metaverseView(connector.id, metaverse);
  const inScope = rules.filter(({ inScope: isInScope }) => isInScope(view));
  const linked = metaverse.links.find(({ connectorId }) => connectorId === connector.id);
  const row = linked === undefined ? undefined : session.objects(connector.id).get(linked.objectId);
  if (row === undefined) return flowToUnlinked(session, metaverse, connector, view, inScope);
  const { rules: applicable, provisions, joins } = outboundShare(inScope, row.objectType);
  if (row.link === 'provisioned' && !provisions) {
    deprovision(session, connector.id, row);
    return undefined;
  }
  if (row.link === 'joined-outbound' && !provisions && !joins) {
    unlink(session, connector.id, row);
    session.disjoined.push({ connectorId: connector.id, id: row.id });
    return undefined;
  }
  const isTakenOver = provisions && (row.link === 'joined' || row.link === 'joined-outbound');
  return writeExport(
    session,
    metaverse,
    connector,
    view,
    applicable,
    isTakenOver ? { ...row, link: 'provisioned' } : row,
    row,
  );
}

/** Joins a free object, or provisions one. */
function flowToUnlinked(
  session: Session,
  metaverse: MetaverseRow,
  connector: Connector,
  view: MetaverseView,
  inScope: readonly CompiledRule[],
): ObjectError | undefined {
  const provisioning = provisioningRule(inScope);
  const joining = inScope.filter(({ joinFingerprint }) => joinFingerprint !== undefined);
  let found: ConnectorSpaceRow | undefined;
  let distinguishedName: string | undefined;
  if (provisioning !== undefined) {
    const named = nameOf(view, inScope);
    if (typeof named === 'object') return named;
    distinguishedName = named;
    if (distinguishedName === undefined) return objectErrors.noDistinguishedName(provisioning.rule.name);
    // "The DN attribute is used to first try a reverse-join" (declarative-provisioning doc, Join).
    found = findByDistinguishedName(session.objects(connector.id), distinguishedName);
    if (found?.metaverseObjectId !== undefined) return objectErrors.distinguishedNameTaken(distinguishedName);
  }
  for (const rule of joining)
    found ??= findConnectorSpaceObject(session, connector.id, rule, (name) => view.attribute(name));
  if (found === undefined) {
    if (provisioning === undefined || distinguishedName === undefined) return undefined;
    found = newObject(session, distinguishedName, provisioning);
  }
  const { rules: applicable, provisions } = outboundShare(inScope, found.objectType);
  if (applicable.length === 0) return undefined;
  const row = link(session, connector.id, found, metaverse, provisions ? 'provisioned' : 'joined-outbound');
  const present = session.state.metaverse.get(metaverse.id) ?? metaverse;
  return writeExport(session, present, connector, view, applicable, row, row);
}

function newObject(session: Session, distinguishedName: string, { rule }: CompiledRule): ConnectorSpaceRow {
  return {
    id: session.newId() as ConnectorSpaceObjectId,
    distinguishedName,
    objectType: rule.targetObjectType,
    anchor: undefined,
    attributes: AttributeBag.empty,
    pendingImport: undefined,
    pendingExport: undefined,
    awaitingConfirmation: undefined,
    metaverseObjectId: undefined,
    link: 'none',
    synchronizationError: undefined,
    exportError: undefined,
  };
}

/** The distinguished name that the strongest rule with a name gives; an error when its expression fails. */
function nameOf(view: MetaverseView, inScope: readonly CompiledRule[]): string | ObjectError | undefined {
  for (const { rule, distinguishedName } of inScope) {
    if (distinguishedName === undefined) continue;
    const result = distinguishedName.evaluate(view);
    if (result.kind === 'error') return objectErrors.flowFailed('dn', rule.name, result.message);
    if (result.kind === 'unpredictable') return objectErrors.unpredictable('dn', rule.name, result.function);
    const [value] = result.kind === 'values' ? result.values : [];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** An object that was never exported is forgotten; any other is marked for deletion in its directory. */
function deprovision(session: Session, connectorId: Connector['id'], row: ConnectorSpaceRow): void {
  const free = unlink(session, connectorId, row);
  if (wasExported(row)) session.putObject(connectorId, { ...free, pendingExport: { operation: 'delete' } });
  else session.deleteObject(connectorId, free);
}

function writeExport(
  session: Session,
  metaverse: MetaverseRow,
  connector: Connector,
  view: MetaverseView,
  rules: readonly CompiledRule[],
  row: ConnectorSpaceRow,
  before: ConnectorSpaceRow,
): ObjectError | undefined {
  const isNew = !wasExported(row);
  const base = isNew ? AttributeBag.empty : exportedAttributes(row);
  const target: FlowTarget = {
    sources: [view],
    isNew,
    direction: 'outbound',
    readings: session.state.readings,
    stored: (name) => {
      const values = base.get(name);
      return values === undefined ? undefined : { values, ruleId: undefined };
    },
    resolve: (values) => referencesToConnectorSpace(session, connector.id, metaverse.id, values),
  };
  const changes: (readonly [string, AttributeValues | undefined])[] = [];
  for (const attribute of session.configuration.plans.planFor([rules])) {
    const decision = decideAttribute(attribute, target);
    switch (decision.kind) {
      case 'set': {
        const present = base.get(attribute.name);
        if (present === undefined || !equalValueSets(present, decision.values))
          changes.push([attribute.name, decision.values]);
        session.noteWinner(row.id, attribute.name, decision.flow.rule.rule.id);
        break;
      }
      case 'remove':
        if (base.has(attribute.name)) changes.push([attribute.name, undefined]);
        break;
      case 'keep':
        break;
      case 'failed':
        return decision.error;
    }
  }
  const desired = changes.length === 0 ? base : base.with(changes);
  const pendingExport = pendingExportOf(row, isNew, base, desired);
  if (row === before && samePendingExport(before.pendingExport, pendingExport)) return undefined;
  session.putObject(connector.id, { ...row, pendingExport });
  return undefined;
}

function pendingExportOf(
  row: ConnectorSpaceRow,
  isNew: boolean,
  base: AttributeBag,
  desired: AttributeBag,
): PendingExport | undefined {
  if (isNew) return { operation: 'add', attributes: desired };
  // An object that waits for its deletion to be confirmed is created again.
  if (row.awaitingConfirmation?.operation === 'delete') return { operation: 'add', attributes: desired };
  return desired.equals(base) ? undefined : { operation: 'update', attributes: desired };
}

function samePendingExport(left: PendingExport | undefined, right: PendingExport | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.operation !== right.operation) return false;
  return left.operation === 'delete' || (right.operation !== 'delete' && left.attributes.equals(right.attributes));
}
