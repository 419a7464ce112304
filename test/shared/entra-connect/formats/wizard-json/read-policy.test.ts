import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { zeroGuid } from '../../../../../shared/base/guid.ts';
import type { FileReport } from '../../../../../shared/entra-connect/formats/export/problems.ts';
import type { ServerConfiguration, SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import {
  isPolicy,
  readPolicy,
  type Policy,
} from '../../../../../shared/entra-connect/formats/wizard-json/read-policy.ts';
import { arbitraryRule } from '../../rules/arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../rules/real-export.ts';
import {
  configurationWith,
  constantFlow,
  customRule,
  exchangeRule,
  joinRule,
  ruleIdOf,
} from '../../rules/rule-builder.ts';
import { policyOf } from './policy-writer.ts';

function read(text: string): FileReport & { readonly policy: Policy | undefined } {
  const report: FileReport = { file: 'policy.json', text, errors: [], notes: [] };
  return { ...report, policy: readPolicy({ path: 'policy.json', text }, report) };
}

/** What a settings file can hold of a custom rule. */
function inPolicy(rule: SyncRule): SyncRule {
  return {
    ...rule,
    version: 1,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    flows: rule.flows.map((flow) => ({ ...flow, uninterpreted: [] })),
    uninterpreted: [],
  };
}

const custom = customRule(50, constantFlow('cn', 'x'), {
  scopeGroups: [[{ attribute: 'mail', operator: 'ISNOTNULL', value: '' }], [{ attribute: 'cn', operator: 'EQUAL', value: 'a' }]],
}); // prettier-ignore
const small = configurationWith({ rules: [custom, joinRule(100), exchangeRule(108)] });

describe('a settings file of the wizard', () => {
  it('gives custom rules as a whole and standard rules by name, tag and precedence', () => {
    const { policy, errors, notes } = read(policyOf(small));
    expect({ errors, notes }).toEqual({ errors: [], notes: [] });
    expect(policy?.customRules).toEqual([custom]);
    expect(policy?.standardRules.map(({ name, precedence }) => [name, precedence])).toEqual([
      ['In from AD - User Join', 100],
      ['In from AD - User Exchange', 108],
    ]);
    expect(policy?.connectors).toMatchObject([
      { name: 'contoso.com', partitions: [{ containerInclusions: ['OU=CORP,DC=contoso,DC=com'] }] },
    ]);
    expect(policy).toMatchObject({ serverName: 'SYNC01', exportDeletionLimit: 500, autoUpgradeState: 'Disabled' });
  });

  it('gives back any custom rule, as far as the file holds it', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRule, { minLength: 1, maxLength: 4 }), (rules) => {
        const all = rules.map((rule) => ({ ...rule, immutableTag: '' }));
        expect(read(policyOf(configurationWith({ rules: all }))).policy?.customRules).toEqual(all.map(inPolicy));
      }),
      { numRuns: 100 },
    );
  });

  it.skipIf(!realExportIsHere)(
    onRealExport('gives back all real rules, made custom ones, and all their headers'),
    () => {
      const { configuration } = realDocument();
      const asCustom: ServerConfiguration = {
        ...configuration,
        rules: configuration.rules.map((rule) => ({ ...rule, immutableTag: '' })),
      };
      const byId = (rules: readonly { readonly id: string }[]) => rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const whole = read(policyOf(asCustom)).policy;
      expect(byId(whole?.customRules ?? [])).toEqual(byId(asCustom.rules.map(inPolicy)));
      const headers = read(policyOf(configuration)).policy;
      const expected = configuration.rules.map(({ id, name, immutableTag, connectorId, precedence }) => ({
        ...{ id, name, immutableTag, connectorId, precedence },
      }));
      expect(byId([...(headers?.standardRules ?? [])])).toEqual(byId(expected));
    },
  );

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    [
      'keys in another case',
      (text: string) => text.replaceAll('"precedence"', '"Precedence"').replaceAll('"scopeFilters"', '"ScopeFilters"'),
    ],
    [
      'a single object where there is usually a list',
      (text: string) => text.replace(/"source": \[\s+"x"\s+\]/, '"source": "x"'),
    ],
    [
      'a policy schema with more in it',
      (text: string) => text.replace('{', '{ "authenticationPolicy": { "a": [1, {"b": "}"}] },'),
    ],
  ])('is read with %s', (_what, change) => {
    // prettier-ignore
    const text = change(policyOf(small));
    expect(isPolicy(text)).toBe(true);
    expect(read(text).policy?.customRules).toEqual([custom]);
  });

  it('notes what a rule holds beyond what is known, with its line', () => {
    const text = policyOf(small).replace('"linkType"', '"novelty": 1,\n"linkType"');
    const line = text.split('\n').findIndex((row) => row.includes('novelty')) + 1;
    expect(read(text).notes).toMatchObject([{ kind: 'key-not-interpreted', line }]);
  });

  it.each([
    ['a number that is none', '"precedence": 50', '"precedence": "high"', 'bad-number'],
    ['an operator nobody knows', '"ISNOTNULL"', '"FUNNY"', 'bad-value'],
    ['a text where clauses belong', '"scopeFilters": [', '"scopeFilters": "x", "y": [', 'wrong-kind-of-value'],
    ['a flow without its kind', '"flowType": "Constant",', '', 'missing-value'],
  ])('with %s is refused with its line', (_what, before, after, problem) => {
    const text = policyOf(small).replace(before, after);
    const { policy, errors } = read(text);
    expect(policy).toBeUndefined();
    expect(errors.map((error) => error.problem)).toContain(problem);
    expect(errors.every(({ line }) => line !== undefined && line > 10)).toBe(true);
  });

  it('with several clauses outside groups is refused: any and all are not the same', () => {
    const text = policyOf(small).replace(
      /"scopeFilters": \[\s+\[([\s\S]*?)\],\s+\[([\s\S]*?)\]/,
      '"scopeFilters": [$1,$2',
    );
    expect(read(text).errors).toMatchObject([{ problem: 'clauses-without-groups' }]);
  });

  it('cut off is named with the line where it ends', () => {
    const text = policyOf(small).slice(0, 700);
    expect(read(text).errors).toMatchObject([{ problem: 'json-not-readable', line: text.split('\n').length }]);
  });

  it('never throws, whatever was done to it', () => {
    const whole = policyOf(small);
    const change = fc.record({ at: fc.nat(whole.length), cut: fc.nat(30), add: fc.oneof(fc.constantFrom('"', '{', '[', ']', '}', 'null', '1e999', '"__proto__":{},'), fc.string()) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const text = changes.reduce(
          (before, { at, cut, add }) => before.slice(0, at) + add + before.slice(at + cut),
          whole,
        );
        const { policy, errors } = read(text);
        expect(policy === undefined).toBe(errors.length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('with 5,000 rules and something unknown in each is read, each of them noted', () => {
    const rules = Array.from({ length: 5000 }, (_, number) => ({ ...custom, id: ruleIdOf(number) }));
    const text = policyOf(configurationWith({ rules })).replaceAll('"linkType"', '"novelty": 1, "linkType"');
    expect(read(text).notes).toHaveLength(5000);
  });

  it.each(['[', '{"azureDirectoryPolicy":'])('nested without end, as in %j, is refused', (opening) => {
    expect(read(opening.repeat(200_000)).policy).toBeUndefined();
  });
});
