import { describe, expect, it } from 'vitest';
import {
  adConnectorIdOf,
  defaultConfiguration,
} from '../../../../../electron/lab/world/default-rules/configuration.ts';
import { entraConnectorId } from '../../../../../shared/base/identifiers.ts';
import { parseExpression } from '../../../../../shared/entra-connect/expressions/parse.ts';
import type { Schema, ServerConfiguration, SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';

const worlds = [
  { forests: ['fabrikam.com'], label: 'one forest' },
  { forests: ['fabrikam.com', 'tailspin.example'], label: 'two forests' },
] as const;

function contributors(configuration: ServerConfiguration, direction: SyncRule['direction']) {
  return configuration.rules.filter(
    (rule) => rule.direction === direction && rule.flows.some((flow) => flow.destination === 'msExchMailboxGuid'),
  );
}

/** Schemas of a rule's source and target side. */
function sidesOf(configuration: ServerConfiguration, rule: SyncRule): { source: Schema; target: Schema } {
  const connector = configuration.connectors.find(({ id }) => id === rule.connectorId)!;
  return rule.direction === 'inbound'
    ? { source: connector.schema, target: configuration.metaverseSchema }
    : { source: configuration.metaverseSchema, target: connector.schema };
}

describe.each(worlds)('the built-in configuration of $label', ({ forests }) => {
  const configuration = defaultConfiguration(forests);
  const { rules } = configuration;

  it('gives every rule a number of its own, from 100 without a gap', () => {
    expect(rules.map((rule) => rule.precedence)).toEqual(rules.map((_, index) => 100 + index));
  });

  it('gives every rule an identifier of its own', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('holds only expressions that parse', () => {
    const expressions = rules
      .flatMap((rule) => rule.flows)
      .flatMap((flow) => (flow.source.type === 'expression' ? [flow.source.expression] : []));
    expect(expressions.length).toBeGreaterThan(100);
    expect(expressions.filter((expression) => !parseExpression(expression).ok)).toEqual([]);
  });

  it('names in its scopes and joins only attributes of the schema', () => {
    const unknown = rules.flatMap((rule) => {
      const { source } = sidesOf(configuration, rule);
      const connectorSide = configuration.connectors.find(({ id }) => id === rule.connectorId)!.schema;
      const scope = rule.scopeGroups.flat().filter(({ attribute }) => !source.attributes.has(attribute));
      const join = rule.joinGroups
        .flat()
        .filter(
          ({ connectorSpaceAttribute, metaverseAttribute }) =>
            !connectorSide.attributes.has(connectorSpaceAttribute) ||
            !configuration.metaverseSchema.attributes.has(metaverseAttribute),
        );
      return [...scope, ...join];
    });
    expect(unknown).toEqual([]);
  });

  it('flows only attributes that both sides have, of the object types in question', () => {
    const unknown = rules.flatMap((rule) => {
      const { source, target } = sidesOf(configuration, rule);
      const sourceNames = source.objectTypes.get(rule.sourceObjectType) ?? [];
      const targetNames = target.objectTypes.get(rule.targetObjectType) ?? [];
      return rule.flows.flatMap((flow) => {
        const sources = flow.source.type === 'constant' ? [] : flow.source.attributes;
        return [
          ...sources.filter((name) => name !== 'dn' && !sourceNames.includes(name)),
          ...(flow.destination === 'dn' || targetNames.includes(flow.destination) ? [] : [flow.destination]),
        ].map((name) => `${rule.name}: ${name}`);
      });
    });
    expect(unknown).toEqual([]);
  });

  it('flows an attribute between two sides that agree on its type, unless an expression converts it', () => {
    const disagreeing = rules.flatMap((rule) => {
      const { source, target } = sidesOf(configuration, rule);
      return rule.flows.flatMap((flow) => {
        if (flow.source.type !== 'direct') return [];
        const from = source.attributes.get(flow.source.attributes[0]!)!;
        const to = target.attributes.get(flow.destination)!;
        return from.syntax === to.syntax && (to.multiValued || !from.multiValued)
          ? []
          : [`${rule.name}: ${from.name} → ${to.name}`];
      });
    });
    expect(disagreeing).toEqual([]);
  });

  it('flows no attribute twice in one rule', () => {
    const twice = rules.flatMap((rule) => {
      const names = rule.flows.map((flow) => flow.destination);
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${rule.name}: ${name}`);
    });
    expect(twice).toEqual([]);
  });

  it('has exactly two inbound contributors of msExchMailboxGuid per forest: user and inetOrgPerson', () => {
    expect(contributors(configuration, 'inbound').map((rule) => [rule.connectorId, rule.sourceObjectType])).toEqual(
      (['user', 'inetOrgPerson'] as const).flatMap((type) => forests.map((forest) => [adConnectorIdOf(forest), type])),
    );
  });

  it('sends msExchMailboxGuid out by one rule', () => {
    expect(contributors(configuration, 'outbound').map((rule) => rule.name)).toEqual([
      'Out to AAD - User ExchangeOnline',
    ]);
  });

  it('marks every rule as out-of-box', () => {
    expect(rules.filter((rule) => !/^Microsoft\.(InfromA|OuttoA)\w+\.\d{3}$/.test(rule.immutableTag))).toEqual([]);
  });
});

describe('the built-in configuration', () => {
  it('numbers the Exchange rules of a single forest 108 and 109, as the product does', () => {
    const numbers = contributors(defaultConfiguration(['fabrikam.com']), 'inbound').map((rule) => rule.precedence);
    expect(numbers).toEqual([108, 109]);
  });

  it('puts the enabled account of every forest before the common attributes of any', () => {
    const { rules } = defaultConfiguration(['fabrikam.com', 'tailspin.example']);
    const enabled = rules.filter((rule) => rule.name.endsWith('User AccountEnabled')).map((rule) => rule.precedence);
    const common = rules.filter((rule) => rule.name.endsWith('- User Common')).map((rule) => rule.precedence);
    expect(Math.max(...enabled)).toBeLessThan(Math.min(...common));
  });

  it('flows 80 attributes in the Exchange rule of revision 4 (entra-connect.md §2.2)', () => {
    const [rule] = contributors(defaultConfiguration(['fabrikam.com']), 'inbound');
    expect(rule).toMatchObject({ name: 'In from AD - User Exchange', linkType: 'Join', joinGroups: [] });
    expect(rule!.scopeGroups).toEqual([[{ attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' }]]);
    expect(rule!.flows).toHaveLength(80);
  });

  it('has the Entra connector under its one identifier', () => {
    const { connectors } = defaultConfiguration(['fabrikam.com']);
    expect(connectors.filter(({ kind }) => kind === 'entra').map(({ id }) => id)).toEqual([entraConnectorId]);
  });
});
