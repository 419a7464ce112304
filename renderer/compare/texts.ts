/** Texts of the comparison in the window. */
export const compareScreenTexts = {
  heading: 'Compare with another configuration',
  intro:
    'What differs between what is open and another server, an export of another day, or the default rules: rules and what they do to the mailbox GUID, connectors, OU filtering, metaverse schema, and settings. Nothing is changed.',
  other: 'Other export (folder or file) or practice lab (folder)',
  withExport: 'Compare with this export',
  withLab: 'Compare with this lab',
  withDefaults: 'Compare with the default rules',
  result: (on: string, other: string) => `${on} beside ${other}`,
  saveHtml: 'Save as HTML',
  saveJson: 'Save as JSON',
  row: 'row',
} as const;
