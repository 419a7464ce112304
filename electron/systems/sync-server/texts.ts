/** Texts about the PowerShell process that talks to a sync server. */

export const workerTexts = {
  /** Of a call that was given up before it was sent. */
  neverSent: 'The call was given up before anything was sent.',
  givenUp: 'The call was given up before it was answered.',
  closed: 'The connection to the sync server has been closed.',
  noAnswer: (seconds: number) => `No answer within ${String(seconds)} seconds.`,
  notReady: (seconds: number) => `PowerShell was not ready within ${String(seconds)} seconds.`,
  lost: (how: string) => `It ended (${how}).`,
  violation: (what: string) => `The answer does not keep to the protocol: ${what}`,
  notThisAnswer: (what: string) => `not the answer to this question: ${what}`,
  starting: 'start Windows PowerShell with the ADSync module',
  noEngine: 'Windows PowerShell is part of Windows; this is another system.',
  edition: (edition: string, version: string) => `PowerShell ${version}, edition ${edition}.`,
  languageMode: (mode: string) => `The language mode is ${mode}.`,
  moduleMissing: (searched: readonly string[]) => `Looked for it at: ${searched.join(', ')}.`,
  moduleBroken: (path: string, message: string) => `${path}: ${message}`,
  serviceStatus: (status: string) => `The state of the service ADSync is ${status}.`,
  noService: 'There is no service ADSync on this machine.',
} as const;

/** Scopes of an execution policy, as a person knows them. */
const scopes: Readonly<Record<string, string>> = {
  MachinePolicy: 'a group policy for this computer',
  UserPolicy: 'a group policy for this user',
  Process: 'the environment of this process',
  CurrentUser: 'a setting of this user',
  LocalMachine: 'a setting of this computer',
};

export const policyTexts = {
  setBy: (policy: string, scope: string) =>
    `The execution policy is ${policy}, set by ${scopes[scope] ?? scope} (${scope}).`,
  notSet: (policy: string) => `The execution policy is ${policy}, because none is set.`,
  marked: (script: string) => `${script} carries the mark of a downloaded file (Zone.Identifier).`,
} as const;

/** A configuration that the server wrote and this program cannot read. */
export const liveConfigurationTexts = {
  unreadable: (errors: readonly string[]) => `The export of the configuration cannot be read: ${errors.join('; ')}`,
} as const;
