import { assertNever } from '../../base/assert-never.ts';
import type { ForeignText } from './foreign.ts';

const instead = 'Send the folder that Get-ADSyncServerConfiguration -Path <new folder> writes instead.';

/** What a text file that is not read is, and what to send instead; goes on after “Not read:”. */
export function foreignTextReason(foreign: ForeignText): string {
  switch (foreign.kind) {
    case 'documenter':
      return `it is a page of the Azure AD Connect Configuration Documenter, made for people. ${instead}`;
    case 'page':
      return `it is a web page. ${instead}`;
    case 'clixml':
      return `it was written by Export-Clixml but holds no rules of Get-ADSyncRule. ${instead}`;
    case 'connector':
      return `it is a single connector, exported in Synchronization Service Manager: it holds no synchronization rules. ${instead}`;
    case 'connector-space':
      return `it holds objects of a connector space, not synchronization rules. ${instead}`;
    case 'identity-manager':
      return `it is an export of Microsoft Identity Manager or Forefront Identity Manager, not of Entra Connect. ${instead}`;
    case 'dsc':
      return `it is the YAML of a DSC configuration (AADConnectDsc): it says how a server should be, not how it is. ${instead}`;
    case 'rule-list':
      return `it is what Get-ADSyncRule shows on the screen, without flows, scope and join. Write Get-ADSyncRule | ConvertTo-Json -Depth 10 to a file, or send the folder that Get-ADSyncServerConfiguration -Path <new folder> writes.`;
    case 'rule-table':
      return `it is a table of rules (Export-Csv), which cannot hold flows, scope and join. Write Get-ADSyncRule | ConvertTo-Json -Depth 10 to a file, or send the folder that Get-ADSyncServerConfiguration -Path <new folder> writes.`;
    case 'table':
      return `it is a table (CSV), which no export of rules is. ${instead}`;
    case 'json':
      return `it is JSON, but neither a settings file of the wizard nor what Get-ADSyncRule was written to. ${instead}`;
    case 'mentions':
      return `it mentions the cmdlets that make rules, but is no script that makes one. Save the script in a file of its own, or export the rule in the Synchronization Rules Editor.`;
    case 'other-xml':
      return `it is XML that begins with <${foreign.root}>, which no file of an export does. ${instead}`;
    case 'unknown':
      return 'it is neither XML nor JSON of Entra Connect nor a script with rules.';
    default:
      return assertNever(foreign);
  }
}

/** Files that are not text, by what their first bytes say. */
export type BinaryKind =
  | 'archive-7z'
  | 'archive-cab'
  | 'archive-rar'
  | 'archive-gzip'
  | 'archive-tar'
  | 'office'
  | 'pdf'
  | 'picture'
  | 'program'
  | 'event-log';

/** What a file that is not text is; goes on after “Not read:”. */
export function binaryReason(kind: BinaryKind): string {
  const unpack = 'which is not opened here. Unpack it and name the folder, or pack it as .zip.';
  switch (kind) {
    case 'archive-7z':
      return `it is a 7-Zip archive, ${unpack}`;
    case 'archive-cab':
      return `it is a cabinet file (.cab), ${unpack}`;
    case 'archive-rar':
      return `it is a RAR archive, ${unpack}`;
    case 'archive-gzip':
      return `it is a gzip archive (.gz, .tar.gz), ${unpack}`;
    case 'archive-tar':
      return `it is a tar archive, ${unpack}`;
    case 'office':
      return `it is a document of Office. ${instead}`;
    case 'pdf':
      return `it is a PDF. ${instead}`;
    case 'picture':
      return `it is a picture. ${instead}`;
    case 'program':
      return `it is a program. ${instead}`;
    case 'event-log':
      return `it is an event log. ${instead}`;
    default:
      return assertNever(kind);
  }
}
