import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A worker's process where there is no PowerShell: answers at once, out of nothing, as much as is asked for. */
export interface Answers {
  /** File with the rules, as JSON; undefined: there are none. */
  readonly rules: string | undefined;
  /** Objects in the connector space. */
  readonly objects: number;
}

interface Request {
  readonly id: number;
  readonly operation: string;
  readonly arguments: { readonly connectorId?: string; readonly start?: number; readonly count?: number };
}

const ready = {
  ...{ version: '5.1.20348.1', edition: 'Desktop', is64Bit: true, languageMode: 'FullLanguage', culture: 'en-US' },
  ...{ isElevated: true, isInAdSyncAdmins: true, serviceStatus: 'Running' },
  module: { state: 'loaded', path: 'ADSync.psd1', version: '1.0.0.0' },
};
const scheduler = {
  ...{ syncCycleEnabled: true, syncCycleInProgress: false, stagingModeEnabled: false, schedulerSuspended: false },
  ...{
    maintenanceEnabled: true,
    nextSyncCyclePolicy: 'Delta',
    nextSyncCycleStart: null,
    effectiveInterval: '00:30:00',
  },
};

function main({ rules, objects }: Answers): void {
  let marker = '';
  const say = (frame: unknown) => process.stdout.write(`\n${marker} ${JSON.stringify(frame)}\n`);
  const answerOf = (request: Request): unknown => {
    switch (request.operation) {
      case 'rules':
        return rules === undefined ? [] : JSON.parse(readFileSync(rules, 'utf8'));
      case 'connectorSpace':
        return windowOf(request.arguments, objects);
      default:
        return scheduler;
    }
  };
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (marker === '') {
      ({ marker } = JSON.parse(line) as { readonly marker: string });
      say({ kind: 'ready', facts: ready });
    } else {
      const request = JSON.parse(line) as Request;
      say({ kind: 'result', id: request.id, value: answerOf(request) });
    }
  });
}

function windowOf({ connectorId = '', start = 0, count = 0 }: Request['arguments'], total: number) {
  const end = Math.min(start + count, total);
  const items = Array.from({ length: Math.max(end - start, 0) }, (_, offset) => {
    const id = `00000000-0000-4000-8000-${String(start + offset).padStart(12, '0')}`;
    return {
      ...{ id, connectorId: connectorId.slice(1), objectType: 'user', pendingExport: 'none' },
      ...{ distinguishedName: `CN=Person ${id},OU=Company,DC=fabrikam,DC=com`, metaverseObjectId: id },
      attributes: [
        { name: 'mailNickname', value: [`person${id}`] },
        { name: 'msExchMailboxGuid', value: [{ binary: Buffer.from(id.slice(-16)).toString('base64') }] },
        { name: 'msExchRecipientTypeDetails', value: [{ integer: '1' }] },
      ],
      ...{ synchronizationError: null, exportError: null },
    };
  });
  return { items, next: end < total ? end : null, total };
}

if (import.meta.main) main(JSON.parse(process.argv[2] ?? '') as Answers);
