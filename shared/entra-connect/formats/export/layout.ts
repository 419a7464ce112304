import type { Guid } from '../../../base/guid.ts';

/** One file of an exported configuration. `path` is relative to the export's folder, with `/`. */
export interface ConfigurationFile {
  readonly path: string;
  readonly text: string;
}

/** The three kinds of files of an export (entra-connect.md §1.1). */
export type FileKind = 'rule' | 'connector' | 'global-settings' | 'other';

export const globalSettingsPath = 'GlobalSettings/MV.xml';

export function rulePath(id: Guid): string {
  return `SynchronizationRules/SynchronizationRule_{${id}}.xml`;
}

export function connectorPath(id: Guid): string {
  return `Connectors/Connector_{${id}}.xml`;
}

/** The kind of a file from its path; Windows does not tell upper from lower case, so neither does this. */
export function fileKindOf(path: string): FileKind {
  const lowerCase = path.toLowerCase();
  if (lowerCase === globalSettingsPath.toLowerCase()) return 'global-settings';
  if (/^synchronizationrules\/[^/]+\.xml$/.test(lowerCase)) return 'rule';
  if (/^connectors\/[^/]+\.xml$/.test(lowerCase)) return 'connector';
  return 'other';
}
