/** Texts about opening a target. */

export const exportTexts = {
  at: (file: string, line: number | undefined, message: string) =>
    line === undefined ? `${file}: ${message}` : `${file}, line ${line}: ${message}`,
  notConnected: 'A configuration export holds no directory, no tenant and no Exchange Online.',
  notARunningServer: 'A configuration export holds rules, connectors and settings, but no running server.',
  notInExport: 'The export does not say.',
  remedy:
    'Write the export again on the server with Get-ADSyncServerConfiguration -Path <new folder>, and copy the whole folder. Scripts of the Synchronization Rules Editor, settings files of the wizard and .zip files of any of these are read too, as far as they go.',
} as const;

export const targetTexts = {
  noSuchKind: (text: string) => `"${text}" is no target.`,
  kinds: 'A target is lab:<folder>, export:<folder or file> or live.',
  live: 'The live server is not available in this version.',
  liveRemedy:
    'Rehearse on the configuration of that server: export it there with Get-ADSyncServerConfiguration -Path <folder>, then build a lab from it with lab create clean --rules <folder> --at <folder>.',
} as const;
