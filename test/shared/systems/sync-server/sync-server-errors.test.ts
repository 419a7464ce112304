import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure, FailureCode } from '../../../../shared/base/failure.ts';
import { failureOfError, type ErrorRecord } from '../../../../shared/systems/sync-server/sync-server-errors.ts';

const invalidOperation = 'System.InvalidOperationException';
const ruleId = '4a37a8d3-3f6e-4a2e-9c0f-2b1d8a3e7f55';

function record(changes: Partial<ErrorRecord> & Pick<ErrorRecord, 'message'>): ErrorRecord {
  return {
    type: invalidOperation,
    fullyQualifiedErrorId: invalidOperation,
    category: 'WriteError',
    scriptStackTrace: 'at Start-X, worker.ps1: line 1',
    inner: [],
    ...changes,
  };
}

function meaning(error: Partial<ErrorRecord> & Pick<ErrorRecord, 'message'>, name: string, effect: 'read' | 'write') {
  return failureOfError(record(error), { name, effect, during: name });
}

const comClass = '{835BEE60-8731-4159-8BFF-941301D76D05}';
const sqlText =
  'A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible.';

type Row = readonly [
  what: string,
  error: Partial<ErrorRecord> & Pick<ErrorRecord, 'message'>,
  name: string,
  code: FailureCode,
  retry: Failure['retry'],
];

const knownRows: readonly Row[] = [
  [
    'a service that asks for a sign-in',
    {
      message:
        'System.InvalidOperationException: Showing a modal dialog box or form when the application is not running in UserInteractive mode is not a valid operation.',
    },
    ...(['startSyncCycle', 'service-sign-in-failed', 'pointless'] as const),
  ],
  [
    'a code of the sign-in of Microsoft Entra',
    { message: 'AADSTS50076: Due to a configuration change made by your administrator, you must use …' },
    ...(['startSyncCycle', 'service-sign-in-failed', 'pointless'] as const),
  ],
  [
    'a code of the sign-in inside another error',
    {
      message: 'One or more errors occurred.',
      inner: [{ type: 'Microsoft.Identity.Client.MsalServiceException', message: 'AADSTS700027: The certificate …' }],
    },
    ...(['runHistory', 'service-sign-in-failed', 'pointless'] as const),
  ],
  [
    'a module that is not found',
    {
      type: 'System.IO.FileNotFoundException',
      fullyQualifiedErrorId: 'Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand',
      message: "Das angegebene Modul 'ADSync' wurde nicht geladen, da …",
    },
    ...(['rules', 'module-missing', 'pointless'] as const),
  ],
  [
    'a module that is told not to be loaded, in another error',
    {
      message:
        "The specified module 'ADSync' was not loaded because no valid module file was found in any module directory.",
    },
    ...(['objectSync', 'module-missing', 'pointless'] as const),
  ],
  [
    'a connector that runs',
    {
      message:
        'System.InvalidOperationException: Connector: contoso.onmicrosoft.com - AAD is busy. at Microsoft.MetadirectoryServices.Scheduler.Scheduler.StartSyncCycle(String overridePolicy, Boolean interactiveMode)',
    },
    ...(['startSyncCycle', 'connector-busy', 'safe'] as const),
  ],
  ['a cycle that runs', { message: 'Sync is already running' }, 'startSyncCycle', 'cycle-running', 'safe'],
  [
    'a suspended scheduler',
    { message: 'System.InvalidOperationException: Scheduler is already suspended via global parameters.' },
    ...(['startSyncCycle', 'scheduler-suspended', 'pointless'] as const),
  ],
  [
    'a module that is not loaded',
    {
      type: 'System.Management.Automation.CommandNotFoundException',
      fullyQualifiedErrorId: 'CommandNotFoundException',
      message:
        "The term 'Start-ADSyncSyncCycle' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    },
    ...(['startSyncCycle', 'module-missing', 'pointless'] as const),
  ],
  [
    'a caller without rights',
    {
      type: 'System.Runtime.InteropServices.COMException',
      message: `Retrieving the COM class factory for remote component with CLSID ${comClass} from machine SERVER1 failed due to the following error: 80070005 SERVER1.`,
    },
    ...(['rules', 'access-denied', 'pointless'] as const),
  ],
  [
    'an attribute that is not there',
    {
      message: `In from AD - User Exchange (${ruleId}): AttributeFlowMapping's specified target attribute 'nope' is not a defined attribute type.`,
    },
    ...(['putRule', 'rule-attribute-unknown', 'pointless'] as const),
  ],
  [
    'a connector that is not there',
    { message: 'specified management agent cannot be found' },
    ...(['putRule', 'connector-unknown', 'pointless'] as const),
  ],
  [
    'the deletion threshold',
    {
      message:
        'Prevent Accidental Deletes: The number of deletions for this sync cycle (100 pending deletes) has exceeded the current threshold of 50 objects. Deletions will be suppressed...',
    },
    ...(['startSyncCycle', 'deletion-threshold-exceeded', 'pointless'] as const),
  ],
  [
    'a server without the tool for one object',
    { fullyQualifiedErrorId: 'HybridPreflight.DiagnosticsMissing', message: 'There is no x.psm1.' },
    ...(['synchronizeObject', 'diagnostics-missing', 'pointless'] as const),
  ],
  [
    'a service that does not listen',
    { type: 'System.ServiceModel.EndpointNotFoundException', message: 'Es war kein Endpunkt vorhanden' },
    ...(['rules', 'service-stopped', 'pointless'] as const),
  ],
  [
    'a database that is not reached, deep inside',
    {
      message: 'The operation failed.',
      inner: [
        { type: 'System.ServiceModel.FaultException', message: 'x' },
        { type: 'System.Data.SqlClient.SqlException', message: sqlText },
      ],
    },
    ...(['rules', 'database-unreachable', 'pointless'] as const),
  ],
  [
    'a script of the module that policy blocks',
    { type: 'System.Management.Automation.PSSecurityException', message: 'Das Skript ist nicht digital signiert.' },
    ...(['rules', 'scripts-blocked', 'pointless'] as const),
  ],
  [
    'an object that our scripts did not find',
    { message: 'CN=x', fullyQualifiedErrorId: 'HybridPreflight.ObjectNotFound,Get-X' },
    ...(['preview', 'not-found', 'pointless'] as const),
  ],
];

/** Messages like the known ones, which are others: other languages, other places, other words around them. */
const unknownRows: readonly (readonly [string, Partial<ErrorRecord> & Pick<ErrorRecord, 'message'>, string])[] = [
  ['a busy connector in German', { message: 'Connector: contoso - AAD ist ausgelastet.' }, 'startSyncCycle'],
  ['a busy connector in French', { message: 'Le connecteur : contoso - AAD est occupé.' }, 'startSyncCycle'],
  ['a running cycle in German', { message: 'Die Synchronisierung wird bereits ausgeführt.' }, 'startSyncCycle'],
  ['a suspended scheduler in French', { message: 'Le planificateur est déjà suspendu.' }, 'startSyncCycle'],
  ['a rule named like a busy connector', { message: `Connector: x is busy. (${ruleId}): refused` }, 'putRule'],
  ['a rule named like a running cycle', { message: 'Sync is already running (x): refused' }, 'putRule'],
  ['a text that mentions a running cycle', { message: 'Could not tell whether Sync is already running' }, 'startSyncCycle'], // prettier-ignore
  ['a running cycle where none can be started', { message: 'Sync is already running' }, 'rules'],
  ['an attribute message without the rule', { message: "AttributeFlowMapping's specified target attribute 'x' is not a defined attribute type." }, 'putRule'], // prettier-ignore
  ['a rule named like an unknown attribute', { message: `AttributeFlowMapping's specified target attribute 'x' is not a defined attribute type. (${ruleId}): other` }, 'putRule'], // prettier-ignore
  ['a rule named like an unknown connector', { message: `no specified management agent cannot be found (${ruleId})` }, 'putRule'], // prettier-ignore
  ['a missing command that is not of the module', { type: 'System.Management.Automation.CommandNotFoundException', fullyQualifiedErrorId: 'CommandNotFoundException', message: "The term 'Get-Foo' is not recognized" }, 'rules'], // prettier-ignore
  ['a command of the module in a text of another error', { message: "The term 'Start-ADSyncSyncCycle' is not recognized" }, 'startSyncCycle'], // prettier-ignore
  ['the engine’s class with another error', { message: `CLSID ${comClass} failed due to the following error: 800706ba The RPC server is unavailable.` }, 'rules'], // prettier-ignore
  ['another class that is refused', { message: 'CLSID {00000000-8731-4159-8BFF-941301D76D05} failed: 80070005.' }, 'rules'], // prettier-ignore
  ['another error of the database', { type: 'System.Data.SqlClient.SqlException', message: 'Timeout expired.' }, 'rules'], // prettier-ignore
  ['the database’s words from elsewhere', { message: sqlText }, 'rules'],
  ['a null reference', { type: 'System.NullReferenceException', message: 'Object reference not set to an instance of an object.' }, 'putRule'], // prettier-ignore
  ['an id like one of ours', { message: 'x', fullyQualifiedErrorId: 'HybridPreflight.ObjectNotFoundMaybe' }, 'preview'],
];

describe('errors of a sync server', () => {
  it.each(knownRows)('%s', (_what, error, name, code, retry) => {
    const failure = meaning(error, name, 'read');
    expect(failure).toMatchObject({ code, retry });
    expect(failure.raw).toContain(error.message);
  });

  it('are recognised in German where the recognised part is the same in every language', () => {
    const message = `Fehler beim Abrufen der COM-Klassenfactory für die Remotekomponente mit der CLSID ${comClass} vom Computer SERVER1. Fehler: 80070005 Zugriff verweigert.`;
    expect(meaning({ message }, 'rules', 'read')).toMatchObject({ code: 'access-denied', raw: message });
    const german = {
      type: 'System.Management.Automation.CommandNotFoundException',
      fullyQualifiedErrorId: 'CommandNotFoundException',
      message: 'Die Benennung "Get-ADSyncRule" wurde nicht als Name eines Cmdlet erkannt.',
    };
    expect(meaning(german, 'rules', 'read')).toMatchObject({ code: 'module-missing' });
  });

  it.each(unknownRows)('%s stays as it is', (_what, error, name) => {
    expect(meaning(error, name, 'read')).toMatchObject({ code: 'service-error', retry: 'safe' });
    const written = meaning(error, name, 'write');
    expect(written).toMatchObject({ code: 'service-error', retry: 'effect-unknown', raw: error.message });
  });

  it('that nobody knows leave open what a write did, and keep every word', () => {
    const inner = fc.array(fc.record({ type: fc.string(), message: fc.string() }));
    const any = fc.record({
      type: fc.string(),
      message: fc.string(),
      fullyQualifiedErrorId: fc.string(),
      category: fc.string(),
      scriptStackTrace: fc.string(),
      inner,
    });
    fc.assert(
      fc.property(any, (error) => {
        const failure = failureOfError(error, { name: 'putRule', effect: 'write', during: 'x' });
        expect(failure).toMatchObject({ code: 'service-error', retry: 'effect-unknown', during: 'x' });
        for (const { message } of [error, ...error.inner]) expect(failure.raw).toContain(message);
      }),
    );
  });

  it('mean nothing else for any text before or around the known words in a rule’s name', () => {
    const messages = knownRows.map(([, { message }]) => message);
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.string({ minLength: 1 }), (message, before) => {
        const name = `${before.replace(/\W/g, '_')}${message}`;
        const refused = `${name} (${ruleId}): the rule was not saved.`;
        const { code } = meaning({ message: refused }, 'putRule', 'write');
        // The class of the engine is no text that a rule can be refused with by chance.
        expect(message.includes(comClass) ? 'service-error' : code).toBe('service-error');
      }),
    );
  });
});
