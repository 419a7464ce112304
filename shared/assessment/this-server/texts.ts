/** The culture is told and not judged: what the worker sends is the same in each, but the words of errors are not. */
function inCulture(culture: string): string {
  return culture === '' ? '' : `, culture ${culture}`;
}

/** Texts of the checks on the server that this program runs on; what is missing is told by the catalogue of failures. */
export const thisServerTexts = {
  powershell: {
    title: 'Windows PowerShell',
    started: (version: string, culture: string) => `Windows PowerShell ${version}, 64-bit${inCulture(culture)}.`,
    named: (version: string, culture: string) =>
      `PowerShell ${version}${inCulture(culture)} was named by HYBRID_PREFLIGHT_POWERSHELL in place of Windows PowerShell.`,
    namedRemedy: 'Good for practice with a stand-in of the module. On a customer’s server remove the variable.',
  },
  scripts: { title: 'Scripts may run', mayRun: (languageMode: string) => `Yes, in ${languageMode}.` },
  elevation: { title: 'Runs as administrator' },
  group: { title: 'Member of ADSyncAdmins' },
  module: { title: 'ADSync module', loaded: (version: string, path: string) => `Version ${version}, ${path}.` },
  service: { title: 'Service ADSync' },
  yes: 'Yes.',
  unknown: 'Could not be told.',
  afterwards: 'Not looked at: something that comes before it is missing.',
} as const;
