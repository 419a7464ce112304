import { describe, expect, it } from 'vitest';
import { Configuration } from '../../../../../shared/entra-connect/evaluation/configuration.ts';
import { containersOf } from '../../../../../electron/lab/world/containers.ts';
import { defaultConfiguration } from '../../../../../electron/lab/world/default-rules/configuration.ts';
import { guidOfText } from '../../../../../shared/base/guid-of-text.ts';
import { DirectoryBuilder } from '../../../../../electron/lab/world/population/directory-builder.ts';
import { addWitnesses } from '../../../../../electron/lab/world/witnesses/witnesses.ts';
import type { UnreachableReason, WitnessOutcome } from '../../../../../electron/lab/world/witnesses/witness-report.ts';
import type { DirectoryRow } from '../../../../../electron/lab/state.ts';
import type { RuleId } from '../../../../../shared/base/identifiers.ts';
import {
  comparisonOperators,
  type ComparisonOperator,
  type ScopeCondition,
  type ServerConfiguration,
  type SyncRule,
} from '../../../../../shared/entra-connect/rules/model.ts';

const now = '2026-11-20T08:00:00.000Z';
const base = defaultConfiguration(['fabrikam.com']);
const exchangeRule = base.rules.find(({ name }) => name === 'In from AD - User Exchange')!;
const identityRule = base.rules.find(({ name }) => name === 'Out to AAD - User Identity')!;

function custom(
  from: SyncRule,
  scope: readonly (readonly ScopeCondition[])[],
  changes: Partial<SyncRule> = {},
): SyncRule {
  const id = guidOfText(`custom ${JSON.stringify(scope)} ${JSON.stringify(changes)}`) as RuleId;
  return {
    ...from,
    id,
    internalId: id,
    name: 'Custom',
    immutableTag: '',
    precedence: 50,
    scopeGroups: scope,
    ...changes,
  };
}

function clause(attribute: string, operator: ComparisonOperator, value = ''): ScopeCondition {
  return { attribute, operator, value };
}

interface Invented {
  readonly outcomes: readonly WitnessOutcome[];
  readonly rows: readonly DirectoryRow[];
}

function invent(rules: readonly SyncRule[], configuration: ServerConfiguration = base): Invented {
  const server = { ...configuration, rules: [...configuration.rules, ...rules] };
  const sites = server.connectors
    .filter(({ kind }) => kind === 'ad')
    .map((connector) => ({
      connector,
      containers: containersOf(connector)!,
      builder: new DirectoryBuilder({ seed: 3, count: 0 }, [1, 2, 3]),
    }));
  const outcomes = addWitnesses(server, sites, now);
  return { outcomes, rows: sites.flatMap(({ builder }) => builder.rows) };
}

/** The invented object that the custom rule is said to apply to. */
function witnessOf(rule: SyncRule, { outcomes, rows }: Invented): DirectoryRow | undefined {
  const outcome = outcomes.find(({ ruleId }) => ruleId === rule.id)!;
  const name = outcome.result.kind === 'witnessed' ? outcome.result.distinguishedName : undefined;
  return rows.find(({ distinguishedName }) => distinguishedName === name);
}

/** Whether the engine itself takes the object into the rule's scope. */
function isInScope(rule: SyncRule, row: DirectoryRow, rows: readonly DirectoryRow[]): boolean {
  const configuration = new Configuration({ ...base, rules: [...base.rules, rule] });
  const compiled = configuration
    .inboundRules(rule.connectorId, row.objectClass)
    .find((candidate) => candidate.rule.id === rule.id)!;
  return compiled.inScope({
    attribute: (name) => row.attributes.get(name),
    isMemberOf: (group) =>
      rows.some(
        (other) => other.distinguishedName === group && other.attributes.get('member')?.includes(row.distinguishedName),
      ),
  });
}

function reasonOf(rule: SyncRule, { outcomes }: Invented): UnreachableReason | undefined {
  const { result } = outcomes.find(({ ruleId }) => ruleId === rule.id)!;
  return result.kind === 'unreachable' ? result.reason : undefined;
}

const textValues: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: 'Sync',
  NOTEQUAL: 'Sync',
  LESSTHAN: '50',
  LESSTHAN_OR_EQUAL: '50',
  CONTAINS: 'cloud',
  NOTCONTAINS: 'cloud',
  STARTSWITH: 'Pilot-',
  NOTSTARTSWITH: 'Pilot-',
  ENDSWITH: '-EU',
  NOTENDSWITH: '-EU',
  GREATERTHAN: '50',
  GREATERTHAN_OR_EQUAL: '50',
  ISNULL: '',
  ISNOTNULL: '',
  ISIN: 'Sync',
  ISNOTIN: 'Sync',
  ISBITSET: '8',
  ISBITNOTSET: '8',
  ISMEMBEROF: 'CN=Pilot,OU=Company,DC=fabrikam,DC=com',
  ISNOTMEMBEROF: 'CN=Pilot,OU=Company,DC=fabrikam,DC=com',
};

describe('objects invented for rules', () => {
  it.each(comparisonOperators)('satisfy a scope by %s on a text', (operator) => {
    const rule = custom(exchangeRule, [[clause('extensionAttribute1', operator, textValues[operator])]]);
    const invented = invent([rule]);
    const witness = witnessOf(rule, invented)!;
    expect(isInScope(rule, witness, invented.rows)).toBe(true);
  });

  it.each(['EQUAL', 'NOTEQUAL', 'LESSTHAN', 'GREATERTHAN_OR_EQUAL', 'ISBITSET', 'ISBITNOTSET', 'ISNULL'] as const)(
    'satisfy a scope by %s on an integer',
    (operator) => {
      const rule = custom(exchangeRule, [[clause('msExchModerationFlags', operator, '4')]]);
      const invented = invent([rule]);
      expect(isInScope(rule, witnessOf(rule, invented)!, invented.rows)).toBe(true);
    },
  );

  it('satisfy several clauses about one attribute at once', () => {
    const rule = custom(exchangeRule, [
      [
        clause('extensionAttribute2', 'STARTSWITH', 'DE-'),
        clause('extensionAttribute2', 'CONTAINS', 'pilot'),
        clause('extensionAttribute2', 'ENDSWITH', '-EU'),
        clause('extensionAttribute2', 'NOTCONTAINS', 'test'),
      ],
    ]);
    const invented = invent([rule]);
    expect(isInScope(rule, witnessOf(rule, invented)!, invented.rows)).toBe(true);
  });

  it('serve every scope group of a rule', () => {
    const rule = custom(exchangeRule, [
      [clause('department', 'EQUAL', 'Sales')],
      [clause('department', 'EQUAL', 'Finance'), clause('c', 'NOTEQUAL', 'DE')],
    ]);
    const results = invent([rule]).outcomes.filter(({ ruleId }) => ruleId === rule.id);
    expect(results.map(({ group, result }) => [group, result.kind])).toEqual([
      [0, 'witnessed'],
      [1, 'witnessed'],
    ]);
  });

  it('also satisfy the rule that brings them to the metaverse', () => {
    const rule = custom(exchangeRule, [[clause('adminDescription', 'STARTSWITH', 'User_')]]);
    expect(reasonOf(rule, invent([rule]))).toMatchObject({ kind: 'contradiction', attribute: 'adminDescription' });
  });

  it('stand within the synchronized container', () => {
    const users = invent([]).rows.filter(({ objectClass }) => objectClass === 'user');
    expect(users.length).toBeGreaterThan(0);
    expect(users.every((row) => row.distinguishedName.endsWith(',OU=Company,DC=fabrikam,DC=com'))).toBe(true);
  });

  it.each([
    ['a direct flow', clause('telephoneNumber', 'EQUAL', '4711')],
    ['a trimming flow', clause('department', 'EQUAL', 'Sales')],
    ['a constant flow', clause('accountEnabled', 'EQUAL', 'True')],
    ['a computed flow, against the usual value', clause('accountEnabled', 'EQUAL', 'False')],
    ['a flow that filters', clause('cloudFiltered', 'EQUAL', 'True')],
  ])('reach an outbound scope through %s', (_how, condition) => {
    const rule = custom(identityRule, [[condition, clause('sourceObjectType', 'EQUAL', 'User')]], {
      linkType: 'Provision',
    });
    expect(reasonOf(rule, invent([rule]))).toBeUndefined();
  });

  it('are reported missing where two clauses exclude each other', () => {
    const rule = custom(exchangeRule, [[clause('c', 'EQUAL', 'DE'), clause('c', 'EQUAL', 'FR')]]);
    expect(reasonOf(rule, invent([rule]))).toMatchObject({ kind: 'contradiction', attribute: 'c' });
  });

  it('are reported missing where nobody flows the metaverse attribute', () => {
    const rule = custom(identityRule, [[clause('cloudMastered', 'EQUAL', 'True')]]);
    expect(reasonOf(rule, invent([rule]))).toMatchObject({
      kind: 'no-contributor',
      clause: { attribute: 'cloudMastered' },
    });
  });

  it('are reported missing where the group of the scope is not synchronized', () => {
    const rule = custom(exchangeRule, [[clause('dn', 'ISMEMBEROF', 'CN=Pilot,OU=Elsewhere,DC=fabrikam,DC=com')]]);
    expect(reasonOf(rule, invent([rule]))).toMatchObject({ kind: 'group-not-synchronized' });
  });

  it('are reported missing where no rule brings their type to the metaverse', () => {
    const rule = custom(exchangeRule, [], { sourceObjectType: 'publicFolder' });
    expect(reasonOf(rule, invent([rule]))).toMatchObject({ kind: 'no-provisioning', objectType: 'publicFolder' });
  });

  it('are few: one object serves every rule it fits', () => {
    const { outcomes, rows } = invent([]);
    expect(outcomes.filter(({ result }) => result.kind === 'witnessed').length).toBeGreaterThan(25);
    expect(
      rows.filter(({ objectClass }) => ['user', 'inetOrgPerson', 'contact', 'group'].includes(objectClass)).length,
    ).toBeLessThan(10);
  });

  it('cover every scope group of the built-in rules of two forests', () => {
    const { outcomes } = invent([], defaultConfiguration(['fabrikam.com', 'tailspin.example']));
    expect(outcomes.filter(({ result }) => result.kind === 'unreachable')).toEqual([]);
  });
});
