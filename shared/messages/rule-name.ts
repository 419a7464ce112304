/** How a rule is told from those of the same name in other forests: `“In from AD - User Exchange” on contoso.com`. */
export function ruleOnConnector(name: string, connectorName: string): string {
  return `“${name}” on ${connectorName}`;
}
