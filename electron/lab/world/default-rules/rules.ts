import { zeroGuid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import { inboundAdTemplates, inboundEntraTemplates, inboundHybridTemplates } from './inbound-templates.ts';
import { outboundAdTemplates, outboundEntraTemplates } from './outbound-templates.ts';
import type { RuleTemplate } from './template.ts';

/** Default rules begin here; 0 to 99 is the room for customers' own (entra-connect.md §1.2). */
const firstPrecedence = 100;

const templatesInOrder: readonly RuleTemplate[] = [
  ...inboundAdTemplates,
  ...inboundEntraTemplates,
  ...outboundEntraTemplates,
  ...inboundHybridTemplates,
  ...outboundAdTemplates,
];

/**
 * The out-of-box rules of a server with Exchange in each forest. Connectors come in the order of their creation, which
 * decides ties (entra-connect.md §4): a template's rules for all forests stand together, the first forest's first, so
 * that an enabled account of any forest still beats the common attributes of every other.
 */
export function defaultRules(adConnectors: readonly ConnectorId[]): readonly SyncRule[] {
  return templatesInOrder
    .flatMap((template) => connectorsOf(template, adConnectors).map((connectorId) => ({ template, connectorId })))
    .map(({ template, connectorId }, index) => ruleOf(template, connectorId, firstPrecedence + index));
}

function connectorsOf(template: RuleTemplate, adConnectors: readonly ConnectorId[]): readonly ConnectorId[] {
  return template.side === 'ad' ? adConnectors : [entraConnectorId];
}

function ruleOf(template: RuleTemplate, connectorId: ConnectorId, precedence: number): SyncRule {
  const id = guidOfText(`default rule ${template.tag} of ${connectorId}`) as RuleId;
  return {
    id,
    internalId: id,
    version: 1,
    name: template.name,
    description: template.description ?? '',
    immutableTag: template.tag,
    direction: template.direction,
    disabled: false,
    connectorId,
    sourceObjectType: template.source,
    targetObjectType: template.target,
    linkType: template.link,
    precedence,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: template.passwordSync ?? false,
    flows: template.flows,
    joinGroups: template.join ?? [],
    scopeGroups: template.scope ?? [],
    uninterpreted: [],
  };
}
