/** A line in a script that creates a rule again, about what the script cannot bring back. */
export function notRecreated(count: number): string {
  return count === 1
    ? 'One element of the exported rule is not interpreted and is not part of this script.'
    : `${String(count)} elements of the exported rule are not interpreted and are not part of this script.`;
}
