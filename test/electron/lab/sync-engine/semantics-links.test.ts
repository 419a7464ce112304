import { describe, expect, it } from 'vitest';
import type { ConnectorSpaceRow } from '../../../../electron/lab/state.ts';
import type { ConnectorId } from '../../../../shared/base/identifiers.ts';
import {
  addObject,
  clause,
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
import type { SmallLab } from './small-lab.ts';

function rowOf(lab: SmallLab, connectorId: ConnectorId, name: string): ConnectorSpaceRow | undefined {
  return [...(lab.state.connectorSpaces.get(connectorId)?.objects.values() ?? [])].find(({ distinguishedName }) =>
    distinguishedName.startsWith(`CN=${name},`),
  );
}

const people = provisioning(forestA, {
  flows: [
    direct('cn'),
    direct('employeeID'),
    direct('mailNickname'),
    expression('sourceAnchor', 'ConvertToBase64([objectGUID])'),
  ],
});

describe('join (entra-connect.md §4 "only one rule in scope may have join conditions, else error; joins evaluated once")', () => {
  const joinB = (join: Parameters<typeof rule>[0]['join'], precedence = 101) =>
    rule({ precedence, connectorId: forestB, join: join ?? [] });

  function labWithTwins(...rulesOfB: ReturnType<typeof rule>[]): SmallLab {
    const lab = labWith([people, ...rulesOfB]);
    addObject(lab, 'Anna', { attributes: { employeeID: '1', mailNickname: 'anna' } });
    addObject(lab, 'Bert', { attributes: { employeeID: '2', mailNickname: 'anna' } });
    synchronize(lab, forestA);
    return lab;
  }

  function joinedWith(lab: SmallLab, attributes: Record<string, string>): string | undefined {
    addObject(lab, 'Twin', { forest: forestB, attributes });
    synchronize(lab, forestB);
    const id = rowOf(lab, forestB, 'Twin')?.metaverseObjectId;
    return id === undefined ? undefined : lab.state.metaverse.get(id)?.attributes.text('cn');
  }

  it('takes the first group that finds exactly one object', () => {
    const lab = labWithTwins(joinB([[joinOn('mailNickname')], [joinOn('employeeID')]]));
    expect(joinedWith(lab, { mailNickname: 'anna', employeeID: '2' })).toBe('Bert');
  });

  it('asks for all conditions of a group', () => {
    const lab = labWithTwins(joinB([[joinOn('mailNickname'), joinOn('employeeID')]]));
    expect(joinedWith(lab, { mailNickname: 'anna', employeeID: '1' })).toBe('Anna');
  });

  it('joins nobody when two objects match', () => {
    expect(joinedWith(labWithTwins(joinB([[joinOn('mailNickname')]])), { mailNickname: 'anna' })).toBeUndefined();
  });

  it('minds the case only where the condition says so', () => {
    expect(joinedWith(labWithTwins(joinB([[joinOn('cn', 'cn')]])), { cn: 'ANNA' })).toBe('Anna');
    expect(joinedWith(labWithTwins(joinB([[joinOn('cn', 'cn', true)]])), { cn: 'ANNA' })).toBeUndefined();
  });

  it('refuses an object with two different join rules in scope', () => {
    const lab = labWithTwins(joinB([[joinOn('employeeID')]]), joinB([[joinOn('cn')]], 102));
    expect(joinedWith(lab, { employeeID: '1' })).toBeUndefined();
    expect(rowOf(lab, forestB, 'Twin')?.synchronizationError?.type).toBe('multiple-join-rules');
  });

  it('accepts several rules with the same join conditions (rules 139 to 145 of the real export)', () => {
    const lab = labWithTwins(joinB([[joinOn('employeeID')]]), joinB([[joinOn('employeeID')]], 102));
    expect(joinedWith(lab, { employeeID: '1' })).toBe('Anna');
  });

  it('does not come apart when the join condition is no longer met', () => {
    const lab = labWithTwins(joinB([[joinOn('employeeID')]]));
    expect(joinedWith(lab, { employeeID: '1' })).toBe('Anna');
    lab.directory(forestB).change(`${forestB}/Twin`, { employeeID: ['2'] });
    synchronize(lab, forestB);
    expect(rowOf(lab, forestB, 'Twin')?.metaverseObjectId).toBe(person(lab, 'Anna')?.id);
  });

  it('comes apart when the rule that joined goes out of scope', () => {
    const lab = labWithTwins(
      rule({
        precedence: 101,
        connectorId: forestB,
        join: [[joinOn('employeeID')]],
        scope: [[clause('title', 'ISNULL')]],
      }),
    );
    expect(joinedWith(lab, { employeeID: '1' })).toBe('Anna');
    lab.directory(forestB).change(`${forestB}/Twin`, { title: ['x'] });
    synchronize(lab, forestB);
    expect(rowOf(lab, forestB, 'Twin')?.link).toBe('none');
    expect(person(lab, 'Anna')?.links).toHaveLength(1);
  });

  it('reports a second object of one connector as ambiguous (declarative-provisioning doc, Multiple objects)', () => {
    const lab = labWithTwins(joinB([[joinOn('employeeID')]]));
    addObject(lab, 'Other', { forest: forestB, attributes: { employeeID: '1' } });
    expect(joinedWith(lab, { employeeID: '1' })).toBeUndefined();
    expect(rowOf(lab, forestB, 'Twin')?.synchronizationError?.type).toBe(
      'ambiguous-import-flow-from-multiple-connectors',
    );
  });
});

describe('link types', () => {
  it('Provision creates a metaverse object of the rule’s type', () => {
    const lab = labWith([provisioning()]);
    addObject(lab, 'Anna');
    synchronize(lab);
    expect(person(lab, 'Anna')?.objectType).toBe('person');
    expect(rowOf(lab, forestA, 'Anna')?.link).toBe('projected');
  });

  it('Join without join rules contributes only to what is joined already (entra-connect.md §4 "Custom rule, no join")', () => {
    const lab = labWith([rule({ precedence: 10, flows: [direct('title')] })]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    expect([...lab.state.metaverse.values()]).toEqual([]);
  });

  it('* as source type takes objects of every type', () => {
    const lab = labWith([provisioning(forestA, { sourceObjectType: '*' })]);
    addObject(lab, 'Anna', { objectType: 'inetOrgPerson' });
    synchronize(lab);
    expect(person(lab, 'Anna')).toBeDefined();
  });

  it('rules apply to their own object type only', () => {
    const lab = labWith([provisioning()]);
    addObject(lab, 'Anna', { objectType: 'contact' });
    synchronize(lab);
    expect(person(lab, 'Anna')).toBeUndefined();
  });
});

describe('metaverse deletion ("remains as long as there is one rule in scope with link type Provision or StickyJoin")', () => {
  function labWithTwoForests(linkTypeOfB: 'Join' | 'StickyJoin'): SmallLab {
    const lab = labWith([
      people,
      rule({ precedence: 101, connectorId: forestB, linkType: linkTypeOfB, join: [[joinOn('employeeID')]] }),
      ...entraRules([]),
    ]);
    const anna = addObject(lab, 'Anna', { attributes: { employeeID: '1' } });
    addObject(lab, 'Twin', { forest: forestB, attributes: { employeeID: '1' } });
    lab.cycle('full');
    lab.directory(forestA).remove(anna);
    lab.run(forestA, 'delta-import');
    lab.run(forestA, 'delta-synchronization');
    return lab;
  }

  it('goes with its last provisioning object; the others are let go and the Entra object is marked for deletion', () => {
    const lab = labWithTwoForests('Join');
    expect([...lab.state.metaverse.values()]).toEqual([]);
    expect(rowOf(lab, forestB, 'Twin')?.link).toBe('none');
    const [cloud] = lab.state.connectorSpaces.get(entra)?.objects.values() ?? [];
    expect(cloud?.pendingExport?.operation).toBe('delete');
  });

  it('stays while a StickyJoin rule holds it', () => {
    const lab = labWithTwoForests('StickyJoin');
    expect([...lab.state.metaverse.values()]).toHaveLength(1);
  });

  it('the object leaves when it leaves the scope of every rule that could link it', () => {
    const lab = labWith([
      provisioning(forestA, { scope: [[clause('adminDescription', 'NOTSTARTSWITH', 'User_')]] }),
      rule({ precedence: 10, flows: [constant('title', 'x')] }),
      ...entraRules([]),
    ]);
    const anna = addObject(lab, 'Anna');
    lab.cycle('full');
    lab.directory(forestA).change(anna, { adminDescription: ['User_NoSync'] });
    lab.cycle('delta');
    expect([...lab.state.metaverse.values()]).toEqual([]);
    expect(lab.entra.objects).toEqual([]);
  });

  it('comes back with the same source anchor when the object returns to scope', () => {
    const lab = labWith([
      provisioning(forestA, { scope: [[clause('adminDescription', 'ISNULL')]] }),
      ...entraRules([]),
    ]);
    const anna = addObject(lab, 'Anna');
    lab.cycle('full');
    const before = lab.entra.objects[0]?.distinguishedName;
    lab.directory(forestA).change(anna, { adminDescription: ['away'] });
    lab.cycle('delta');
    lab.directory(forestA).change(anna, { adminDescription: undefined });
    lab.cycle('delta');
    expect(lab.entra.objects.map(({ distinguishedName }) => distinguishedName)).toEqual([before]);
  });
});

describe('outbound provisioning', () => {
  const inScope = provisioning(forestA, {
    flows: [direct('cn'), direct('title'), expression('sourceAnchor', 'ConvertToBase64([objectGUID])')],
  });
  const scoped = entraRules([direct('title')], { scope: [[clause('title', 'NOTEQUAL', 'away')]] });

  it('an object out of scope of its provisioning rule is marked for deletion', () => {
    const lab = labWith([inScope, ...scoped]);
    const anna = addObject(lab, 'Anna');
    lab.cycle('full');
    lab.directory(forestA).change(anna, { title: ['away'] });
    lab.run(forestA, 'delta-import');
    lab.run(forestA, 'delta-synchronization');
    const [cloud] = lab.state.connectorSpaces.get(entra)?.objects.values() ?? [];
    expect(cloud?.pendingExport).toEqual({ operation: 'delete' });
    expect(person(lab, 'Anna')).toBeDefined();
  });

  it('an object that was never exported is simply forgotten', () => {
    const lab = labWith([inScope, ...scoped]);
    const anna = addObject(lab, 'Anna');
    synchronize(lab);
    lab.directory(forestA).change(anna, { title: ['away'] });
    synchronize(lab);
    expect([...(lab.state.connectorSpaces.get(entra)?.objects.values() ?? [])]).toEqual([]);
  });

  it('takes over an object with the same distinguished name (reverse join)', () => {
    const lab = labWith([inScope, ...scoped]);
    addObject(lab, 'Anna');
    lab.cycle('full');
    lab.state.connectorSpaces.get(entra)?.objects.values();
    const [cloud] = lab.entra.objects;
    const fresh = labWith([
      inScope,
      ...entraRules([direct('title')]).filter(({ direction }) => direction === 'outbound'),
    ]);
    addObject(fresh, 'Anna');
    if (cloud !== undefined) fresh.entra.put(cloud);
    fresh.cycle('full');
    fresh.cycle('delta');
    expect(fresh.entra.objects).toHaveLength(1);
    expect(person(fresh, 'Anna')?.links).toHaveLength(2);
  });

  it('joins the objects of a new server to what is in the cloud already', () => {
    const lab = labWith([inScope, ...scoped]);
    addObject(lab, 'Anna');
    lab.cycle('full');
    const [cloud] = lab.entra.objects;
    const replacement = labWith([inScope, ...scoped]);
    addObject(replacement, 'Anna');
    if (cloud !== undefined) replacement.entra.put(cloud);
    replacement.cycle('full');
    expect(replacement.entra.objects).toHaveLength(1);
    expect(replacement.entra.exports).toEqual([]);
  });

  it('an object deleted in the cloud by somebody else is created again', () => {
    const lab = labWith([inScope, ...scoped]);
    addObject(lab, 'Anna');
    lab.cycle('full');
    lab.entra.remove(lab.entra.objects[0]?.anchor ?? '');
    lab.cycle('delta');
    expect(lab.entra.objects).toHaveLength(1);
  });
});

describe('references', () => {
  const withManagers = [
    provisioning(forestA, {
      flows: [direct('cn'), direct('manager'), expression('sourceAnchor', 'ConvertToBase64([objectGUID])')],
    }),
    ...entraRules([direct('manager')]),
  ];
  const boss = 'CN=Boss,OU=People,DC=a,DC=example';

  function cloudManagerOf(lab: SmallLab, name: string): string | undefined {
    const link = person(lab, name)?.links.find(({ connectorId }) => connectorId === entra);
    const row = link === undefined ? undefined : lab.state.connectorSpaces.get(entra)?.objects.get(link.objectId);
    return lab.entra.named(row?.distinguishedName ?? '')?.attributes.text('manager');
  }

  function cloudNameOf(lab: SmallLab, name: string): string | undefined {
    const link = person(lab, name)?.links.find(({ connectorId }) => connectorId === entra);
    return link === undefined
      ? undefined
      : lab.state.connectorSpaces.get(entra)?.objects.get(link.objectId)?.distinguishedName;
  }

  it('lead from AD through the metaverse to Entra ID, even to objects synchronized later', () => {
    const lab = labWith(withManagers);
    addObject(lab, 'Anna', { attributes: { manager: boss } });
    addObject(lab, 'Boss');
    lab.cycle('full');
    expect(person(lab, 'Anna')?.attributes.get('manager')).toEqual([person(lab, 'Boss')?.id]);
    expect(cloudManagerOf(lab, 'Anna')).toBe(cloudNameOf(lab, 'Boss'));
    expect(cloudManagerOf(lab, 'Anna')).toBeDefined();
  });

  it('to objects out of scope are left out, and come in a delta when the object comes', () => {
    const lab = labWith(withManagers);
    addObject(lab, 'Anna', { attributes: { manager: boss } });
    lab.cycle('full');
    expect(cloudManagerOf(lab, 'Anna')).toBeUndefined();
    addObject(lab, 'Boss');
    lab.cycle('delta');
    expect(cloudManagerOf(lab, 'Anna')).toBe(cloudNameOf(lab, 'Boss'));
  });

  it('disappear with the object they lead to', () => {
    const lab = labWith(withManagers);
    addObject(lab, 'Anna', { attributes: { manager: boss } });
    const anchor = addObject(lab, 'Boss');
    lab.cycle('full');
    lab.directory(forestA).remove(anchor);
    lab.cycle('delta');
    expect(person(lab, 'Anna')?.attributes.has('manager')).toBe(false);
    expect(cloudManagerOf(lab, 'Anna')).toBeUndefined();
  });

  it('follow an object that is renamed', () => {
    const lab = labWith(withManagers);
    addObject(lab, 'Anna', { attributes: { manager: boss } });
    const anchor = addObject(lab, 'Boss');
    lab.cycle('full');
    lab.directory(forestA).rename(anchor, 'CN=Big Boss,OU=People,DC=a,DC=example');
    lab.cycle('delta');
    expect(person(lab, 'Anna')?.attributes.get('manager')).toEqual([person(lab, 'Boss')?.id]);
  });
});

describe('group scope', () => {
  it('ISMEMBEROF follows the group in the connector space', () => {
    const pilot = 'CN=Pilot,OU=People,DC=a,DC=example';
    const lab = labWith([
      provisioning(),
      rule({ precedence: 10, scope: [[clause('', 'ISMEMBEROF', pilot)]], flows: [constant('title', 'pilot')] }),
    ]);
    addObject(lab, 'Anna');
    addObject(lab, 'Bert');
    addObject(lab, 'Pilot', { objectType: 'group', attributes: { member: ['CN=Anna,OU=People,DC=a,DC=example'] } });
    synchronize(lab);
    expect([person(lab, 'Anna')?.attributes.text('title'), person(lab, 'Bert')?.attributes.text('title')]).toEqual([
      'pilot',
      undefined,
    ]);
  });
});
