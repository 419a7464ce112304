import type { Connector } from '../rules/model.ts';
import { domainOf } from './distinguished-names.ts';

/** Parameters of expressions and scope values that depend on the connector alone; the name without percent signs. */
export function connectorParameter(connector: Connector, name: string): string | undefined {
  switch (name) {
    case 'Connector.ID':
      return connector.id;
    case 'Forest.FQDN':
      return connector.forestName || undefined;
    case 'Forest.Netbios':
      return flatName(connector.forestName);
    default:
      return undefined;
  }
}

/** Parameters of one object: those of its connector, and its domain. */
export function objectParameter(connector: Connector, distinguishedName: string, name: string): string | undefined {
  switch (name) {
    case 'Domain.FQDN':
      return domainOf(distinguishedName) || undefined;
    case 'Domain.Netbios':
      return flatName(domainOf(distinguishedName));
    default:
      return connectorParameter(connector, name);
  }
}

/** The lab's domains carry the NetBIOS name that Windows proposes: the first label, in capitals, at most 15 characters. */
function flatName(domain: string): string | undefined {
  return domain.split('.')[0]?.slice(0, 15).toUpperCase() || undefined;
}
