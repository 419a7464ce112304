import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDump } from '../../../../../shared/entra-connect/formats/dumps/read-dump.ts';
import type { FileReport } from '../../../../../shared/entra-connect/formats/export/problems.ts';
import { readExport } from '../../../../../shared/entra-connect/formats/read-export.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { recreationScript } from '../../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { arbitraryRule } from '../../rules/arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../rules/real-export.ts';
import { constantFlow, customRule, exchangeRule, ruleIdOf } from '../../rules/rule-builder.ts';
import { dumpedRule } from './dump-writer.ts';

function read(
  text: string,
): Pick<FileReport, 'errors'> & { readonly rules: readonly SyncRule[]; readonly told: string } {
  const report: FileReport = { file: 'rules', text, errors: [], notes: [] };
  const rules = readDump({ path: 'rules', text }, report).map(({ rule }) => rule);
  return { rules, errors: report.errors, told: report.notes.map(({ message }) => message).join('\n') };
}

/** What the cmdlet hands out of a rule: all but what only the XML of an export holds. */
function handedOut(rule: SyncRule): SyncRule {
  return { ...rule, flows: rule.flows.map((flow) => ({ ...flow, uninterpreted: [] })), uninterpreted: [] };
}

const json = (...rules: readonly object[]) => JSON.stringify(rules, null, 2);
const rule = exchangeRule(108);
const other = customRule(50, constantFlow('department', 'Head office'));

describe('what Get-ADSyncRule | ConvertTo-Json wrote', () => {
  it.each(['numbers', 'names'] as const)('gives back any rule, with enumerations as %s', (enumerations) => {
    fc.assert(
      fc.property(fc.array(arbitraryRule, { minLength: 1, maxLength: 3 }), (rules) => {
        const { errors, told, rules: back } = read(json(...rules.map((one) => dumpedRule(one, enumerations))));
        expect(errors).toEqual([]);
        expect(told).toBe('');
        expect(back).toEqual(rules.map(handedOut));
      }),
      { numRuns: 100 },
    );
  });

  it.skipIf(!realExportIsHere)(onRealExport('gives back all real rules'), () => {
    const { rules } = realDocument().configuration;
    expect(read(json(...rules.map((one) => dumpedRule(one)))).rules).toEqual(rules.map(handedOut));
  });

  it('is one rule without a list', () => {
    expect(read(JSON.stringify(dumpedRule(rule))).rules).toEqual([rule]);
  });

  it('is read with the lists of Windows PowerShell 5.1', () => {
    const wrapped = JSON.stringify([dumpedRule(rule)], (key, value: unknown) =>
      Array.isArray(value) && key !== 'value' ? { value: value as unknown[], Count: value.length } : value,
    );
    expect(read(wrapped).rules).toEqual([rule]);
  });

  it('is read with an interval and a tag as texts, and with a list of sources that was joined', () => {
    const object = dumpedRule(rule) as { AttributeFlowMappings: readonly { Source: readonly string[] }[] };
    const shallow = {
      ...object,
      ...{ ImmutableTag: rule.immutableTag, SoftDeleteExpiryInterval: '00:00:00' },
      AttributeFlowMappings: object.AttributeFlowMappings.map((flow) => ({ ...flow, Source: flow.Source.join(' ') })),
    };
    expect(read(json(shallow)).rules).toEqual([rule]);
  });

  it('leaves out by name what was not written deep enough, and says how to write it', () => {
    const typeName = 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeConditionGroup';
    const { rules, told } = read(json({ ...dumpedRule(rule), ScopeFilter: [typeName] }, dumpedRule(other)));
    expect(rules).toEqual([other]);
    expect(told).toContain('1 rule left out');
    expect(told).toContain('only type names instead of scoping filters.');
    expect(told).toContain('ConvertTo-Json -Depth 10');
    expect(told).toContain(`“${rule.name}”`);
  });

  it.each([
    ['flows', { AttributeFlowMappings: 'Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping' }],
    ['a table as text', { AttributeFlowMappings: ['@{Source=System.Object[]; Destination=cn}'] }],
    ['clauses of a scope', { ScopeFilter: [{ ScopeConditionList: ['@{Attribute=cn}'] }] }],
    ['clauses of a join', { JoinFilter: [{ JoinConditionList: 'A.JoinCondition A.JoinCondition' }] }],
    ['the property of the scope', { ScopeFilter: undefined }],
    ['whether it is disabled', { Disabled: undefined }],
  ])('does not read a rule without %s', (_what, lost) => {
    const { rules, told, errors } = read(json({ ...dumpedRule(rule), ...lost }));
    expect({ rules, errors }).toEqual({ rules: [], errors: [] });
    expect(told).toContain(`Left out: “${rule.name}”.`);
  });

  it('refuses a number that stands for nothing, with its line', () => {
    const text = json({ ...dumpedRule(rule), LinkType: 9 });
    const line = text.split('\n').findIndex((one) => one.includes('"LinkType"')) + 1;
    expect(read(text).errors).toMatchObject([{ problem: 'bad-value', line }]);
  });

  it('is recognised by its content, and counts once beside the script of the same rule', () => {
    const outcome = readExport([
      { path: 'rule.ps1', text: recreationScript(rule) },
      { path: 'x.txt', text: json({ ...dumpedRule(rule), InternalId: ruleIdOf(9), Version: 4 }) },
    ]);
    expect(outcome).toMatchObject({ ok: true, content: { format: 'rules', rules: { kind: 'part', value: [{ version: 4 }] } } });
  }); // prettier-ignore

  it('loses no rule in silence, whatever was done to the file', () => {
    const whole = json(dumpedRule(rule), dumpedRule(other));
    const change = fc.record({ at: fc.nat(whole.length), cut: fc.nat(20), add: fc.oneof(fc.constantFrom('"', '{', '[', ','), fc.string()) }); // prettier-ignore
    fc.assert(
      fc.property(change, ({ at, cut, add }) => {
        const outcome = readExport([{ path: 'x', text: whole.slice(0, at) + add + whole.slice(at + cut) }]);
        const told = outcome.ok ? outcome.notes.filter(({ kind }) => kind !== 'not-held') : outcome.errors;
        const rules = outcome.ok && outcome.content.rules.kind === 'part' ? outcome.content.rules.value.length : 0;
        if (rules < 2) expect(told.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what Get-ADSyncRule | Export-Clixml wrote', () => {
  const clixml = (properties: string) =>
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule</T></TN><Props>
${properties}
  </Props></Obj></Objs>`;
  const enumeration = (name: string, value: string, number: number) =>
    `<Obj N="${name}" RefId="1${name}"><TN RefId="1"><T>A.${name}</T><T>System.Enum</T></TN><ToString>${value}</ToString><I32>${String(number)}</I32></Obj>`;
  const further = (name: string, value: string) =>
    `<Obj N="${name}" RefId="2${name}"><TNRef RefId="1" /><ToString>${value}</ToString><I32>7</I32></Obj>`;
  const head = [
    `<G N="Identifier">${ruleIdOf(1)}</G><S N="Name">Corp_x000A_a</S><Nil N="Description" /><I32 N="Precedence">40</I32>`,
    `<G N="Connector">${ruleIdOf(2)}</G><B N="Disabled">true</B><S N="SourceObjectType">user</S><S N="TargetObjectType">person</S>`,
    `${enumeration('Direction', 'Outbound', 1)}${further('LinkType', 'StickyJoin')}<TS N="SoftDeleteExpiryInterval">P30DT1H</TS>`,
    `<Obj N="JoinFilter" RefId="3"><TN RefId="3"><T>List</T></TN><LST /></Obj>`,
  ].join('\n');
  const flow = `<Obj N="AttributeFlowMappings" RefId="5"><LST><Obj RefId="6"><Props><Obj N="Source" RefId="7"><LST><S>cn</S></LST></Obj><S N="Destination">cn</S>${further('FlowType', 'Direct')}<B N="ExecuteOnce">false</B><Nil N="Expression" />${further('ValueMergeType', 'Merge')}</Props></Obj></LST></Obj>`;
  const scope = (clause: string) =>
    `<Obj N="ScopeFilter" RefId="8"><LST><Obj RefId="9"><Props><Obj N="ScopeConditionList" RefId="10"><LST>${clause}</LST></Obj></Props></Obj></LST></Obj>`;
  const clause = `<Obj RefId="11"><Props><S N="Attribute">mail</S><S N="ComparisonValue"></S>${further('ComparisonOperator', 'ISNULL')}</Props></Obj>`;

  it('is read, with references, escapes, intervals and enumerations', () => {
    const { rules, errors, told } = read(clixml(`${head}${flow}${scope(`${clause}<Ref RefId="11" />`)}`));
    expect({ errors, told }).toEqual({ errors: [], told: '' });
    expect(rules).toMatchObject([
      {
        ...{ id: ruleIdOf(1), name: 'Corp\na', direction: 'outbound', linkType: 'StickyJoin', disabled: true },
        ...{ softDeleteExpiryInterval: '30.01:00:00', joinGroups: [] },
        scopeGroups: [[{ attribute: 'mail', operator: 'ISNULL' }, { attribute: 'mail' }]],
        flows: [{ destination: 'cn', mergeType: 'Merge', source: { type: 'direct', attributes: ['cn'] } }],
      },
    ]);
  });

  it('is left out by name where the depth did not reach', () => {
    const { rules, told } = read(clixml(`${head}${flow}${scope('<S>A.ScopeCondition</S>')}`));
    expect(rules).toEqual([]);
    expect(told).toContain('only type names instead of scoping filters');
  });

  it('refuses a value that does not fit, with its line', () => {
    const text = clixml(`${head.replace('>40<', '>many<')}${flow}${scope(clause)}`);
    expect(read(text).errors).toMatchObject([{ problem: 'bad-number', line: 3 }]);
  });
});
