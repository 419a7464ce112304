import { describe, expect, it } from 'vitest';
import { preview } from '../../../../electron/lab/sync-engine/preview.ts';
import type { Guid } from '../../../../shared/base/guid.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
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
  joinOn,
  labWith,
  person,
  provisioning,
  rule,
  synchronize,
} from './builders.ts';
import { contentOf } from './lab-content.ts';
import { SmallLab } from './small-lab.ts';

const anchored = expression('sourceAnchor', 'ConvertToBase64([objectGUID])');
const people = provisioning(forestA, {
  flows: [direct('cn'), direct('title'), direct('employeeID'), direct('mailNickname'), direct('manager'), anchored],
});
const presentOnly = { scope: [[clause('title', 'NOTEQUAL', 'away')]] };

function cloudRowOf(lab: SmallLab, name: string) {
  const link = person(lab, name)?.links.find(({ connectorId }) => connectorId === entra);
  return link === undefined ? undefined : lab.state.connectorSpaces.get(entra)?.objects.get(link.objectId);
}

describe('Apply Once', () => {
  it('of a copied rule keeps a value that the original set: it would set the same', () => {
    const once = rule({ precedence: 10, flows: [constant('title', 'set once', { applyOnce: true })] });
    const lab = labWith([provisioning(), once]);
    addObject(lab, 'Anna');
    synchronize(lab);
    const copy = { ...once, id: '22222222-0000-4000-8000-000000000001' as RuleId };
    lab.useConfiguration(() => ({ rules: [provisioning(), copy] }));
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['set once']);
  });
});

describe('an import', () => {
  it('takes a container that is included and excluded: only a longer exclusion excludes (entra-connect.md §7.4)', () => {
    const both = ['OU=People,DC=a,DC=example'];
    const partition = {
      id: '00000000-0000-4000-8000-00000000000a' as Guid,
      name: 'a.example',
      distinguishedName: 'DC=a,DC=example',
      selected: true,
      isDomain: true,
      objectTypes: ['user'],
      containerInclusions: both,
      containerExclusions: both,
    };
    const lab = new SmallLab(configuration([], { connectors: [connector(forestA, { partitions: [partition] })] }));
    addObject(lab, 'Anna');
    expect(lab.run(forestA, 'full-import').counters.toRecord()).toEqual({ StageAdd: 1 });
  });
});

describe('outbound to another forest', () => {
  const toB = rule({
    direction: 'outbound',
    precedence: 160,
    connectorId: forestB,
    sourceObjectType: 'person',
    targetObjectType: 'user',
    linkType: 'Provision',
    flows: [expression('dn', '"CN=" & [cn] & ",OU=Copies,DC=b,DC=example"'), direct('title')],
    ...presentOnly,
  });

  it('the deletion threshold guards Entra ID only', () => {
    const lab = labWith([people, toB], {
      globalParameters: new Map([['Microsoft.OptionalFeature.ExportDeletionThresholdValue', '0']]),
    });
    const anna = addObject(lab, 'Anna');
    lab.cycle('full');
    lab.directory(forestA).change(anna, { title: ['away'] });
    lab.cycle('delta');
    expect(lab.directory(forestB).objects).toEqual([]);
  });

  it('a Join rule finds a free object by its join conditions and flows to it, and lets go out of scope', () => {
    const joinB = {
      ...toB,
      linkType: 'Join' as const,
      flows: [direct('department', 'title')],
      joinGroups: [[joinOn('employeeID')]],
    };
    const lab = labWith([people, joinB]);
    const anna = addObject(lab, 'Anna', { attributes: { employeeID: '1', title: 'Clerk' } });
    const twin = addObject(lab, 'Twin', { forest: forestB, attributes: { employeeID: '1' } });
    lab.cycle('full');
    // The first synchronization of forest A came before that of forest B: only now the twin can be found.
    lab.directory(forestA).change(anna, { title: ['Boss'] });
    lab.cycle('delta');
    expect(lab.directory(forestB).get(twin).attributes.text('department')).toBe('Boss');
    lab.directory(forestA).change(anna, { title: ['away'] });
    lab.cycle('delta');
    expect(person(lab, 'Anna')?.links).toHaveLength(1);
    expect(lab.directory(forestB).objects).toHaveLength(1);
  });
});

describe('an object of the cloud', () => {
  it('that returns before its deletion is confirmed is created again', () => {
    const lab = labWith([people, ...entraRules([], presentOnly)]);
    const anna = addObject(lab, 'Anna');
    lab.cycle('full');
    lab.directory(forestA).change(anna, { title: ['away'] });
    lab.cycle('delta');
    expect(lab.entra.objects).toEqual([]);
    lab.directory(forestA).change(anna, { title: undefined });
    lab.run(forestA, 'delta-import');
    lab.run(forestA, 'delta-synchronization');
    lab.run(entra, 'export');
    expect(lab.entra.objects).toHaveLength(1);
  });

  it('of another metaverse object is not taken over', () => {
    const sameAnchor = provisioning(forestA, { flows: [direct('cn'), constant('sourceAnchor', 'same')] });
    const lab = labWith([sameAnchor, ...entraRules([])]);
    addObject(lab, 'Anna');
    addObject(lab, 'Bert');
    synchronize(lab);
    const errors = [...(lab.state.connectorSpaces.get(forestA)?.objects.values() ?? [])].map(
      ({ synchronizationError }) => synchronizationError?.type,
    );
    expect(errors).toEqual([undefined, 'cs-object-already-joined']);
    expect(person(lab, 'Bert')).toBeUndefined();
  });

  // "An object must have a join rule in scope for attributes to flow with the same inbound/outbound direction."
  it('contributes nothing without a join rule in scope', () => {
    const outbound = entraRules([]).filter(({ direction }) => direction === 'outbound');
    const flowOnly = rule({ precedence: 90, connectorId: entra, flows: [direct('cloudAnchor')] });
    const lab = labWith([people, ...outbound, flowOnly]);
    addObject(lab, 'Anna');
    lab.cycle('full');
    lab.cycle('delta');
    expect(cloudRowOf(lab, 'Anna')?.attributes.has('cloudAnchor')).toBe(true);
    expect(person(lab, 'Anna')?.attributes.has('cloudAnchor')).toBe(false);
  });

  it('contributes nothing before it was created', () => {
    const echo = rule({
      precedence: 90,
      connectorId: entra,
      join: [[joinOn('sourceAnchor')]],
      flows: [direct('department', 'title')],
    });
    const outbound = entraRules([direct('title')]).filter(({ direction }) => direction === 'outbound');
    const lab = labWith([people, ...outbound, echo]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.has('department')).toBe(false);
    lab.run(entra, 'export');
    lab.run(entra, 'full-import');
    lab.run(entra, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.get('department')).toEqual(['Clerk']);
  });
});

describe('what one object does to others', () => {
  it('references come to the cloud when their target does', () => {
    const lab = labWith([people, ...entraRules([direct('manager')], presentOnly)]);
    addObject(lab, 'Anna', { attributes: { manager: 'CN=Boss,OU=People,DC=a,DC=example' } });
    const boss = addObject(lab, 'Boss', { attributes: { title: 'away' } });
    lab.cycle('full');
    lab.cycle('delta');
    expect(cloudRowOf(lab, 'Anna')?.attributes.has('manager')).toBe(false);
    lab.directory(forestA).change(boss, { title: undefined });
    lab.cycle('delta');
    lab.cycle('delta');
    expect(cloudRowOf(lab, 'Anna')?.attributes.text('manager')).toBe(cloudRowOf(lab, 'Boss')?.distinguishedName);
  });

  it('an object whose metaverse object disappears is looked at again at once', () => {
    const joinB = rule({
      precedence: 101,
      connectorId: forestB,
      join: [[joinOn('employeeID')], [joinOn('mailNickname')]],
    });
    const lab = labWith([people, joinB]);
    const anna = addObject(lab, 'Anna', { attributes: { employeeID: '1' } });
    addObject(lab, 'Bert', { attributes: { mailNickname: 'bert' } });
    addObject(lab, 'Twin', { forest: forestB, attributes: { employeeID: '1', mailNickname: 'bert' } });
    lab.cycle('full');
    lab.directory(forestA).remove(anna);
    lab.run(forestA, 'delta-import');
    lab.run(forestA, 'delta-synchronization');
    expect(person(lab, 'Bert')?.links.map(({ connectorId }) => connectorId)).toEqual([forestA, forestB]);
  });
});

describe('identifiers', () => {
  it('are not used up by a preview of an object that would be created', () => {
    const lab = labWith([people, ...entraRules([])]);
    addObject(lab, 'Anna');
    lab.run(forestA, 'full-import');
    const before = contentOf(lab.state);
    expect(preview(lab.state, forestA, 'CN=Anna,OU=People,DC=a,DC=example')?.exports).toHaveLength(2);
    expect(contentOf(lab.state)).toEqual(before);
  });

  it('are not used up by an object that fails', () => {
    const lab = labWith([people, rule({ precedence: 10, flows: [expression('department', 'Error("no")')] })]);
    addObject(lab, 'Anna');
    lab.run(forestA, 'full-import');
    const { count } = lab.state.guids;
    lab.run(forestA, 'full-synchronization');
    expect(lab.state.guids.count).toBe(count);
  });
});
