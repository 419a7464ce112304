import { assertNever } from '../../base/assert-never.ts';
import type { ScriptProblem } from './powershell/tokenize.ts';
import { counted } from '../../base/words/counted.ts';

/** Why a script cannot be divided into statements. */
export function scriptProblemText(problem: ScriptProblem): string {
  switch (problem) {
    case 'unterminated-string':
      return 'A text in quotation marks that begins here does not end.';
    case 'unterminated-here-string':
      return 'A here-string that begins here does not end.';
    case 'unterminated-comment':
      return 'A comment that begins here does not end.';
    case 'nested-too-deep':
      return 'Expressions are nested deeper here than anybody writes.';
    case 'unbalanced-bracket':
      return 'A bracket has no counterpart.';
    default:
      return assertNever(problem);
  }
}

/** What a file or folder holds, and what it does not. */
export const exportFormatTexts = {
  scriptsHold: (files: number) => `Read from ${counted(files, 'script')} with rules, without running anything.`,
  scriptsLack:
    'Such scripts hold single rules: whether the server has further ones, its connectors, OU scope and settings are not in them.',
  ruleFilesHold: (files: number) => `Read from ${counted(files, 'single rule file')} of a configuration export.`,
  ruleFilesLack:
    'Single rule files are part of a configuration: whether the server has further rules, and what is not among the files, is not known.',
  rulesFound: (rules: number) => `Found: ${counted(rules, 'rule')}.`,
  policyHolds: (custom: number, standard: number, connectors: number, written: string) =>
    `Read from a settings file of the Microsoft Entra Connect wizard${written === '' ? '' : `, written ${written}`}: ${counted(custom, 'custom rule')} as a whole, ${counted(standard, 'standard rule')} by name, tag and precedence only, ${counted(connectors, 'AD connector')} with OU scope.`,
  policyLacks:
    'A settings file of the wizard holds of the standard rules neither flows nor scope nor whether they are disabled or changed; and changes made in the Synchronization Rules Editor or in PowerShell after it was written are not in it. Staging mode, scheduler, selected attributes and most settings are not in it either.',
  policyRulesUnknown:
    'Not known: a settings file of the wizard holds of the standard rules only name, tag and precedence.',
  policyConnectorsPartial:
    'Not known: a settings file of the wizard does not hold which attributes are selected on a connector.',
  scriptsPartial: 'Not known: scripts hold single rules, not all rules of a server.',
  ruleFilesPartial: 'Not known: single rule files are not all rules of a server.',
  noConnectors: 'These files hold no connectors.',
  noSettings: 'These files do not hold this setting.',
  noSchema: 'These files hold no schema.',
  excludedAttributes: (names: readonly string[]) =>
    `App and attribute filtering excludes, as the settings file says: ${names.join(', ')}.`,
  customContributors: (names: readonly string[]) =>
    names.length === 0
      ? 'None of the custom rules in it flows msExchMailboxGuid.'
      : `Of the custom rules in it, these flow msExchMailboxGuid: ${names.map((name) => `“${name}”`).join(', ')}.`,
  wholeConfigurationTaken: 'the whole configuration beside it is read.',
  rulesTaken: 'rules as scripts or XML say more than a settings file of the wizard; those are read.',
  newerTaken: (path: string) => `${path} was written later; that one is read.`,
  noText: 'it is no text, and no archive that can be read.',
  besideConfiguration: 'it stands beside a configuration export, which is read.',
  folderInside: 'it is a folder where only files belong.',
  folderTooDeep: 'it lies deeper than anybody files an export.',
  folderWithContent: 'a folder in it has a content',
  archiveListsMore: 'it holds more files than it says',
  wrongChecksum: (path: string) => `the checksum of ${path} is wrong`,
  zipInside: 'a .zip inside is not opened. Name it itself, or unpack it.',
  notText: (reason: string) => `it is not text in an encoding that can be read (${reason}).`,
  assumedCodePage: 'It is not UTF-8; read as Windows-1252, as Western European editions of Windows save scripts.',
  nothingRecognised: (looked: number) => {
    if (looked === 0) return 'There is no file here.';
    const known =
      'XML of Get-ADSyncServerConfiguration, a script of the Synchronization Rules Editor, a settings file of the wizard, what Get-ADSyncRule was written to (ConvertTo-Json -Depth 10, Export-Clixml -Depth 10), or a .zip of those';
    return looked === 1
      ? `This file cannot be read. Files that can be read: ${known}.`
      : `None of the ${String(looked)} files here can be read. Files that can be read: ${known}.`;
  },
  /** A configuration export from which a folder was left out. */
  connectorsMissing:
    'The folder Connectors of the export is missing. The rules are read as far as they go; selected attributes, OU scope and the names of the connectors are not known.',
  settingsMissing:
    'GlobalSettings/MV.xml of the export is missing. The rules are read as far as they go; version, scheduler, staging mode and the other settings are not known.',
  incompletePartial: 'Not known: parts of the configuration export are missing, so that rules may be missing too.',
} as const;
