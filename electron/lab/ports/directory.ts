import { failed, success, type Result } from '../../../shared/base/failure.ts';
import { guidFromBytes, type Guid } from '../../../shared/base/guid.ts';
import type { DirectoryReader, DirectoryRecipient } from '../../../shared/systems/directory.ts';
import type { LabMachine } from '../machine.ts';
import type { DirectoryRow, LabForest } from '../state.ts';
import { filtered, windowOf } from './windows.ts';

/** The lab's forests as a Directory. */
export function labDirectory({ state }: LabMachine): DirectoryReader {
  const inForest = <Value>(name: string, read: (forest: LabForest) => Value): Result<Value> => {
    const forest = state.forests.find((candidate) => candidate.name === name);
    if (forest !== undefined) return success(read(forest));
    return failed({ code: 'not-found', during: `read the forest ${name}`, raw: name, retry: 'pointless' });
  };
  return {
    forests: async () => success(state.forests.map(({ name }) => name)),
    exchange: async (forest) => inForest(forest, ({ exchange }) => exchange),
    recipients: async (forest, window) =>
      inForest(forest, ({ objects }) => windowOf(filtered(objects.values(), isPerson), window, recipientOf)),
  };
}

type Person = DirectoryRow & { readonly objectClass: 'user' | 'inetOrgPerson' };

function isPerson(row: DirectoryRow): row is Person {
  return row.deletedAt === undefined && (row.objectClass === 'user' || row.objectClass === 'inetOrgPerson');
}

function recipientOf(row: DirectoryRow): DirectoryRecipient {
  const { attributes } = row;
  const details = attributes.first('msExchRecipientTypeDetails');
  return {
    objectGuid: row.id,
    distinguishedName: row.distinguishedName,
    objectType: row.objectClass === 'inetOrgPerson' ? 'inetOrgPerson' : 'user',
    userPrincipalName: attributes.text('userPrincipalName'),
    mailNickname: attributes.text('mailNickname'),
    mailboxGuid: guidOf(row, 'msExchMailboxGuid'),
    archiveGuid: guidOf(row, 'msExchArchiveGUID'),
    recipientTypeDetails: typeof details === 'bigint' ? details : undefined,
    hasHomeDatabase: attributes.has('homeMDB'),
  };
}

function guidOf({ attributes }: DirectoryRow, name: string): Guid | undefined {
  const value = attributes.first(name);
  return value instanceof Uint8Array ? guidFromBytes(value) : undefined;
}
