import { describe, expect, it } from 'vitest';

import { standingText } from '../../../../shared/entra-connect/contributors/texts.ts';
import {
  possibleRivals,
  winsBefore,
  wouldFillAfter,
} from '../../../../shared/entra-connect/contributors/contributor-ranking.ts';
import { contributorsOf, type ContributorGroup } from '../../../../shared/entra-connect/contributors/contributors.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { onRealExport, realDocument, realExportIsHere } from '../rules/real-export.ts';
import {
  constantFlow,
  customRule,
  directFlow,
  exchangeRule,
  expressionFlow,
  forestConnectorId,
  joinRule,
  otherForestConnectorId,
  ruleIdOf,
} from '../rules/rule-builder.ts';

const mailboxGuid = 'msExchMailboxGuid';
const inetOrgPerson = { sourceObjectType: 'inetOrgPerson' } as const;
const otherForest = { connectorId: otherForestConnectorId } as const;

/** The group of the users of the first forest. */
function userGroup(rules: readonly SyncRule[]): ContributorGroup | undefined {
  return contributorsOf(mailboxGuid, { rules }).groups.find(
    (group) => group.connectorId === forestConnectorId && group.connectorSpaceObjectType === 'user',
  );
}

function standings(rules: readonly SyncRule[]): readonly (readonly [number, string])[] {
  return (userGroup(rules)?.ranking ?? []).map(({ contributor, standing }) => [contributor.precedence, standing.kind]);
}

function fillers(nullRule: SyncRule, rules: readonly SyncRule[]): readonly (readonly [number, string])[] {
  return wouldFillAfter(nullRule, possibleRivals(mailboxGuid, rules)).map(({ contributor, reach }) => [
    contributor.precedence,
    reach,
  ]);
}

describe.skipIf(!realExportIsHere)(onRealExport('the mailbox GUID in the real export'), () => {
  it('has exactly two inbound contributors, 108 for users and 109 for inetOrgPersons, and one outbound, 125', () => {
    const { inbound, outbound } = contributorsOf(mailboxGuid, realDocument().configuration);
    expect(inbound.map(({ precedence, sourceObjectType, targetObjectType, name }) => [precedence, sourceObjectType, targetObjectType, name])).toEqual([
      [108, 'user', 'person', 'In from AD - User Exchange'],
      [109, 'inetOrgPerson', 'person', 'In from AD - InetOrgPerson Exchange'],
    ]); // prettier-ignore
    expect(outbound.map(({ precedence, name }) => [precedence, name])).toEqual([
      [125, 'Out to AAD - User ExchangeOnline'],
    ]);
  });

  it('is won by each of the two for the objects of its type', () => {
    const { groups } = contributorsOf(mailboxGuid, realDocument().configuration);
    expect(groups.map(({ connectorSpaceObjectType, winner }) => [connectorSpaceObjectType, winner?.precedence])).toEqual([
      ['user', 108],
      ['inetOrgPerson', 109],
      ['user', 125],
    ]); // prettier-ignore
  });

  it('is told in the shape that scripts rely on', () => {
    const [user] = contributorsOf(mailboxGuid, realDocument().configuration).inbound;
    expect(user).toEqual({
      ruleId: 'e5e5058b-034a-4403-b438-6046f5d19e0c',
      name: 'In from AD - User Exchange',
      connectorId: 'ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d',
      direction: 'inbound',
      sourceObjectType: 'user',
      targetObjectType: 'person',
      precedence: 108,
      disabled: false,
      origin: 'default',
      flow: { type: 'direct', source: 'msExchMailboxGuid', applyOnce: false, mergeType: 'Update' },
    });
  });

  it('finds the archive GUID although the Entra connector spells it otherwise', () => {
    const { inbound, outbound } = contributorsOf('msExchArchiveGUID', realDocument().configuration);
    expect([...inbound, ...outbound].map(({ precedence }) => precedence)).toEqual([108, 109, 125]);
  });

  it('calls every contributor of every attribute default', () => {
    const { configuration } = realDocument();
    const attributes = new Set(configuration.rules.flatMap(({ flows }) => flows.map(({ destination }) => destination)));
    for (const attribute of attributes) {
      const { inbound, outbound } = contributorsOf(attribute, configuration);
      for (const { origin, name } of [...inbound, ...outbound]) expect(origin, `${name}: ${attribute}`).toBe('default');
    }
  });
});

describe('who wins an attribute', () => {
  it('is the enabled rule of the lowest number', () => {
    expect(standings([exchangeRule(108), customRule(90, directFlow(mailboxGuid))])).toEqual([
      [90, 'wins'],
      [108, 'follows'],
    ]);
  });

  it('is told with the reasons for which it may yield', () => {
    const [first] = userGroup([exchangeRule(108)])?.ranking ?? [];
    expect(first?.standing).toEqual({
      kind: 'wins',
      unless: [{ kind: 'scope' }, { kind: 'source-empty', attributes: ['msExchMailboxGuid'] }],
    });
  });

  it('is not a disabled rule', () => {
    const rules = [customRule(90, directFlow(mailboxGuid), { disabled: true }), exchangeRule(108)];
    expect(standings(rules)).toEqual([
      [90, 'disabled'],
      [108, 'wins'],
    ]);
    expect(userGroup(rules)?.winner?.precedence).toBe(108);
  });

  it('is not a rule of link type JoinNoFlow', () => {
    expect(standings([customRule(90, directFlow(mailboxGuid), { linkType: 'JoinNoFlow' }), exchangeRule(108)])).toEqual([
      [90, 'join-no-flow'],
      [108, 'wins'],
    ]); // prettier-ignore
  });

  it.each(['NULL', 'IgnoreThisFlow'])('is not a rule whose expression is %s: the next one is asked', (literal) => {
    expect(standings([customRule(90, expressionFlow(mailboxGuid, literal)), exchangeRule(108)])).toEqual([
      [90, 'contributes-nothing'],
      [108, 'wins'],
    ]);
  });

  it('is nobody when the only rule yields NULL', () => {
    const group = userGroup([exchangeRule(108, { flows: [expressionFlow(mailboxGuid, ' NULL ')] })]);
    expect(group?.winner).toBeUndefined();
  });

  it('is AuthoritativeNull where it applies: nobody after it is asked', () => {
    expect(standings([customRule(90, expressionFlow(mailboxGuid, 'AuthoritativeNull')), exchangeRule(108)])).toEqual([
      [90, 'clears'],
      [108, 'never-asked'],
    ]);
  });

  it('is AuthoritativeNull only within its scope', () => {
    const scopeGroups = [[{ attribute: 'extensionAttribute1', operator: 'EQUAL', value: 'pilot' }]] as const;
    const override = customRule(90, expressionFlow(mailboxGuid, 'AuthoritativeNull'), { scopeGroups });
    expect(standings([override, exchangeRule(108)])).toEqual([
      [90, 'clears'],
      [108, 'follows'],
    ]);
  });

  it('takes an expression of other letters for unknown: names are case-sensitive', () => {
    const [first] = userGroup([customRule(90, expressionFlow(mailboxGuid, 'null'))])?.ranking ?? [];
    expect(first?.standing).toEqual({ kind: 'wins', unless: [{ kind: 'expression-unknown', expression: 'null' }] });
  });

  it('is a constant without exception', () => {
    const constant = customRule(90, constantFlow('mailNickname', 'x'));
    const [group] = contributorsOf('mailNickname', { rules: [constant, exchangeRule(108)] }).groups;
    expect(group?.ranking.map(({ standing }) => standing.kind)).toEqual(['wins', 'never-asked']);
  });

  it.each([
    ['a constant', constantFlow(mailboxGuid, 'AuthoritativeNull'), 'AuthoritativeNull'],
    ['a text in quotation marks', expressionFlow(mailboxGuid, '"NULL"'), 'NULL'],
  ])('is nobody where %s comes first: the GUID cannot hold a text', (_what, flow, text) => {
    const group = userGroup([customRule(90, flow), exchangeRule(108)]);
    expect(group?.ranking.map(({ standing }) => standing)).toEqual([
      { kind: 'fails', text, unless: [] },
      { kind: 'never-asked', by: ruleIdOf(90) },
    ]);
    expect(group?.winner).toBeUndefined();
  });

  it.each([
    ['an empty constant', constantFlow(mailboxGuid, ''), 'empty-text'],
    ['an empty text', expressionFlow(mailboxGuid, '""'), 'empty-text'],
    [
      'a condition with NULL in every branch',
      expressionFlow(mailboxGuid, 'IIF([a]="x",NULL,IgnoreThisFlow)'),
      'conditional',
    ],
  ])('is not a rule with %s: the next one is asked', (_what, flow, value) => {
    const [first, second] = userGroup([customRule(90, flow), exchangeRule(108)])?.ranking ?? [];
    expect(first?.standing).toEqual({ kind: 'contributes-nothing', value });
    expect(second?.standing.kind).toBe('wins');
  });

  it('is AuthoritativeNull by a condition, for those whom it does not leave to the next rule', () => {
    const expression = 'IIF([extensionAttribute9]="Go",AuthoritativeNull,IgnoreThisFlow)';
    expect(standings([customRule(90, expressionFlow(mailboxGuid, expression)), exchangeRule(108)])).toEqual([
      [90, 'clears'],
      [108, 'follows'],
    ]);
  });

  it('is nobody where merge types differ', () => {
    const merging = customRule(90, expressionFlow(mailboxGuid, 'AuthoritativeNull', { mergeType: 'Merge' }));
    expect(userGroup([merging, exchangeRule(108)])?.ranking.map(({ standing }) => standing)).toEqual([
      { kind: 'conflicts', others: [ruleIdOf(108)] },
      { kind: 'conflicts', others: [ruleIdOf(90)] },
    ]);
  });

  it('says that Apply Once acts only when an object is created', () => {
    const once = customRule(90, { ...constantFlow('mailNickname', 'x'), applyOnce: true });
    const [first] = contributorsOf('mailNickname', { rules: [once] }).groups[0]?.ranking ?? [];
    expect(first?.standing).toEqual({ kind: 'wins', unless: [{ kind: 'apply-once' }] });
  });

  it('is all merging rules together', () => {
    const merging = directFlow('proxyAddresses', { mergeType: 'MergeCaseInsensitive' });
    const { groups } = contributorsOf('proxyAddresses', { rules: [customRule(90, merging), customRule(91, merging)] });
    expect(groups[0]?.ranking.map(({ standing }) => standing.kind)).toEqual(['merges', 'merges']);
  });

  it('counts a forest whose users can be joined to the same person', () => {
    const rules = [joinRule(100), exchangeRule(108), joinRule(101, otherForest), exchangeRule(90, otherForest)];
    expect(userGroup(rules)?.ranking.map(({ contributor, reach }) => [contributor.precedence, reach])).toEqual([
      [90, 'other-connector'],
      [108, 'same-object'],
    ]);
    expect(userGroup(rules)?.winner?.precedence).toBe(108);
  });

  it('does not count objects that cannot be joined', () => {
    const rules = [joinRule(100), exchangeRule(108), exchangeRule(90, otherForest)];
    expect(standings(rules)).toEqual([[108, 'wins']]);
  });

  it('keeps outbound objects apart', () => {
    const outbound = { direction: 'outbound', sourceObjectType: 'person', targetObjectType: 'user' } as const;
    const rules = [exchangeRule(120, outbound), exchangeRule(121, { ...outbound, ...otherForest })];
    const { groups } = contributorsOf(mailboxGuid, { rules });
    expect(groups.map(({ ranking }) => ranking.length)).toEqual([1, 1]);
  });

  it('lists every rule of an attribute once per flow, disabled ones included, in order of precedence', () => {
    const rules = [exchangeRule(109, { disabled: true }), exchangeRule(108)];
    const { inbound } = contributorsOf('MSEXCHMAILBOXGUID', { rules });
    expect(inbound.map(({ precedence, disabled }) => [precedence, disabled])).toEqual([
      [108, false],
      [109, true],
    ]);
  });

  it('reads as a sentence', () => {
    const [first] = userGroup([exchangeRule(108)])?.ranking ?? [];
    const names = { ruleName: (id: string) => id, connectorName: (id: string) => id };
    expect(first && standingText(first.standing, names)).toBe(
      'It wins: the lowest number of all enabled rules. Except where the object is outside its scope, or where msExchMailboxGuid is empty.',
    );
  });
});

describe('what would fill the attribute after a rule that yields NULL', () => {
  const nullRule = exchangeRule(108);

  it('is an enabled rule of a higher number for the same objects', () => {
    expect(fillers(nullRule, [nullRule, customRule(120, directFlow(mailboxGuid))])).toEqual([[120, 'same-object']]);
  });

  it('is a rule of the same number, too: no order is known between the two', () => {
    const twin = { ...customRule(108, directFlow(mailboxGuid)), id: ruleIdOf(1) };
    expect(fillers(nullRule, [nullRule, twin])).toEqual([[108, 'same-object']]);
  });

  it.each([
    ['a disabled rule', { disabled: true }],
    ['a rule that flows nothing', { linkType: 'JoinNoFlow' }],
    ['a rule of another metaverse type', { targetObjectType: 'group' }],
    ['an outbound rule', { direction: 'outbound' }],
  ] as const)('is not %s', (_what, overrides) => {
    expect(fillers(nullRule, [nullRule, customRule(120, directFlow(mailboxGuid), overrides)])).toEqual([]);
  });

  it.each(['NULL', 'AuthoritativeNull', 'IgnoreThisFlow'])('is not a rule that says %s', (literal) => {
    expect(fillers(nullRule, [nullRule, customRule(120, expressionFlow(mailboxGuid, literal))])).toEqual([]);
  });

  it('is not an expression that comes to no value in any branch', () => {
    const flow = expressionFlow(mailboxGuid, 'IIF([a]="x",AuthoritativeNull,IgnoreThisFlow)');
    expect(fillers(nullRule, [nullRule, customRule(120, flow)])).toEqual([]);
  });

  it('is an unknown expression, to be on the safe side', () => {
    const rule = customRule(120, expressionFlow(mailboxGuid, 'IIF(IsPresent([a]),[a],NULL)'));
    expect(fillers(nullRule, [nullRule, rule])).toEqual([[120, 'same-object']]);
  });

  it('is the rule of another forest whose users are joined to the same person', () => {
    const rules = [nullRule, joinRule(101, otherForest), exchangeRule(110, otherForest)];
    expect(fillers(nullRule, rules)).toEqual([[110, 'other-connector']]);
  });

  it('is another object type of the same forest only where it can be joined, and it says so', () => {
    const other = exchangeRule(109, inetOrgPerson);
    expect(fillers(nullRule, [nullRule, other])).toEqual([]);
    expect(fillers(nullRule, [nullRule, other, joinRule(101, inetOrgPerson)])).toEqual([[109, 'other-object-type']]);
  });

  it('is a rule for any metaverse type', () => {
    const rule = customRule(120, directFlow(mailboxGuid), { targetObjectType: '*' });
    expect(fillers(nullRule, [nullRule, rule])).toEqual([[120, 'same-object']]);
  });

  it('is no rule that is about to go', () => {
    const other = exchangeRule(120);
    expect(wouldFillAfter(nullRule, possibleRivals(mailboxGuid, [nullRule, other], new Set([other.id])))).toEqual([]);
  });

  it('is told apart from rules that win before it anyway', () => {
    const rules = [nullRule, customRule(90, directFlow(mailboxGuid)), customRule(120, directFlow(mailboxGuid))];
    expect(
      winsBefore(nullRule, possibleRivals(mailboxGuid, rules)).map(({ contributor }) => contributor.precedence),
    ).toEqual([90]);
  });
});
