/** The tag of an out-of-box rule without the number of its version: `Microsoft.InfromADUserExchange`. Empty for none. */
export function versionAgnosticTag(immutableTag: string): string {
  return immutableTag.replace(/\.\d+$/, '');
}

/** Whether two tags are those of the same out-of-box rule, perhaps of different versions. */
export function sameDefaultRule(left: string, right: string): boolean {
  const tag = versionAgnosticTag(left).toLowerCase();
  return tag !== '' && tag === versionAgnosticTag(right).toLowerCase();
}
