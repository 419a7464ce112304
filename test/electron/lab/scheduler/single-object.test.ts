import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDirectoryRow } from '../../../../electron/lab/directory/forest-directory.ts';
import { faultyPort } from '../../../../electron/lab/faults/faulty-port.ts';
import { switchOn } from '../../../../electron/lab/faults/fault-book.ts';
import {
  directoryByDistinguishedName,
  distinguishedNameKey,
  findByDistinguishedName,
  type DirectoryRow,
} from '../../../../electron/lab/state.ts';
import { runCycle, settleCloud } from '../../../../electron/lab/world/settle.ts';
import { entraConnectorId } from '../../../../shared/base/identifiers.ts';
import { guidToBytes } from '../../../../shared/base/guid.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { customRule, expressionFlow, guidOf } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../running-lab.ts';

const cleared = expressionFlow('msExchMailboxGuid', 'AuthoritativeNull');

/** Users of the first forest that carry an Exchange GUID. */
function usersOf({ state }: RunningLab): readonly DirectoryRow[] {
  const [forest] = state.forests;
  return [...forest!.objects.values()].filter(
    ({ objectClass, attributes }) => objectClass === 'user' && attributes.has('msExchMailboxGuid'),
  );
}

function rowNamed({ state }: RunningLab, name: string): DirectoryRow {
  for (const { objects } of state.forests) {
    const [row] = objects.find(directoryByDistinguishedName, distinguishedNameKey(name));
    if (row !== undefined) return row;
  }
  throw new Error(`No ${name}`);
}

/** Changes an object of AD; `undefined` removes an attribute. */
function change(lab: RunningLab, name: string, changes: Readonly<Record<string, AttributeValues | undefined>>): void {
  const row = rowNamed(lab, name);
  const attributes = row.attributes.with(Object.entries(changes));
  writeDirectoryRow(lab.state.forests[0]!, { ...row, attributes });
}

/** What Entra ID holds of an object of AD. */
function inTheCloud({ state }: RunningLab, { id }: DirectoryRow) {
  const anchor = Buffer.from(guidToBytes(id)).toString('base64');
  return [...state.tenant.objects.values()].find(({ sourceAnchor }) => sourceAnchor === anchor);
}

/** A user new in AD, like another one. */
function addUser({ state }: RunningLab, like: DirectoryRow, distinguishedName: string): void {
  const id = guidOf(0x9e3);
  const attributes = like.attributes.with([
    ...([
      ['objectGUID', [guidToBytes(id)]],
      ['objectSid', undefined],
      ['mS-DS-ConsistencyGuid', undefined],
      ['manager', undefined],
    ] as const),
    ...(['userPrincipalName', 'mail', 'sAMAccountName', 'mailNickname'] as const).map(
      (name) => [name, ['new@fabrikam.com']] as const,
    ),
    ['proxyAddresses', ['SMTP:new@fabrikam.com']],
  ]);
  writeDirectoryRow(state.forests[0]!, { ...like, id, distinguishedName, attributes });
}

async function subject(scenario = 'clean') {
  const lab = runningLab(scenario);
  const { connectorId } = ruleNamed(lab, 'In from AD - User Exchange');
  const [user] = usersOf(lab);
  return {
    ...{ lab, connectorId, user: user!, name: user!.distinguishedName },
    clear: async () => valueOf(await lab.server.putRule(customRule(42, cleared, { connectorId }), call)),
    sync: (name = user!.distinguishedName, connector = connectorId) =>
      lab.server.synchronizeObject(connector, name, call),
  };
}

describe('synchronizing one object', () => {
  it('brings a rule into effect for this one and nobody else', async () => {
    const { lab, user, clear, sync } = await subject();
    const holders = () => usersOf(lab).filter((row) => inTheCloud(lab, row)?.attributes.has('msExchMailboxGuid'));
    const others = holders().filter(({ id }) => id !== user.id);
    await clear();
    const before = user.attributes.get('msExchMailboxGuid')?.[0] as Uint8Array;
    expect(valueOf(await sync())).toMatchObject({
      action: 'Update',
      modified: [{ attribute: 'msExchMailboxGuid', before: Buffer.from(before).toString('base64'), after: undefined }],
    });
    expect(others.length).toBeGreaterThan(0);
    expect(holders()).toEqual(others);
    expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(0);
  });

  it('takes the steps of the product in their order', async () => {
    const { sync } = await subject();
    const { steps } = valueOf(await sync());
    expect(steps.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'Scoping ScopingDomain',
      'Scoping ScopingDomain',
      'Scoping ScopingOrganizationalUnit',
      'Scoping ScopingConnectivity',
      'Scoping ScopingObjectType',
      'Scoping ScopingGroup',
      'Import ImportSpecificObject',
      'Import ImportSpecificObject',
      'Sync SyncSpecificObject',
      'Export ExportSpecificObject',
    ]);
    expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['Success']));
  });

  it('imports what has just changed in AD', async () => {
    const { lab, user, name, sync } = await subject();
    change(lab, name, { title: ['Pilot'], proxyAddresses: ['SMTP:pilot@fabrikam.com'] });
    const { modified } = valueOf(await sync());
    expect(modified).toContainEqual({ attribute: 'title', before: expect.anything() as string, after: 'Pilot' });
    const proxies = String(user.attributes.get('proxyAddresses')!.length);
    expect(modified.find(({ attribute }) => attribute.startsWith('proxyAddresses'))).toEqual({
      ...{ attribute: 'proxyAddresses - Count', before: proxies, after: '1' },
    });
    expect(inTheCloud(lab, user)?.attributes.get('title')).toEqual(['Pilot']);
  });

  it('does nothing to an object that is as it should be', async () => {
    const { lab, user, sync } = await subject();
    const before = inTheCloud(lab, user);
    expect(valueOf(await sync())).toMatchObject({ action: 'Other', modified: [] });
    expect(inTheCloud(lab, user)).toBe(before);
  });

  it('creates an object that is new in AD', async () => {
    const { lab, user, name, sync } = await subject();
    const distinguishedName = name.replace('CN=', 'CN=New ');
    addUser(lab, user, distinguishedName);
    expect(valueOf(await sync(distinguishedName)).action).toBe('Create');
    expect(inTheCloud(lab, rowNamed(lab, distinguishedName))?.attributes.get('mail')).toEqual(['new@fabrikam.com']);
  });

  it('leads references to it that led nowhere', async () => {
    const { lab, user, name, sync } = await subject();
    const distinguishedName = name.replace('CN=', 'CN=Boss ');
    change(lab, name, { manager: [distinguishedName] });
    runCycle(lab.state, 'Delta');
    expect(inTheCloud(lab, user)?.attributes.has('manager')).toBe(false);
    addUser(lab, user, distinguishedName);
    valueOf(await sync(distinguishedName));
    runCycle(lab.state, 'Delta');
    expect(inTheCloud(lab, user)?.attributes.has('manager')).toBe(true);
  });

  it('reaches Exchange Online after the time that the cloud takes', async () => {
    const { lab, user, clear, sync } = await subject();
    const guid = () => {
      const id = inTheCloud(lab, user)?.id;
      return [...lab.state.exchangeOnline.recipients.values()].find((row) => row.externalDirectoryObjectId === id)
        ?.exchangeGuid;
    };
    await clear();
    valueOf(await sync());
    const there = guid();
    expect(there).toBeDefined();
    settleCloud(lab.state);
    expect(guid()).not.toBe(there);
  });

  it('commits on a staging server and exports nothing', async () => {
    const { lab, user, clear, sync } = await subject('staging');
    await clear();
    const { action, modified, steps } = valueOf(await sync());
    expect(action).toBe('Update');
    expect(modified).toHaveLength(1);
    expect(steps.at(-1)).toEqual({ type: 'Export', name: 'ExportSpecificObject', status: 'Success' });
    expect(inTheCloud(lab, user)?.attributes.has('msExchMailboxGuid')).toBe(true);
    expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(1);
  });

  it('leaves no run in the history, and what else is pending alone', async () => {
    const { lab, name, sync } = await subject();
    const runs = lab.state.server.runHistory;
    const [, other] = usersOf(lab);
    change(lab, other!.distinguishedName, { title: ['Other'] });
    change(lab, name, { title: ['Pilot'] });
    valueOf(await sync());
    expect(lab.state.server.runHistory).toBe(runs);
    expect(inTheCloud(lab, other!)?.attributes.get('title')).not.toEqual(['Other']);
    runCycle(lab.state, 'Delta');
    expect(inTheCloud(lab, other!)?.attributes.get('title')).toEqual(['Other']);
  });
});

describe('an object that cannot be synchronized', () => {
  it.each([
    ['a name without a domain', () => 'CN={4142}', 'Reason: The name CN={4142} ends in no domain'],
    ['a domain of no connector', () => 'CN=Anna,DC=elsewhere,DC=com', 'Reason: No connector has the domain DC=else'],
    ['an organizational unit out of scope', () => 'CN=x,OU=Nowhere,DC=fabrikam,DC=com', 'Step: ScopingOrganiz'],
    ['a name that is not there', (name: string) => `CN=Nobody,${name}`, 'Step: ScopingConnectivity'],
    ['a name that breaks the filter', (name: string) => `CN=A (B),${name}`, 'search filter is invalid'],
  ])('is refused with the reason: %s', async (_what, nameOf, words) => {
    const { lab, name, sync } = await subject();
    const { objects } = lab.state.connectorSpaces.get(entraConnectorId)!;
    const before = [...objects.values()];
    const answer = await sync(nameOf(name));
    expect(answer).toMatchObject({ ok: false, failure: { code: 'object-not-synchronized', retry: 'pointless' } });
    expect(answer.ok || answer.failure.raw).toContain(words);
    expect([...objects.values()]).toEqual(before);
  });

  it('is refused with the reason: a type that the connector does not take', async () => {
    const { lab, user, name, sync } = await subject();
    const distinguishedName = `CN=Printer,${name}`;
    writeDirectoryRow(lab.state.forests[0]!, { ...user, id: guidOf(1), distinguishedName, objectClass: 'printQueue' });
    const answer = await sync(distinguishedName);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'object-not-synchronized', retry: 'pointless' } });
    expect(answer.ok || answer.failure.raw).toContain('Step: ScopingObjectType');
  });

  it('is refused under the name of another connector, and under none', async () => {
    const { lab, sync, name } = await subject('two-forests');
    const other = lab.state.server.connectors.find(
      ({ kind, id }) => kind === 'ad' && id !== lab.state.forests[0]!.connectorId,
    );
    const invalid = { ok: false, failure: { code: 'invalid-input', retry: 'pointless' } };
    expect(await sync(name, other!.id)).toMatchObject(invalid);
    expect(await sync(name, entraConnectorId)).toMatchObject(invalid);
    expect(await sync('')).toMatchObject(invalid);
  });

  it('is not deleted when it is gone from AD', async () => {
    const { lab, user, sync } = await subject();
    writeDirectoryRow(lab.state.forests[0]!, { ...user, deletedAt: lab.state.now });
    expect(await sync()).toMatchObject({ ok: false, failure: { retry: 'pointless' } });
    expect(inTheCloud(lab, user)).toMatchObject({ deletedAt: undefined });
  });

  it('waits while anything runs', async () => {
    const { lab, user, clear, sync } = await subject();
    await clear();
    valueOf(await lab.server.startSyncCycle('Delta', call));
    const answer = await sync();
    expect(answer).toMatchObject({ ok: false, failure: { code: 'connector-busy', retry: 'safe' } });
    expect(answer.ok || answer.failure.raw).toContain(
      'ErrorCode: no-start-ma-already-running\nStep: ImportSpecificObject',
    );
    expect(inTheCloud(lab, user)?.attributes.has('msExchMailboxGuid')).toBe(true);
  });

  it('keeps its metaverse object when a rule fails', async () => {
    const { lab, connectorId, name, sync } = await subject();
    const failing = customRule(42, expressionFlow('title', 'Error("no")'), { connectorId });
    valueOf(await lab.server.putRule(failing, call));
    const row = findByDistinguishedName(lab.state.connectorSpaces.get(connectorId)!.objects, name)!;
    const before = lab.state.metaverse.get(row.metaverseObjectId!);
    const answer = await sync();
    expect(answer).toMatchObject({ ok: false, failure: { retry: 'effect-unknown' } });
    expect(answer.ok || answer.failure.raw).toContain('Step: SyncSpecificObject');
    expect(lab.state.metaverse.get(row.metaverseObjectId!)).toBe(before);
  });

  it('is synchronized although Entra ID refuses its export, which stays pending', async () => {
    const { lab, name, sync } = await subject();
    const [, other] = usersOf(lab);
    change(lab, name, { proxyAddresses: other!.attributes.get('proxyAddresses') });
    const answer = await sync();
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'object-not-synchronized', retry: 'effect-unknown' },
    });
    expect(answer.ok || answer.failure.raw).toContain(
      'ErrorCode: attributevaluemustbeunique\nStep: ExportSpecificObject',
    );
    expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(1);
  });

  it('is synchronized although the tenant takes nothing of so old a server', async () => {
    const { lab, clear, sync } = await subject('outdated');
    await clear();
    const answer = await sync();
    expect(answer).toMatchObject({ ok: false, failure: { retry: 'effect-unknown' } });
    expect(answer.ok || answer.failure.raw).toContain('ErrorCode: no-start-connection\nStep: ExportSpecificObject');
    expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(1);
  });

  it('may be done all the same when its answer is lost', async () => {
    const { lab, connectorId, user, name, clear } = await subject();
    await clear();
    const server = faultyPort(lab.machine, 'sync-server', lab.server);
    const fault = { port: 'sync-server', call: 'synchronizeObject', skip: 0, remaining: 1 } as const;
    valueOf(await switchOn(lab.machine, { ...fault, kind: 'connection-lost-after' }));
    expect(await server.synchronizeObject(connectorId, name, call)).toMatchObject({
      ok: false,
      failure: { code: 'connection-lost', retry: 'effect-unknown' },
    });
    expect(inTheCloud(lab, user)?.attributes.has('msExchMailboxGuid')).toBe(false);
  });
});

describe('one object, and then everything', () => {
  /** Everything that a synchronization leaves behind, but for change numbers, times and runs. */
  function contentOf({ state }: RunningLab) {
    const spaces = [...state.connectorSpaces.values()].flatMap(({ objects }) => [...objects.values()]);
    return {
      spaces: spaces.map(({ attributes, ...row }) => ({ ...row, attributes: [...attributes.entries()] })),
      metaverse: [...state.metaverse.values()].map(({ attributes, ...row }) => ({
        ...row,
        attributes: [...attributes.entries()],
      })),
      cloud: [...state.tenant.objects.values()].map(({ attributes, changeNumber: _number, ...row }) => ({
        ...row,
        attributes: [...attributes.entries()],
      })),
    };
  }

  const titles = fc.constantFrom(undefined, 'a', 'b');
  const changes = fc.array(
    fc.record({
      who: fc.nat(9),
      title: titles,
      department: titles,
      manager: fc.option(fc.nat(9), { nil: undefined }),
      isAlone: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('ends in the state in which everything alone ends', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.boolean(),
        fc.constantFrom('Delta' as const, 'Initial' as const),
        async (list, isCleared, policy) => {
          const [alone, whole] = [await subject(), await subject()];
          for (const { lab, clear } of [alone, whole]) {
            if (isCleared) await clear();
            const names = usersOf(lab).map(({ distinguishedName }) => distinguishedName);
            for (const { who, manager, title, department, isAlone } of list) {
              const text = (value: string | undefined) => (value === undefined ? undefined : [value]);
              const boss = manager === undefined ? undefined : [names[manager]!];
              change(lab, names[who]!, { title: text(title), department: text(department), manager: boss });
              if (lab === alone.lab && isAlone) valueOf(await alone.sync(names[who]));
            }
            for (let cycle = 0; cycle < 3; cycle += 1) runCycle(lab.state, cycle === 0 ? policy : 'Delta');
            settleCloud(lab.state);
          }
          expect(contentOf(alone.lab)).toEqual(contentOf(whole.lab));
        },
      ),
      { numRuns: 25 },
    );
  });
});
