import { failed, type Failure, type FailureCode } from '../../base/failure.ts';

/** An error record of PowerShell, as far as it tells what happened. */
export interface ErrorRecord {
  /** Full name of the exception's .NET type. */
  readonly type: string;
  readonly message: string;
  readonly fullyQualifiedErrorId: string;
  readonly category: string;
  readonly scriptStackTrace: string;
  /** The errors it wraps, outermost first. */
  readonly inner: readonly { readonly type: string; readonly message: string }[];
}

/** What was attempted when the error came. */
export interface FailedOperation {
  /** Method of the port's name, e.g. `putRule`. */
  readonly name: string;
  readonly effect: 'read' | 'write';
  /** As `Failure.during`. */
  readonly during: string;
}

interface Meaning {
  readonly code: FailureCode;
  readonly retry: Failure['retry'];
}

/** A message that is known, and where it can come from: nowhere else does it mean the same. */
interface KnownError extends Meaning {
  readonly operations: readonly string[] | 'all-but-put-rule' | 'all';
  readonly isThis: (error: ErrorRecord['inner'][number], record: ErrorRecord) => boolean;
}

/** Errors that our own scripts raise, by the first part of the fully qualified id. */
const own: ReadonlyMap<string, Meaning> = new Map([
  ['HybridPreflight.ConnectorUnknown', { code: 'connector-unknown', retry: 'pointless' }],
  ['HybridPreflight.ObjectNotFound', { code: 'not-found', retry: 'pointless' }],
  ['HybridPreflight.RuleNotFound', { code: 'not-found', retry: 'pointless' }],
  ['HybridPreflight.InvalidArguments', { code: 'invalid-input', retry: 'pointless' }],
  ['HybridPreflight.UnknownOperation', { code: 'invalid-answer', retry: 'pointless' }],
  ['HybridPreflight.NotSupported', { code: 'not-available', retry: 'pointless' }],
  ['HybridPreflight.DiagnosticsMissing', { code: 'diagnostics-missing', retry: 'pointless' }],
  /** The request was read after its time was up, and not begun. */
  ['HybridPreflight.TooLate', { code: 'time-out', retry: 'safe' }],
  /** A write went through, but reading back shows something else. */
  ['HybridPreflight.NotAsAsked', { code: 'invalid-answer', retry: 'effect-unknown' }],
  /** The server answered in a form that no source describes; nothing was written. */
  ['HybridPreflight.UnknownShape', { code: 'invalid-answer', retry: 'pointless' }],
]);

/** Some messages carry the type of the error they came from. */
const exceptionPrefix = String.raw`^(?:[\w.]+Exception: )?`;
const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
/** The COM class of the sync engine: the one part of its message that no language translates. */
const engineClass = /\{835BEE60-8731-4159-8BFF-941301D76D05\}/i;
const errorCodes = /\b[89a-f][0-9a-f]{7}\b(?!-)/gi;
const accessIsDenied = '80070005';

const signInWords = new RegExp(
  String.raw`${exceptionPrefix}Showing a modal dialog box or form when the application is not running in UserInteractive mode\b|\bAADSTS\d{4,}\b`,
  'm',
);

/** Whether a text of the server says that Entra Connect itself cannot sign in: as an error, with a run, or with one object. */
export function saysSignInFailed(text: string): boolean {
  return signInWords.test(text);
}

/**
 * The product's messages (entra-connect.md §3.4). The product translates them, so only what is the same in every language, or
 * the whole of the English sentence from its beginning, counts: a rule, an object or a server may be named like any of them.
 * The words of a run's result (`stopped-deletion-threshold-exceeded`, `no-start-…`, errors of exports) come with the run, not
 * as errors. "Object reference not set to an instance of an object" says nothing of its cause and stays as it is.
 */
const known: readonly KnownError[] = [
  {
    ...{ code: 'connector-busy', retry: 'safe', operations: 'all-but-put-rule' },
    isThis: matching(String.raw`${exceptionPrefix}Connector: .+ is busy\.`),
  },
  {
    ...{ code: 'cycle-running', retry: 'safe', operations: ['startSyncCycle', 'setSyncCycleEnabled'] },
    isThis: matching(String.raw`${exceptionPrefix}Sync is already running\b`),
  },
  {
    ...{ code: 'scheduler-suspended', retry: 'pointless', operations: ['startSyncCycle', 'setSyncCycleEnabled'] },
    isThis: matching(String.raw`${exceptionPrefix}Scheduler is already suspended via global parameters\.`),
  },
  {
    ...{ code: 'rule-attribute-unknown', retry: 'pointless', operations: ['putRule'] },
    isThis: matching(
      String.raw`\(${guid}\): AttributeFlowMapping's specified target attribute '[^']+' is not a defined attribute type\.\s*$`,
    ),
  },
  {
    ...{ code: 'connector-unknown', retry: 'pointless', operations: 'all' },
    isThis: matching(String.raw`${exceptionPrefix}(?:The )?specified management agent cannot be found\b`),
  },
  {
    ...{ code: 'deletion-threshold-exceeded', retry: 'pointless', operations: 'all-but-put-rule' },
    isThis: matching('^Prevent Accidental Deletes: The number of deletions '),
  },
  {
    // A cmdlet of the module that this PowerShell does not know.
    ...{ code: 'module-missing', retry: 'pointless', operations: 'all' },
    isThis: ({ type, message }, { fullyQualifiedErrorId }) =>
      type === 'System.Management.Automation.CommandNotFoundException' &&
      firstPart(fullyQualifiedErrorId) === 'CommandNotFoundException' &&
      /\b[A-Z][a-z]+-ADSync\w+/.test(message),
  },
  {
    // Import-Module, whatever the language.
    ...{ code: 'module-missing', retry: 'pointless', operations: 'all' },
    isThis: ({ message }, { fullyQualifiedErrorId }) =>
      (firstPart(fullyQualifiedErrorId) === 'Modules_ModuleNotFound' && /ADSync/.test(message)) ||
      /^(?:The specified module|The module) '[^']*ADSync[^']*' was not loaded\b/.test(message),
  },
  {
    // The service asks for a sign-in, which nobody sees: the account of Entra Connect cannot sign in alone.
    ...{ code: 'service-sign-in-failed', retry: 'pointless', operations: 'all-but-put-rule' },
    isThis: ({ message }) => saysSignInFailed(message),
  },
  {
    // Whoever may not create the engine's class is not elevated, or not in ADSyncAdmins; other codes are other troubles.
    ...{ code: 'access-denied', retry: 'pointless', operations: 'all' },
    isThis: ({ message }) =>
      engineClass.test(message) &&
      [...message.replace(new RegExp(guid, 'g'), '').matchAll(errorCodes)].every(([code]) => code === accessIsDenied),
  },
  {
    // .NET's own type for a service that does not listen, whatever the language.
    ...{ code: 'service-stopped', retry: 'pointless', operations: 'all' },
    isThis: ({ type }) => type === 'System.ServiceModel.EndpointNotFoundException',
  },
  {
    ...{ code: 'database-unreachable', retry: 'pointless', operations: 'all' },
    isThis: ({ type, message }) =>
      /^(?:System\.Data|Microsoft\.Data)\.SqlClient\.SqlException$/.test(type) &&
      message.startsWith(
        'A network-related or instance-specific error occurred while establishing a connection to SQL Server.',
      ),
  },
  {
    ...{ code: 'scripts-blocked', retry: 'pointless', operations: 'all' },
    isThis: ({ type }) => type === 'System.Management.Automation.PSSecurityException',
  },
];

/** What an error of the ADSync module or of our scripts means. An unknown one keeps its words and is taken for nothing else. */
export function failureOfError(record: ErrorRecord, operation: FailedOperation): Failure {
  const { code, retry } = meaningOf(record, operation);
  return { code, retry, during: operation.during, raw: wordsOf(record) };
}

/** A failed result for an error record. */
export function failedWith(record: ErrorRecord, operation: FailedOperation): ReturnType<typeof failed> {
  return failed(failureOfError(record, operation));
}

/** In front of the identifier of an error that came before a write operation wrote anything. */
const nothingWritten = 'HybridPreflight.NothingWritten,';

function meaningOf(record: ErrorRecord, operation: FailedOperation): Meaning {
  const { fullyQualifiedErrorId: id } = record;
  if (!id.startsWith(nothingWritten)) return plainMeaningOf(record, operation);
  const cause = { ...record, fullyQualifiedErrorId: id.slice(nothingWritten.length) };
  const { code, retry } = plainMeaningOf(cause, operation);
  return { code, retry: retry === 'effect-unknown' ? 'safe' : retry };
}

function plainMeaningOf(record: ErrorRecord, { name, effect }: FailedOperation): Meaning {
  const raised = own.get(firstPart(record.fullyQualifiedErrorId));
  if (raised !== undefined) return raised;
  for (const error of [{ type: record.type, message: record.message }, ...record.inner]) {
    const found = known.find((entry) => canComeFrom(entry, name) && entry.isThis(error, record));
    if (found !== undefined) return found;
  }
  // Nobody knows how far an operation came that failed in a way nobody knows.
  return { code: 'service-error', retry: effect === 'write' ? 'effect-unknown' : 'safe' };
}

/** What the server says of a rule may begin with the rule's name, which may be any text. */
function canComeFrom({ operations }: KnownError, name: string): boolean {
  if (operations === 'all') return true;
  return operations === 'all-but-put-rule' ? name !== 'putRule' : operations.includes(name);
}

function matching(pattern: string): KnownError['isThis'] {
  const expression = new RegExp(pattern);
  return ({ message }) => expression.test(message);
}

function firstPart(fullyQualifiedErrorId: string): string {
  return fullyQualifiedErrorId.split(',', 1)[0] ?? '';
}

/** The messages from the outside in, each once. */
function wordsOf({ message, inner }: ErrorRecord): string {
  return [...new Set([message, ...inner.map((error) => error.message)])].join(' – ');
}
