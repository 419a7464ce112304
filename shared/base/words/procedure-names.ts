const names: Readonly<Record<string, string>> = {
  'null-clone': 'Clone the rule and set NULL',
  'null-override': 'Override with AuthoritativeNull',
  'repair-recipe': 'Repair a previous attempt',
  'restore-default': 'Restore the default rules',
  rebuild: 'Re-create the synchronized users',
  none: 'Make no changes',
};

/** What a procedure is called where it is recommended or offered. */
export function procedureName(id: string): string {
  return names[id] ?? id;
}

/** The same on the command line, where its id is typed. */
export function procedureNameWithId(id: string): string {
  return id === 'none' ? procedureName(id) : `${procedureName(id)} (${id})`;
}
