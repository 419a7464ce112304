import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectorSpaceRow } from '../../../../electron/lab/state.ts';
import type { AttributeFlow, ScopeCondition, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
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
  provisioning,
  rule,
} from './builders.ts';
import { comparableContentOf, contentOf } from './lab-content.ts';
import type { SmallLab } from './small-lab.ts';

const names = ['Anna', 'Bert', 'Carl', 'Dora', 'Emil'] as const;
const plainAttributes = ['title', 'department', 'mailNickname', 'adminDescription'] as const;
const words = ['a', 'b', ' b '] as const;

type Replacements = Readonly<Record<string, AttributeValues | undefined>>;

/** A change to one object of one forest between two cycles. */
type Change =
  | {
      readonly kind: 'change';
      readonly forest: typeof forestA;
      readonly name: string;
      readonly replacements: Replacements;
    }
  | { readonly kind: 'remove'; readonly forest: typeof forestA; readonly name: string };

const word = fc.constantFrom(...words);
const attribute = fc.constantFrom(...plainAttributes);
const optionalWords = fc.option(
  word.map((value) => [value] as AttributeValues),
  { nil: undefined },
);

const attributesOf = fc.record({
  title: optionalWords,
  department: optionalWords,
  mailNickname: optionalWords,
  adminDescription: optionalWords,
  manager: fc.option(
    fc.constantFrom(...names).map((name) => [`CN=${name},OU=People,DC=a,DC=example`] as AttributeValues),
    { nil: undefined },
  ),
});

const scopeClause: fc.Arbitrary<ScopeCondition> = fc.oneof(
  fc
    .tuple(attribute, fc.constantFrom('EQUAL', 'NOTEQUAL', 'CONTAINS', 'NOTSTARTSWITH'), word)
    .map(([name, operator, value]) => clause(name, operator, value)),
  fc.tuple(attribute, fc.constantFrom('ISNULL', 'ISNOTNULL')).map(([name, operator]) => clause(name, operator)),
);
const scope = fc.array(fc.array(scopeClause, { minLength: 1, maxLength: 2 }), { maxLength: 2 });

const flow: fc.Arbitrary<AttributeFlow> = fc.oneof(
  fc.tuple(attribute, attribute).map(([to, from]) => direct(to, from)),
  fc.tuple(attribute, word).map(([to, value]) => constant(to, value)),
  fc.tuple(attribute, attribute, fc.boolean()).map(([to, from, applyOnce]) => direct(to, from, { applyOnce })),
  fc
    .tuple(
      attribute,
      fc.constantFrom(
        'NULL',
        'AuthoritativeNull',
        'IgnoreThisFlow',
        'Trim([title])',
        'IIF(IsPresent([department]),[department],NULL)',
        'IIF(IsPresent([title]),IgnoreThisFlow,[mailNickname])',
      ),
    )
    .map(([to, text]) => expression(to, text)),
);

const inboundRule = fc.record({
  forest: fc.constantFrom(forestA, forestB),
  scope,
  flows: fc.array(flow, { minLength: 1, maxLength: 3 }),
  disabled: fc.boolean(),
});
const outboundRule = fc.record({ scope, flows: fc.array(flow, { minLength: 1, maxLength: 3 }) });

interface Scenario {
  readonly rules: readonly SyncRule[];
  readonly objects: readonly {
    readonly forest: typeof forestA;
    readonly name: string;
    readonly attributes: Replacements;
  }[];
  readonly changes: readonly Change[];
}

const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    provisioningScope: scope,
    exportScope: scope,
    inbound: fc.array(inboundRule, { maxLength: 5 }),
    outbound: fc.array(outboundRule, { maxLength: 3 }),
    people: fc.array(attributesOf, { minLength: names.length, maxLength: names.length }),
    twins: fc.array(attributesOf, { maxLength: names.length }),
    changes: fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('change' as const),
          forest: fc.constant(forestA),
          name: fc.constantFrom(...names),
          replacements: attributesOf,
        }),
        fc.record({
          kind: fc.constant('remove' as const),
          forest: fc.constant(forestA),
          name: fc.constantFrom(...names),
        }),
      ),
      { maxLength: 4 },
    ),
  })
  .map(({ provisioningScope, exportScope, inbound, outbound, people, twins, changes }) => ({
    rules: [
      provisioning(forestA, {
        scope: provisioningScope,
        flows: [
          direct('cn'),
          direct('employeeID'),
          direct('manager'),
          expression('sourceAnchor', 'ConvertToBase64([objectGUID])'),
        ],
      }),
      rule({ name: 'Join B', precedence: 101, connectorId: forestB, join: [[joinOn('employeeID')]] }),
      ...inbound.map(({ forest, ...options }, index) =>
        rule({ precedence: 10 + index, connectorId: forest, ...options }),
      ),
      ...entraRules([direct('manager')], { scope: exportScope }),
      ...outbound.map((options, index) =>
        rule({
          direction: 'outbound',
          precedence: 140 + index,
          connectorId: entra,
          sourceObjectType: 'person',
          targetObjectType: 'user',
          ...options,
        }),
      ),
    ],
    objects: [
      ...people.map((attributes, index) => ({
        forest: forestA,
        name: names[index] ?? '',
        attributes: { ...attributes, employeeID: [`${index}`] },
      })),
      ...twins.map((attributes, index) => ({
        forest: forestB,
        name: `Twin ${index}`,
        attributes: { ...attributes, employeeID: [`${index}`] },
      })),
    ],
    changes,
  }));

function labOf({ rules, objects }: Scenario): SmallLab {
  const lab = labWith(rules);
  for (const { forest, name, attributes } of objects) {
    const anchor = addObject(lab, name, { forest });
    lab.directory(forest).change(anchor, attributes);
  }
  return lab;
}

function apply(lab: SmallLab, changes: readonly Change[]): void {
  const removed = new Set<string>();
  for (const change of changes) {
    const anchor = `${change.forest}/${change.name}`;
    if (removed.has(anchor)) continue;
    if (change.kind === 'change') lab.directory(change.forest).change(anchor, change.replacements);
    else {
      lab.directory(change.forest).remove(anchor);
      removed.add(anchor);
    }
  }
}

/** Until every export is confirmed and synchronized. */
function settle(lab: SmallLab, kind: 'full' | 'delta'): void {
  lab.cycle(kind);
  for (const { id } of lab.state.server.connectors) lab.run(id, 'delta-import');
  for (const { id } of lab.state.server.connectors) lab.run(id, 'delta-synchronization');
}

function rowsOf(lab: SmallLab): readonly ConnectorSpaceRow[] {
  return [...lab.state.connectorSpaces.values()].flatMap(({ objects }) => [...objects.values()]);
}

const runs = { numRuns: 150 } as const;

describe('with any rules and objects', () => {
  it('synchronizing twice changes nothing', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const lab = labOf(given);
        settle(lab, 'full');
        const before = contentOf(lab.state);
        for (const { id } of lab.state.server.connectors) lab.run(id, 'full-synchronization');
        expect(contentOf(lab.state)).toEqual(before);
      }),
      runs,
    );
  });

  it('a delta cycle after changes ends where a full cycle ends', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const [delta, full] = [labOf(given), labOf(given)];
        for (const lab of [delta, full]) {
          settle(lab, 'full');
          apply(lab, given.changes);
        }
        settle(delta, 'delta');
        settle(full, 'full');
        expect(comparableContentOf(delta.state)).toEqual(comparableContentOf(full.state));
      }),
      runs,
    );
  });

  it('the order of the rules does not matter, only their precedence', () => {
    fc.assert(
      fc.property(scenario, fc.infiniteStream(fc.nat()), (given, numbers) => {
        const shuffled = given.rules
          .map((one) => ({ one, at: numbers.next().value as number }))
          .sort((left, right) => left.at - right.at);
        const [lab, other] = [labOf(given), labOf({ ...given, rules: shuffled.map(({ one }) => one) })];
        settle(lab, 'full');
        settle(other, 'full');
        expect(comparableContentOf(other.state)).toEqual(comparableContentOf(lab.state));
      }),
      runs,
    );
  });

  it('an import confirms what was exported', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const lab = labOf(given);
        settle(lab, 'full');
        apply(lab, given.changes);
        settle(lab, 'delta');
        const open = rowsOf(lab).filter(
          (row) =>
            row.awaitingConfirmation !== undefined ||
            row.pendingExport !== undefined ||
            row.pendingImport !== undefined,
        );
        expect([open, rowsOf(lab).filter(({ exportError }) => exportError !== undefined)]).toEqual([[], []]);
      }),
      runs,
    );
  });

  it('every object that is missing in the cloud is explained by a rule’s scope', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const lab = labOf(given);
        settle(lab, 'full');
        apply(lab, given.changes);
        settle(lab, 'delta');
        const [provision] = given.rules.filter(
          ({ direction, linkType }) => direction === 'inbound' && linkType === 'Provision',
        );
        const [exportRule] = given.rules.filter(
          ({ direction, linkType }) => direction === 'outbound' && linkType === 'Provision',
        );
        const wanted = lab.directory(forestA).objects.filter(({ attributes }) => {
          return isInScope(provision, (name) => attributes.text(name));
        });
        const people = [...lab.state.metaverse.values()];
        expect(people.map(({ attributes }) => attributes.text('cn')).sort()).toEqual(
          wanted.map(({ attributes }) => attributes.text('cn')).sort(),
        );
        const expected = people.filter(({ attributes }) => isInScope(exportRule, (name) => attributes.text(name)));
        expect(lab.entra.objects.map(({ attributes }) => attributes.text('sourceAnchor')).sort()).toEqual(
          expected.map(({ attributes }) => attributes.text('sourceAnchor')).sort(),
        );
      }),
      runs,
    );
  });

  it('two labs with the same seed are the same, identifiers included', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const [lab, other] = [labOf(given), labOf(given)];
        settle(lab, 'full');
        settle(other, 'full');
        expect(contentOf(other.state)).toEqual(contentOf(lab.state));
      }),
      { numRuns: 30 },
    );
  });
});

/** The scope of a rule, computed in the simplest way. */
function isInScope(one: SyncRule | undefined, value: (name: string) => string | undefined): boolean {
  if (one === undefined) return false;
  const holds = ({ attribute: name, operator, value: expected }: ScopeCondition): boolean => {
    const actual = value(name);
    switch (operator) {
      case 'EQUAL':
        return actual === expected;
      case 'NOTEQUAL':
        return actual !== expected;
      case 'CONTAINS':
        return actual?.includes(expected) ?? false;
      case 'NOTSTARTSWITH':
        return !(actual?.startsWith(expected) ?? false);
      case 'ISNULL':
        return actual === undefined;
      case 'ISNOTNULL':
        return actual !== undefined;
      default:
        throw new Error(`The scenarios do not use ${operator}`);
    }
  };
  return one.scopeGroups.length === 0 || one.scopeGroups.some((group) => group.every(holds));
}
