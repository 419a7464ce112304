import { describe, expect, it } from 'vitest';
import { cycleRuns } from '../../../../electron/lab/sync-engine/cycle-runs.ts';
import { preview } from '../../../../electron/lab/sync-engine/preview.ts';
import { runStep } from '../../../../electron/lab/sync-engine/run-step.ts';
import type { Guid } from '../../../../shared/base/guid.ts';
import type { Partition } from '../../../../shared/entra-connect/rules/model.ts';
import {
  addObject,
  clause,
  configuration,
  connector,
  constant,
  direct,
  entra,
  entraRules,
  expression,
  forestA,
  forestB,
  labWith,
  person,
  provisioning,
  rule,
  synchronize,
} from './builders.ts';
import { contentOf } from './lab-content.ts';
import { SmallLab } from './small-lab.ts';

function partition(options: Partial<Partition>): Partition {
  return {
    id: '00000000-0000-4000-8000-00000000000a' as Guid,
    name: 'a.example',
    distinguishedName: 'DC=a,DC=example',
    selected: true,
    isDomain: true,
    objectTypes: ['user', 'group'],
    containerInclusions: ['DC=a,DC=example'],
    containerExclusions: [],
    ...options,
  };
}

function importedNames(
  options: Partial<Partition>,
  containers: readonly string[],
  objectType = 'user',
): readonly string[] {
  const lab = new SmallLab(
    configuration([], { connectors: [connector(forestA, { partitions: [partition(options)] })] }),
  );
  containers.forEach((container, index) => addObject(lab, `U${index}`, { container, objectType }));
  lab.run(forestA, 'full-import');
  return [...(lab.state.connectorSpaces.get(forestA)?.objects.values() ?? [])].map(({ distinguishedName }) =>
    distinguishedName.slice(3, 5),
  );
}

describe('an import', () => {
  // entra-connect.md §7.4: the longest matching container decides.
  it('takes objects by the longest matching container', () => {
    const names = importedNames(
      {
        containerInclusions: ['OU=Corp,DC=a,DC=example', 'OU=Back,OU=Away,OU=Corp,DC=a,DC=example'],
        containerExclusions: ['DC=a,DC=example', 'OU=Away,OU=Corp,DC=a,DC=example'],
      },
      [
        'OU=Corp,DC=a,DC=example',
        'OU=Away,OU=Corp,DC=a,DC=example',
        'OU=Back,OU=Away,OU=Corp,DC=a,DC=example',
        'OU=Else,DC=a,DC=example',
        'ou=x,ou=corp,dc=A,dc=example',
      ],
    );
    expect(names).toEqual(['U0', 'U2', 'U4']);
  });

  it('does not take part of a name for a container', () => {
    expect(
      importedNames({ containerInclusions: ['OU=Corp,DC=a,DC=example'], containerExclusions: ['DC=a,DC=example'] }, [
        'OU=MegaOU=Corp,DC=a,DC=example',
        'OU=X\\,OU=Corp,DC=a,DC=example',
      ]),
    ).toEqual([]);
  });

  it('takes only selected object types and partitions', () => {
    expect(importedNames({}, ['OU=x,DC=a,DC=example'], 'contact')).toEqual([]);
    expect(importedNames({ selected: false }, ['OU=x,DC=a,DC=example'])).toEqual([]);
    expect(importedNames({}, ['OU=x,DC=other,DC=example'])).toEqual([]);
  });

  it('takes only selected attributes', () => {
    const lab = new SmallLab(
      configuration([provisioning(forestA, { flows: [direct('cn'), direct('title')] })], {
        connectors: [connector(forestA, { attributeInclusions: ['cn'] })],
      }),
    );
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    expect(person(lab, 'Anna')?.attributes.names).toEqual(['cn']);
  });

  it('stages an object that left the scope as deleted', () => {
    const lab = labWith([provisioning()], {
      connectors: [
        connector(forestA, { partitions: [partition({ containerExclusions: ['OU=Away,DC=a,DC=example'] })] }),
      ],
    });
    const anna = addObject(lab, 'Anna');
    synchronize(lab);
    lab.directory(forestA).rename(anna, 'CN=Anna,OU=Away,DC=a,DC=example');
    expect(lab.run(forestA, 'delta-import').counters.toRecord()).toEqual({ StageDelete: 1 });
    lab.run(forestA, 'delta-synchronization');
    expect(person(lab, 'Anna')).toBeUndefined();
  });

  it('changes nothing in the metaverse', () => {
    const lab = labWith([provisioning(forestA, { flows: [direct('cn'), direct('title')] })]);
    const anna = addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.directory(forestA).change(anna, { title: ['Boss'] });
    lab.run(forestA, 'full-import');
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['Clerk']);
  });

  it('counts what it staged', () => {
    const lab = labWith([provisioning()]);
    const [anna, bert, carl] = ['Anna', 'Bert', 'Carl', 'Dora'].map((name) => addObject(lab, name));
    synchronize(lab);
    lab.directory(forestA).change(anna ?? '', { title: ['x'] });
    lab.directory(forestA).rename(bert ?? '', 'CN=Berta,OU=People,DC=a,DC=example');
    lab.directory(forestA).remove(carl ?? '');
    addObject(lab, 'Emil');
    expect(lab.run(forestA, 'full-import').counters.toRecord()).toEqual({
      StageAdd: 1,
      StageUpdate: 1,
      StageRename: 1,
      StageDelete: 1,
      StageNoChange: 1,
    });
  });
});

describe('an export', () => {
  const rules = [
    provisioning(forestA, {
      flows: [direct('cn'), direct('title'), expression('sourceAnchor', 'ConvertToBase64([objectGUID])')],
    }),
    ...entraRules([direct('title')]),
  ];

  function labWithPeople(count: number, threshold: string): SmallLab {
    const lab = labWith(rules, {
      globalParameters: new Map([
        ['Microsoft.OptionalFeature.ExportDeletionThreshold', 'True'],
        ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', threshold],
      ]),
    });
    for (let index = 0; index < count; index += 1) addObject(lab, `U${index}`);
    lab.cycle('full');
    return lab;
  }

  function removePeople(lab: SmallLab, count: number): void {
    for (let index = 0; index < count; index += 1) lab.directory(forestA).remove(`${forestA}/U${index}`);
    addObject(lab, 'New');
    lab.run(forestA, 'delta-import');
    lab.run(forestA, 'delta-synchronization');
  }

  // entra-connect.md §3.4 and §7.4: the export stops before any object is exported.
  it('with more deletions than the threshold stops before the first object', () => {
    const lab = labWithPeople(5, '2');
    removePeople(lab, 3);
    const exported = lab.entra.exports.length;
    expect(lab.run(entra, 'export').result).toBe('stopped-deletion-threshold-exceeded');
    expect(lab.entra.exports.length).toBe(exported);
  });

  it('with as many deletions as the threshold runs', () => {
    const lab = labWithPeople(5, '2');
    removePeople(lab, 2);
    const outcome = lab.run(entra, 'export');
    expect([outcome.result, outcome.counters.toRecord()]).toEqual(['success', { ExportAdd: 1, ExportDelete: 2 }]);
  });

  it('sends only what differs', () => {
    const lab = labWithPeople(2, '500');
    lab.directory(forestA).change(`${forestA}/U0`, { title: ['Boss'] });
    lab.cycle('delta');
    expect(lab.entra.exports.at(-1)).toMatchObject({
      operation: 'update',
      replacements: [{ attribute: 'title', values: ['Boss'] }],
    });
    expect(lab.entra.exports).toHaveLength(3);
  });

  it('keeps a refused object pending with its error and goes on with the others', () => {
    const lab = labWith(rules);
    addObject(lab, 'Anna');
    addObject(lab, 'Bert');
    synchronize(lab);
    const [first] = lab.state.connectorSpaces.get(entra)?.objects.values() ?? [];
    lab.entra.refused.add(first?.distinguishedName ?? '');
    const outcome = lab.run(entra, 'export');
    expect([outcome.result, outcome.counters.toRecord(), outcome.errors.map(({ type }) => type)]).toEqual([
      'completed-export-errors',
      { ExportAdd: 1, ExportFailure: 1 },
      ['AttributeValueMustBeUnique'],
    ]);
    expect(lab.state.connectorSpaces.get(entra)?.objects.get(first?.id ?? '')?.exportError?.type).toBe(
      'AttributeValueMustBeUnique',
    );
    lab.entra.refused.clear();
    expect(lab.run(entra, 'export').counters.toRecord()).toEqual({ ExportAdd: 1 });
  });

  it('that is stopped does not know of the next objects whether they arrived; the next export sends them again', () => {
    const lab = labWith(rules);
    for (let index = 0; index < 8; index += 1) addObject(lab, `U${index}`);
    synchronize(lab);
    const request = { connectorId: entra, type: 'export', directory: lab.directory(entra) } as const;
    const step = runStep(lab.state, request, { batchSize: 3, shouldStop: () => true });
    let next = step.next();
    while (next.done !== true) next = step.next();
    expect(next.value.result).toBe('stopped-user-termination');
    const pending = () =>
      [...(lab.state.connectorSpaces.get(entra)?.objects.values() ?? [])].map((row) => row.pendingExport);
    expect(pending().map((change) => change?.isCutOff)).toEqual([
      ...[undefined, undefined, undefined],
      ...[true, true, true],
      ...[undefined, undefined],
    ]);
    expect(lab.run(entra, 'export').counters.toRecord()).toEqual({ ExportAdd: 5 });
    expect(pending()).toEqual(Array.from({ length: 8 }));
  });

  it('that the directory did not keep is reported and tried again', () => {
    const lab = labWithPeople(1, '500');
    lab.directory(forestA).change(`${forestA}/U0`, { title: ['Boss'] });
    lab.cycle('delta');
    lab.entra.change(lab.entra.objects[0]?.anchor ?? '', { title: ['somebody else wrote this'] });
    lab.run(entra, 'delta-import');
    const [row] = lab.state.connectorSpaces.get(entra)?.objects.values() ?? [];
    expect(row?.exportError?.type).toBe('exported-change-not-reimported');
    lab.run(entra, 'delta-synchronization');
    lab.run(entra, 'export');
    expect(lab.entra.objects[0]?.attributes.text('title')).toBe('Boss');
  });
});

describe('a cycle', () => {
  it('runs in the scheduler’s order (entra-connect.md §8)', () => {
    const runs = cycleRuns(labWith([]).state.server, 'Initial').map(
      ({ connectorId, type }) => `${connectorId.slice(0, 4)} ${type}`,
    );
    expect(runs).toEqual([
      'aaaa full-import',
      'bbbb full-import',
      'b891 full-import',
      'aaaa full-synchronization',
      'bbbb full-synchronization',
      'b891 full-synchronization',
      'b891 export',
      'aaaa export',
      'bbbb export',
    ]);
  });

  it('of a staging server exports nothing (entra-connect.md §7.1)', () => {
    const { server } = labWith([], {
      globalParameters: new Map([['Microsoft.Synchronize.StagingMode', 'True']]),
    }).state;
    expect(cycleRuns(server, 'Delta').map(({ type }) => type)).not.toContain('export');
  });

  it('does in full what a connector is required to do in full, and only until it is done', () => {
    const lab = labWith([]);
    lab.state.server.connectorOverrides.set(forestB, { fullImportRequired: false, fullSyncRequired: true });
    const typesOfB = () =>
      cycleRuns(lab.state.server, 'Delta')
        .filter(({ connectorId }) => connectorId === forestB)
        .map(({ type }) => type);
    expect(typesOfB()).toEqual(['delta-import', 'full-synchronization', 'export']);
    lab.run(forestB, 'full-synchronization');
    expect(typesOfB()).toEqual(['delta-import', 'delta-synchronization', 'export']);
  });
});

describe('a step', () => {
  it('reports its progress and stops between two batches', () => {
    const lab = labWith([provisioning()]);
    for (let index = 0; index < 10; index += 1) addObject(lab, `U${index}`);
    lab.run(forestA, 'full-import');
    let asked = 0;
    const control = { batchSize: 3, shouldStop: () => (asked += 1) === 2 };
    const step = runStep(
      lab.state,
      { connectorId: forestA, type: 'full-synchronization', directory: lab.directory(forestA) },
      control,
    );
    const seen = [];
    let next = step.next();
    for (; next.done !== true; next = step.next()) seen.push(next.value.done);
    expect(seen.slice(0, 2)).toEqual([3, 6]);
    expect(next.value.result).toBe('stopped-user-termination');
    expect(lab.state.metaverse.size).toBe(6);
  });
});

describe('a preview', () => {
  const rules = [
    provisioning(forestA, {
      flows: [
        direct('cn'),
        direct('title'),
        direct('msExchMailboxGuid'),
        expression('sourceAnchor', 'ConvertToBase64([objectGUID])'),
      ],
    }),
    ...entraRules([direct('title'), direct('msExchMailboxGuid')]),
  ];
  const mailboxGuid = new Uint8Array(16).fill(9);
  const anna = 'CN=Anna,OU=People,DC=a,DC=example';

  function synchronized(): SmallLab {
    const lab = labWith(rules);
    addObject(lab, 'Anna', { attributes: { msExchMailboxGuid: mailboxGuid, title: 'Clerk' } });
    lab.cycle('full');
    lab.cycle('delta');
    return lab;
  }

  it('shows what a changed rule would do, in the metaverse and on the way out', () => {
    const lab = synchronized();
    const override = rule({
      name: 'No mailbox GUID',
      precedence: 10,
      flows: [expression('msExchMailboxGuid', 'AuthoritativeNull')],
    });
    lab.useConfiguration(({ rules: before }) => ({ rules: [...before, override] }));
    const result = preview(lab.state, forestA, anna);
    expect(result?.metaverse).toEqual([
      { attribute: 'msExchMailboxGuid', before: [mailboxGuid], after: undefined, ruleName: 'No mailbox GUID' },
    ]);
    const cloud = result?.exports.find(({ connectorId }) => connectorId === entra);
    expect(cloud).toMatchObject({
      operation: 'update',
      changes: [{ attribute: 'msExchMailboxGuid', before: [mailboxGuid], after: undefined }],
    });
  });

  it('names the rule that would win', () => {
    const lab = synchronized();
    lab.useConfiguration(({ rules: before }) => ({
      rules: [...before, rule({ name: 'New title', precedence: 10, flows: [constant('title', 'Boss')] })],
    }));
    const result = preview(lab.state, forestA, anna);
    expect(result?.metaverse).toEqual([
      { attribute: 'title', before: ['Clerk'], after: ['Boss'], ruleName: 'New title' },
    ]);
    expect(result?.exports.flatMap(({ changes }) => changes)).toEqual([
      { attribute: 'title', before: ['Clerk'], after: ['Boss'], ruleName: 'Out to AAD - User Join' },
    ]);
  });

  it('shows the deletion of an object that would leave the scope', () => {
    const lab = synchronized();
    lab.useConfiguration(({ rules: before }) => ({
      rules: before.map((one) =>
        one.linkType === 'Provision' && one.direction === 'inbound'
          ? { ...one, scopeGroups: [[clause('cn', 'ISNULL')]] }
          : one,
      ),
    }));
    expect(preview(lab.state, forestA, anna)?.exports.find(({ connectorId }) => connectorId === entra)?.operation).toBe(
      'delete',
    );
  });

  it('tells the error that synchronizing would end in', () => {
    const lab = synchronized();
    lab.useConfiguration(({ rules: before }) => ({
      rules: [...before, rule({ name: 'Broken', precedence: 10, flows: [expression('title', 'Error("no")')] })],
    }));
    expect(preview(lab.state, forestA, anna)?.error).toContain('Broken');
  });

  it('commits nothing', () => {
    const lab = synchronized();
    lab.useConfiguration(({ rules: before }) => ({
      rules: before.filter(({ direction }) => direction === 'outbound'),
    }));
    const before = contentOf(lab.state);
    preview(lab.state, forestA, anna);
    expect(contentOf(lab.state)).toEqual(before);
  });

  it('knows no object that is not there', () => {
    expect(preview(synchronized().state, forestA, 'CN=Nobody,DC=a,DC=example')).toBeUndefined();
  });
});
