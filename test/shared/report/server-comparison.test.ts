import { describe, expect, it } from 'vitest';
import { serverComparisonPage } from '../../../shared/report/html/server-comparison-page.ts';
import { serverComparison } from '../../../shared/report/server-comparison/build.ts';
import { filtered } from '../../../shared/report/server-comparison/filter.ts';
import { comparisonSummary, comparisonTables } from '../../../shared/report/server-comparison/tables.ts';
import { contentOfConfiguration } from '../../../shared/entra-connect/formats/content.ts';
import type { ServerConfiguration, SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { configurationWith, customRule, directFlow, exchangeRule, expressionFlow, joinRule, ruleIdOf } from '../entra-connect/rules/rule-builder.ts'; // prettier-ignore

const defaults = [joinRule(100), exchangeRule(108)];
const clearing = customRule(50, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), {
  name: 'Clear the GUID',
  scopeGroups: [[{ attribute: 'department', operator: 'EQUAL', value: 'Sales' }]],
  joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false }]],
});
const clearingAll = { ...clearing, scopeGroups: [] };

function comparisonOf(on: ServerConfiguration, other: ServerConfiguration) {
  const side = (title: string, server: ServerConfiguration) => ({ title, content: contentOfConfiguration(server) });
  return serverComparison(side('first', on), side('second', other));
}

function serverWith(...rules: readonly SyncRule[]): ServerConfiguration {
  return configurationWith({ rules });
}

function rowsOf(comparison: ReturnType<typeof comparisonOf>, id: string) {
  return comparisonTables(comparison).find((table) => table.id === id)?.rows ?? [];
}

describe('a rule that one side alone has', () => {
  const comparison = comparisonOf(serverWith(...defaults), serverWith(clearingAll, ...defaults));

  it('is told with flows, scope, joins, and what it does to the GUID', () => {
    const { rules } = comparisonOf(serverWith(...defaults), serverWith(clearing, ...defaults));
    expect(rules.added[0]?.content.map(({ part, after }) => [part, after])).toEqual(
      expect.arrayContaining([
        ['Transformations', 'Expression AuthoritativeNull, Update'],
        ['Scoping filter', 'department EQUAL Sales'],
        ['Join rules', 'mail = mail'],
      ]),
    );
    expect(rules.added[0]?.mailboxGuid).toContain('It clears the attribute');
  });

  it('is so in the lists and on the page too', () => {
    expect(rowsOf(comparison, 'rules-added-content').flat()).toContain('Expression AuthoritativeNull, Update');
    expect(serverComparisonPage(comparison)).toContain('Expression AuthoritativeNull, Update');
    const { rules } = comparisonOf(serverWith(clearing, ...defaults), serverWith(...defaults));
    expect(rules.removed[0]?.content.map(({ before }) => before)).toContain('mail = mail');
  });

  it('changes who wins the GUID and what becomes of it, in words', () => {
    expect(comparison.rules.winners.map(({ attribute, with: { name } }) => [attribute, name])).toEqual([
      ['msExchMailboxGuid', 'Clear the GUID'],
    ]);
    expect(comparison.rules.mailboxGuid.map(({ on, with: other }) => [on, other])).toEqual([
      [expect.stringContaining('gets the GUID'), expect.stringContaining('removed by AuthoritativeNull')],
    ]);
  });
});

describe('the summary', () => {
  it('names rules that changed places', () => {
    const one = customRule(60, directFlow('mail'), { name: 'One' });
    const two = customRule(61, directFlow('mail'), { name: 'Two', id: ruleIdOf(99) });
    const comparison = comparisonOf(
      serverWith(one, two),
      serverWith({ ...one, precedence: 61 }, { ...two, precedence: 60 }),
    );
    expect(comparisonSummary(comparison).join('\n')).toContain('“One” and “Two” changed places.');
    expect(comparisonSummary(comparison).join('\n')).toContain('mail');
  });
});

describe('the consequence of an object type that is not selected', () => {
  const without = (kind: 'ad' | 'entra') => {
    const server = serverWith(...defaults);
    const connectors = server.connectors.map((one) =>
      one.kind === kind
        ? { ...one, partitions: one.partitions.map((part) => ({ ...part, objectTypes: part.objectTypes.slice(1) })) }
        : one,
    );
    return comparisonOf(server, { ...server, connectors }).connectors.changes;
  };

  it('is told of a connector of AD alone', () => {
    expect(without('ad').map(({ consequence }) => consequence)).toEqual([expect.stringContaining('deleted')]);
    expect(without('entra').every(({ consequence }) => consequence === undefined)).toBe(true);
  });
});

describe('a comparison that is narrowed', () => {
  const other = customRule(60, directFlow('cn'), { name: 'Names', id: ruleIdOf(98) });
  const comparison = comparisonOf(serverWith(...defaults), serverWith(clearing, other, ...defaults));
  it.each([
    [{ rule: 'GUID' }, ['Clear the GUID']],
    [{ attribute: 'department' }, ['Clear the GUID']],
    [{ attribute: 'cn' }, ['Names']],
    [{ connector: 'nowhere' }, []],
    [{ kind: 'removed' }, []],
    [{ kind: 'added', rule: 'names' }, ['Names']],
  ] as const)('to %j shows these rules, and keeps the counts', (filter, names) => {
    const narrowed = filtered(comparison, filter);
    expect(narrowed.rules.added.map(({ name }) => name)).toEqual(names);
    expect(narrowed.summary).toEqual(comparison.summary);
    expect(narrowed.remarks[0]).toContain('narrowed');
  });

  it('to nothing in particular is the same', () => {
    expect(filtered(comparison, {})).toBe(comparison);
  });
});
