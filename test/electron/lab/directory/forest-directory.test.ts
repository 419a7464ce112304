import { describe, expect, it } from 'vitest';
import { forestDirectory, writeDirectoryRow } from '../../../../electron/lab/directory/forest-directory.ts';
import { nextGuid } from '../../../../electron/lab/sync-engine/guid-source.ts';
import { unsavedMachine } from '../../../../electron/lab/machine.ts';
import { labDirectory } from '../../../../electron/lab/ports/directory.ts';
import { guidToBytes } from '../../../../shared/base/guid.ts';
import { onPremisesGuid } from '../cloud/cloud-lab.ts';
import { attributes, emptyLab } from '../empty-lab.ts';
import { call } from '../running-lab.ts';

const distinguishedName = 'CN=Anna,OU=CORP,DC=contoso,DC=com';

function labWithAnna() {
  const state = emptyLab();
  const [forest] = state.forests;
  const id = nextGuid(state.guids);
  const bag = attributes({
    mailNickname: 'anna',
    msExchMailboxGuid: guidToBytes(onPremisesGuid),
    msExchRecipientTypeDetails: 2_147_483_648n,
  });
  writeDirectoryRow(forest!, { id, distinguishedName, objectClass: 'user', attributes: bag, deletedAt: undefined });
  return { state, forest: forest!, id, directory: forestDirectory(state, forest!) };
}

describe('a forest', () => {
  it('shows a delta import what changed above its watermark', () => {
    const { directory, id } = labWithAnna();
    expect([...directory.readChanges(0)]).toMatchObject([
      { kind: 'present', object: { anchor: id, distinguishedName } },
    ]);
    expect([...directory.readChanges(directory.changeNumber())]).toEqual([]);
  });

  it('takes the replacements of an export, by name whatever its case', () => {
    const { directory, forest, id } = labWithAnna();
    const before = directory.changeNumber();
    directory.export({
      operation: 'update',
      distinguishedName: distinguishedName.toUpperCase(),
      objectType: 'user',
      anchor: undefined,
      attributes: attributes({}),
      replacements: [
        { attribute: 'proxyAddresses', values: ['x500:/o=ExchangeLabs'] },
        { attribute: 'mailNickname', values: undefined },
      ],
    });
    expect(forest.objects.get(id)?.attributes.get('proxyAddresses')).toEqual(['x500:/o=ExchangeLabs']);
    expect(forest.objects.get(id)?.attributes.has('mailNickname')).toBe(false);
    expect([...directory.readChanges(before)]).toHaveLength(1);
  });

  it('keeps a tombstone of what an export deleted, for the delta import', () => {
    const { directory, id } = labWithAnna();
    directory.export({ operation: 'delete', distinguishedName, objectType: 'user', anchor: id });
    expect([...directory.readAll()]).toEqual([]);
    expect([...directory.readChanges(0)]).toEqual([{ kind: 'gone', anchor: id }]);
  });

  it('creates an object with an objectGUID of its own', () => {
    const { directory, forest } = labWithAnna();
    const added = { distinguishedName: 'CN=New,DC=contoso,DC=com', objectType: 'contact', attributes: attributes({}) };
    const outcome = directory.export({ operation: 'add', ...added });
    const row = [...forest.objects.values()].at(-1)!;
    expect(outcome).toEqual({ kind: 'exported', anchor: row.id });
    expect(row.attributes.first('objectGUID')).toEqual(guidToBytes(row.id));
  });

  it('refuses a name that is taken, and a change of what is not there', () => {
    const { directory } = labWithAnna();
    const change = { objectType: 'user', attributes: attributes({}) };
    expect(directory.export({ operation: 'add', distinguishedName, ...change })).toMatchObject({ kind: 'refused' });
    expect(
      directory.export({
        operation: 'update',
        distinguishedName: 'CN=X',
        anchor: undefined,
        replacements: [],
        ...change,
      }),
    ).toMatchObject({ kind: 'refused' });
  });
});

describe('the Directory port', () => {
  it('shows recipients with their GUIDs and 64-bit type (graph-exchange.md §4.2)', async () => {
    const { state, id } = labWithAnna();
    const port = labDirectory(unsavedMachine(state));
    expect(await port.recipients('contoso.com', { start: 0, count: 10 }, call)).toMatchObject({
      value: {
        total: 1,
        items: [
          { objectGuid: id, mailboxGuid: onPremisesGuid, recipientTypeDetails: 2_147_483_648n, objectType: 'user' },
        ],
      },
    });
  });

  it('shows Exchange in the forest (graph-exchange.md §4.1)', async () => {
    const port = labDirectory(unsavedMachine(emptyLab()));
    expect(await port.exchange('contoso.com', call)).toMatchObject({
      value: { schemaVersion: 17003, servers: ['EX01'] },
    });
    expect(await port.exchange('nowhere.example', call)).toMatchObject({ failure: { code: 'not-found' } });
  });
});
