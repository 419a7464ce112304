/** Texts about opening a target. */

export const exportTexts = {
  at: (file: string, line: number | undefined, message: string) =>
    line === undefined ? `${file}: ${message}` : `${file}, line ${line}: ${message}`,
  notConnected: 'A configuration export holds no directory, no tenant and no Exchange Online.',
  notARunningServer: 'A configuration export holds rules, connectors and settings, but no running server.',
  notInExport: 'The export does not say.',
  remedy:
    'Write the export again on the server with Get-ADSyncServerConfiguration -Path <new folder>, and copy the whole folder. Scripts of the Synchronization Rules Editor, settings files of the wizard, files that Get-ADSyncRule was written to, and .zip files of any of these are read too, as far as they go.',
  chooseOne: 'Name one of them.',
  unpack: 'Unpack the archive, and name the folder in it.',
  checkPath: 'Check the path.',
  rename: 'Rename it to a name in letters and digits, and name it again.',
} as const;

export const targetTexts = {
  noSuchKind: (text: string) => `"${text}" is no target.`,
  kinds: 'A target is lab:<folder>, export:<folder or file> or live.',
  missing: (title: string, detail: string) => `${title}: ${detail}`,
  liveNotConnected:
    'Only the synchronization server is connected: this version does not sign in to Microsoft 365 and does not read the directory. What is not connected is not checked; the effect of a change is proved in the metaverse and in the connector space of Microsoft Entra ID.',
} as const;
