/**
 * How a rule is told from those of the same name in other forests: `“In from AD - User Exchange” on contoso.com`;
 * `connectorName` undefined: it is not known.
 */
export function ruleOnConnector(name: string, connectorName: string | undefined): string {
  return connectorName === undefined ? `“${name}”` : `“${name}” on ${connectorName}`;
}
