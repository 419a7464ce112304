import { describe, expect, it } from 'vitest';
import type { AttributeFlow } from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
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
  type Attributes,
} from './builders.ts';
import type { SmallLab } from './small-lab.ts';

/** One flow into `title` by a rule of its own, the first with precedence 10, the next 20, and so on. */
function titleRules(...flows: readonly AttributeFlow[]) {
  return flows.map((flow, index) => rule({ precedence: 10 * (index + 1), flows: [flow] }));
}

function titleAfter(
  flows: readonly AttributeFlow[],
  attributes: Attributes = { title: 'Clerk' },
): AttributeValues | undefined {
  const lab = labWith([provisioning(), ...titleRules(...flows)]);
  addObject(lab, 'Anna', { attributes });
  synchronize(lab);
  return person(lab, 'Anna')?.attributes.get('title');
}

const title = (text: string) => expression('title', text);

describe('precedence (entra-connect.md §4 "lowest number wins an attribute conflict")', () => {
  it('lets the lowest number win, whatever the order of the rules', () => {
    const lab = labWith([
      rule({ precedence: 50, flows: [constant('title', 'weak')] }),
      rule({ precedence: 20, flows: [constant('title', 'strong')] }),
      provisioning(),
    ]);
    addObject(lab, 'Anna');
    synchronize(lab);
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['strong']);
  });

  it('counts over all joined objects of all connectors', () => {
    const fromB = rule({ precedence: 5, connectorId: forestB, flows: [constant('title', 'from B')] });
    const joinB = rule({ precedence: 101, connectorId: forestB, join: [[joinOn('employeeID')]] });
    const lab = labWith([
      provisioning(forestA, { flows: [direct('cn'), direct('employeeID')] }),
      rule({ precedence: 10, flows: [constant('title', 'from A')] }),
      joinB,
      fromB,
    ]);
    addObject(lab, 'Anna', { attributes: { employeeID: '1' } });
    addObject(lab, 'Anna in B', { forest: forestB, attributes: { employeeID: '1' } });
    synchronize(lab, forestA);
    synchronize(lab, forestB);
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['from B']);
  });

  it('breaks ties by the creation of the connectors (default-configuration doc)', () => {
    const tied = (connectorId: typeof forestA) =>
      rule({ precedence: 10, connectorId, flows: [constant('title', connectorId.slice(0, 1))] });
    const lab = labWith([
      tied(forestB),
      tied(forestA),
      provisioning(forestA, { flows: [direct('cn'), direct('employeeID')] }),
      rule({ precedence: 101, connectorId: forestB, join: [[joinOn('employeeID')]] }),
    ]);
    addObject(lab, 'Anna', { attributes: { employeeID: '1' } });
    addObject(lab, 'Anna in B', { forest: forestB, attributes: { employeeID: '1' } });
    synchronize(lab, forestA);
    synchronize(lab, forestB);
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['a']);
  });

  it('remembers who won', () => {
    const winner = rule({ precedence: 10, flows: [constant('title', 'x')] });
    const lab = labWith([provisioning(), winner]);
    addObject(lab, 'Anna');
    synchronize(lab);
    const row = person(lab, 'Anna');
    expect(row?.origins[row.attributes.names.indexOf('title')]).toEqual({ ruleId: winner.id, connectorId: forestA });
  });

  it('treats a direct flow without source value as no contribution', () => {
    expect(titleAfter([direct('title', 'department'), constant('title', 'next')])).toEqual(['next']);
  });

  it('ignores disabled rules', () => {
    const lab = labWith([provisioning(), rule({ precedence: 10, disabled: true, flows: [constant('title', 'x')] })]);
    addObject(lab, 'Anna');
    synchronize(lab);
    expect(person(lab, 'Anna')?.attributes.has('title')).toBe(false);
  });
});

describe('NULL inbound (entra-connect.md §4 "nothing to contribute")', () => {
  it('lets a lower rule contribute', () => {
    expect(titleAfter([title('NULL'), constant('title', 'next')])).toEqual(['next']);
  });

  it('removes the metaverse attribute when no rule contributes', () => {
    const lab = labWith([provisioning(), ...titleRules(direct('title'))]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.useConfiguration(({ rules }) => ({
      rules: rules.map((one) => (one.precedence === 10 ? { ...one, flows: [title('NULL')] } : one)),
    }));
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.has('title')).toBe(false);
  });
});

describe('AuthoritativeNull (entra-connect.md §4 "no lower-precedence rule can contribute")', () => {
  it('stops lower rules', () => {
    expect(titleAfter([title('AuthoritativeNull'), constant('title', 'next')])).toBeUndefined();
  });

  it('does not stop a stronger rule', () => {
    expect(titleAfter([constant('title', 'first'), title('AuthoritativeNull')])).toEqual(['first']);
  });
});

describe('IgnoreThisFlow (entra-connect.md §4 "nothing to contribute, existing value kept")', () => {
  const labThatIgnores = (...more: readonly AttributeFlow[]): SmallLab => {
    const lab = labWith([provisioning(), ...titleRules(direct('title'))]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.useConfiguration(() => ({ rules: [provisioning(), ...titleRules(title('IgnoreThisFlow'), ...more)] }));
    lab.run(forestA, 'full-synchronization');
    return lab;
  };

  it('keeps the existing value and its contributor', () => {
    const lab = labThatIgnores();
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['Clerk']);
  });

  it('is as if the flow were not there: a lower rule decides', () => {
    expect(titleAfter([title('IgnoreThisFlow'), constant('title', 'next')])).toEqual(['next']);
    expect(person(labThatIgnores(title('NULL')), 'Anna')?.attributes.has('title')).toBe(false);
  });
});

describe('outbound (entra-connect.md §4 "if the final value is NULL, the value is removed in the connected directory")', () => {
  const exported = (lab: SmallLab): AttributeValues | undefined => lab.entra.objects[0]?.attributes.get('title');

  function labAfterChangeTo(flow: AttributeFlow | undefined): SmallLab {
    const inbound = [provisioning(), rule({ precedence: 10, flows: [direct('title')] })];
    const lab = labWith([...inbound, ...entraRules([direct('title')])]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    lab.cycle('full');
    lab.useConfiguration(() => ({ rules: [...inbound, ...entraRules(flow === undefined ? [] : [flow])] }));
    lab.cycle('full');
    return lab;
  }

  it.each(['NULL', 'AuthoritativeNull'])('%s removes the value', (text) => {
    expect(exported(labAfterChangeTo(title(text)))).toBeUndefined();
  });

  it('removes the value when the metaverse attribute is gone', () => {
    expect(exported(labAfterChangeTo(direct('title', 'department')))).toBeUndefined();
  });

  it('IgnoreThisFlow keeps the value', () => {
    expect(exported(labAfterChangeTo(title('IgnoreThisFlow')))).toEqual(['Clerk']);
  });

  it('leaves the value of an attribute that no rule flows any more (entra-connect.md §0.8)', () => {
    expect(exported(labAfterChangeTo(undefined))).toEqual(['Clerk']);
  });
});

describe('Apply Once (entra-connect.md §4 "only be set when the object is initially created")', () => {
  const once = { applyOnce: true } as const;

  it('sets the value of a new object', () => {
    expect(titleAfter([direct('title', 'title', once)])).toEqual(['Clerk']);
  });

  it('neither changes nor loses the value later', () => {
    const lab = labWith([provisioning(), ...titleRules(direct('title', 'title', once))]);
    const anna = addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.directory(forestA).change(anna, { title: ['Boss'] });
    synchronize(lab);
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['Clerk']);
  });

  it('does not set a value on an object that exists', () => {
    const lab = labWith([provisioning()]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.useConfiguration(({ rules }) => ({ rules: [...rules, ...titleRules(direct('title', 'title', once))] }));
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.has('title')).toBe(false);
  });

  it('sets an outbound value only while the object is created', () => {
    const lab = labWith([
      provisioning(),
      rule({ precedence: 10, flows: [direct('title')] }),
      ...entraRules([direct('title', 'title', once)]),
    ]);
    const anna = addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    lab.cycle('full');
    lab.directory(forestA).change(anna, { title: ['Boss'] });
    lab.cycle('full');
    expect(lab.entra.objects[0]?.attributes.get('title')).toEqual(['Clerk']);
  });

  // entra-connect.md §9 item 3: documented nowhere.
  it.each([
    ['clears', undefined],
    ['keeps-stored-value', ['Clerk']],
  ] as const)('with NULL on an existing object: the reading "%s"', (applyOnceNull, expected) => {
    const lab = labWith([provisioning(), ...titleRules(direct('title'))], {}, { applyOnceNull });
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    lab.useConfiguration(() => ({ rules: [provisioning(), ...titleRules(expression('title', 'NULL', once))] }));
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(expected);
  });
});

describe('merge types (entra-connect.md §4 "mixing Update and Merge for one attribute in scope = error")', () => {
  const merge = (mergeType: 'Merge' | 'MergeCaseInsensitive' | 'Update' | 'Replace', source = 'proxyAddresses') =>
    direct('proxyAddresses', source, { mergeType });
  const addresses = { proxyAddresses: ['SMTP:a@x', 'smtp:b@x'], description: ['smtp:B@x', 'smtp:c@x'] };

  function merged(first: AttributeFlow, second: AttributeFlow) {
    const lab = labWith([
      provisioning(),
      rule({ precedence: 10, flows: [first] }),
      rule({ precedence: 20, flows: [second] }),
    ]);
    addObject(lab, 'Anna', { attributes: addresses });
    synchronize(lab);
    return lab;
  }

  const values = (lab: SmallLab) => person(lab, 'Anna')?.attributes.get('proxyAddresses');

  it('Update takes the values of the strongest rule only', () => {
    expect(values(merged(merge('Update'), merge('Update', 'description')))).toEqual(['SMTP:a@x', 'smtp:b@x']);
  });

  it('Merge takes the values of all rules, duplicates once', () => {
    expect(values(merged(merge('Merge'), merge('Merge', 'description')))).toEqual([
      'SMTP:a@x',
      'smtp:b@x',
      'smtp:B@x',
      'smtp:c@x',
    ]);
  });

  it('MergeCaseInsensitive takes values that differ in case only once', () => {
    expect(values(merged(merge('MergeCaseInsensitive'), merge('MergeCaseInsensitive', 'description')))).toEqual([
      'SMTP:a@x',
      'smtp:b@x',
      'smtp:c@x',
    ]);
  });

  it('Replace is the same as Update', () => {
    expect(values(merged(merge('Replace'), merge('Update', 'description')))).toEqual(['SMTP:a@x', 'smtp:b@x']);
  });

  it('mixing them is a synchronization error, and nothing of the object is written', () => {
    const lab = merged(merge('Update'), merge('Merge', 'description'));
    const [row] = lab.state.connectorSpaces.get(forestA)?.objects.values() ?? [];
    expect(row?.synchronizationError?.type).toBe('merge-type-conflict');
    expect([...lab.state.metaverse.values()]).toEqual([]);
  });

  it('outbound adds to what the directory holds (Out to AD - User Exchange Hybrid)', () => {
    const lab = labWith([
      provisioning(),
      rule({
        direction: 'outbound',
        precedence: 158,
        sourceObjectType: 'person',
        targetObjectType: 'user',
        flows: [expression('proxyAddresses', '"x500:" & [cn]', { mergeType: 'MergeCaseInsensitive' })],
      }),
    ]);
    const anna = addObject(lab, 'Anna', { attributes: addresses });
    lab.cycle('full');
    expect(lab.directory(forestA).get(anna).attributes.get('proxyAddresses')).toEqual([
      'SMTP:a@x',
      'smtp:b@x',
      'x500:Anna',
    ]);
  });
});

describe('case (entra-connect.md §4 "function and attribute names in expressions are case-sensitive")', () => {
  it('an attribute name in the wrong case has no value', () => {
    expect(titleAfter([title('[Title]')])).toBeUndefined();
  });

  it('a function name in the wrong case cannot be predicted: a synchronization error', () => {
    const lab = labWith([provisioning(), ...titleRules(title('trim([title])'))]);
    addObject(lab, 'Anna', { attributes: { title: 'Clerk' } });
    synchronize(lab);
    const [row] = lab.state.connectorSpaces.get(forestA)?.objects.values() ?? [];
    expect(row?.synchronizationError?.type).toBe('unpredictable-expression');
  });
});

describe('several forests (entra-connect.md §4 "from the forest where mailNickname ISNOTNULL")', () => {
  it('takes the Exchange attributes from the forest whose rule is in scope', () => {
    const exchange = (connectorId: typeof forestA, precedence: number) =>
      rule({
        precedence,
        connectorId,
        scope: [[clause('mailNickname', 'ISNOTNULL')]],
        flows: [direct('msExchMailboxGuid'), direct('mailNickname')],
      });
    const lab = labWith([
      provisioning(forestA, { flows: [direct('cn'), direct('employeeID')] }),
      rule({ precedence: 101, connectorId: forestB, join: [[joinOn('employeeID')]] }),
      exchange(forestA, 108),
      exchange(forestB, 109),
    ]);
    addObject(lab, 'Anna', { attributes: { employeeID: '1', msExchMailboxGuid: new Uint8Array(16).fill(1) } });
    addObject(lab, 'Anna in B', {
      forest: forestB,
      attributes: { employeeID: '1', mailNickname: 'anna', msExchMailboxGuid: new Uint8Array(16).fill(2) },
    });
    synchronize(lab, forestA);
    synchronize(lab, forestB);
    expect(person(lab, 'Anna')?.attributes.get('msExchMailboxGuid')).toEqual([new Uint8Array(16).fill(2)]);
  });
});

describe('ImportedValue (declarative-provisioning doc)', () => {
  it('sees only what the directory confirmed, a plain attribute also what is on its way', () => {
    const writeback = rule({
      direction: 'outbound',
      precedence: 158,
      sourceObjectType: 'person',
      targetObjectType: 'user',
      flows: [constant('department', 'written back')],
    });
    const lab = labWith([
      provisioning(),
      rule({
        precedence: 10,
        flows: [direct('title', 'department'), expression('adminDescription', 'ImportedValue("department")')],
      }),
      writeback,
    ]);
    addObject(lab, 'Anna', { attributes: { department: 'Sales' } });
    synchronize(lab);
    lab.run(forestA, 'full-synchronization');
    expect(person(lab, 'Anna')?.attributes.get('title')).toEqual(['written back']);
    expect(person(lab, 'Anna')?.attributes.get('adminDescription')).toEqual(['Sales']);
  });
});

describe('types', () => {
  it('a constant becomes what the schema of its target says', () => {
    const lab = labWith([
      provisioning(),
      rule({
        precedence: 10,
        flows: [constant('cloudCreated', 'False'), constant('userAccountControl', '512'), constant('title', 'False')],
      }),
    ]);
    addObject(lab, 'Anna');
    synchronize(lab);
    const attributes = person(lab, 'Anna')?.attributes;
    expect([attributes?.get('cloudCreated'), attributes?.get('userAccountControl'), attributes?.get('title')]).toEqual([
      [false],
      [512n],
      ['False'],
    ]);
  });

  it('several values do not fit into an attribute with one', () => {
    const lab = labWith([provisioning(), ...titleRules(direct('title', 'description'))]);
    addObject(lab, 'Anna', { attributes: { description: ['a', 'b'] } });
    synchronize(lab);
    const [row] = lab.state.connectorSpaces.get(forestA)?.objects.values() ?? [];
    expect(row?.synchronizationError?.type).toBe('attribute-flow-error');
  });

  it('expressions reach the parameters of their connector', () => {
    const flows = [title('%Connector.ID% & " " & %Domain.FQDN% & " " & %Forest.Netbios%')];
    expect(titleAfter(flows)).toEqual([`${forestA} a.example A`]);
  });
});

describe('the Entra connector', () => {
  it('names its objects CN={hex of the base64 source anchor} (entra-connect.md §3.3)', () => {
    const lab = labWith([provisioning(), ...entraRules([])]);
    addObject(lab, 'Anna');
    synchronize(lab);
    const [row] = lab.state.connectorSpaces.get(entra)?.objects.values() ?? [];
    const anchor = person(lab, 'Anna')?.attributes.text('sourceAnchor') ?? '';
    expect(row?.distinguishedName).toBe(`CN={${Buffer.from(anchor, 'utf8').toString('hex').toUpperCase()}}`);
  });
});
