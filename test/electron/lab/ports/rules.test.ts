import { describe, expect, it } from 'vitest';
import { upgradeServer } from '../../../../electron/lab/ports/upgrade-server.ts';
import { zeroGuid, type Guid } from '../../../../shared/base/guid.ts';
import type { ConnectorId, RuleId } from '../../../../shared/base/identifiers.ts';
import type { WindowOf } from '../../../../shared/systems/call.ts';
import type { ConnectorSpaceObject } from '../../../../shared/systems/sync-server/sync-server.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { call, ruleNamed, runningLab, valueOf } from '../running-lab.ts';

const exchangeRule = 'In from AD - User Exchange';
const newId = 'eeeeeeee-0000-4000-8000-000000000000' as Guid as RuleId;

function cloneOf(rule: SyncRule, precedence: number): SyncRule {
  return { ...rule, id: newId, internalId: newId, name: `${rule.name} - Cloned - today`, immutableTag: '', precedence };
}

describe('Add-ADSyncRule (entra-connect.md §3.2)', () => {
  it('creates a rule that is not there', async () => {
    const lab = runningLab();
    const clone = cloneOf(ruleNamed(lab, exchangeRule), 200);
    expect(await lab.server.putRule(clone, call)).toMatchObject({ ok: true });
    expect(valueOf(await lab.server.rules(call))).toContainEqual(clone);
  });

  it('replaces the rule of the same identifier', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    const count = lab.state.server.rules.length;
    await lab.server.putRule({ ...rule, disabled: true }, call);
    expect(lab.state.server.rules).toHaveLength(count);
    expect(ruleNamed(lab, exchangeRule).disabled).toBe(true);
  });

  it('refuses a precedence that another rule has, a disabled one too (entra-connect.md §3.4)', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    await lab.server.putRule({ ...rule, disabled: true }, call);
    expect(await lab.server.putRule(cloneOf(rule, rule.precedence), call)).toMatchObject({
      failure: { code: 'duplicate-precedence' },
    });
  });

  it('accepts it in the other reading (entra-connect.md §9 item 1)', async () => {
    const lab = runningLab();
    lab.state.readings = { ...lab.state.readings, duplicatePrecedence: 'accepted' };
    const rule = ruleNamed(lab, exchangeRule);
    expect(await lab.server.putRule(cloneOf(rule, rule.precedence), call)).toMatchObject({ ok: true });
  });

  it('refuses an unknown target attribute in the words of the product (entra-connect.md §3.4)', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    const flows = rule.flows.map((flow, index) => (index === 0 ? { ...flow, destination: 'noSuchThing' } : flow));
    expect(await lab.server.putRule({ ...rule, flows }, call)).toMatchObject({
      failure: {
        code: 'rule-attribute-unknown',
        raw: `${rule.name} (${rule.id}): AttributeFlowMapping's specified target attribute 'noSuchThing' is not a defined attribute type.`,
      },
    });
  });

  it('refuses an unknown connector in the words of the product (entra-connect.md §3.4)', async () => {
    const lab = runningLab();
    const rule = { ...ruleNamed(lab, exchangeRule), connectorId: zeroGuid as ConnectorId };
    expect(await lab.server.putRule(rule, call)).toMatchObject({
      failure: { code: 'connector-unknown', raw: 'specified management agent cannot be found' },
    });
  });

  it.each([
    ['accepted', true],
    ['refused', false],
  ] as const)('of a changed default rule is %s, as read (entra-connect.md §9 item 4)', async (reading, ok) => {
    const lab = runningLab();
    lab.state.readings = { ...lab.state.readings, modifiedStandardRule: reading };
    const rule = ruleNamed(lab, exchangeRule);
    expect(await lab.server.putRule({ ...rule, flows: rule.flows.slice(1) }, call)).toMatchObject({ ok });
    expect(await lab.server.putRule({ ...rule, disabled: true }, call)).toMatchObject({ ok: true });
  });

  it('leaves a refused rule as it was', async () => {
    const lab = runningLab();
    const before = lab.state.server.rules;
    await lab.server.removeRule(newId, call);
    expect(lab.state.server.rules).toBe(before);
  });
});

describe('an upgrade (entra-connect.md §0.2, §4)', () => {
  it('creates a deleted default rule again, enabled', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    await lab.server.removeRule(rule.id, call);
    upgradeServer(lab.state, '2.7.0.0');
    const recreated = ruleNamed(lab, exchangeRule);
    expect(recreated).toMatchObject({ disabled: false, precedence: rule.precedence, flows: rule.flows });
    expect(recreated.id).not.toBe(rule.id);
    expect(valueOf(await lab.server.facts(call)).productVersion).toBe('2.7.0.0');
  });

  it('leaves a disabled default rule disabled', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    await lab.server.putRule({ ...rule, disabled: true }, call);
    upgradeServer(lab.state, '2.7.0.0');
    expect(lab.state.server.rules.filter(({ name }) => name === exchangeRule)).toMatchObject([{ disabled: true }]);
  });

  it('moves a custom rule at 100 or above out of the way of the default that comes back (entra-connect.md §1.2)', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, exchangeRule);
    await lab.server.removeRule(rule.id, call);
    await lab.server.putRule(cloneOf(rule, rule.precedence), call);
    upgradeServer(lab.state, '2.7.0.0');
    const numbers = lab.state.server.rules.map(({ precedence }) => precedence);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(ruleNamed(lab, exchangeRule).precedence).toBe(rule.precedence);
    expect(lab.state.server.rules.find(({ id }) => id === newId)!.precedence).toBeGreaterThan(rule.precedence);
  });

  it('never moves a custom rule below 100', async () => {
    const lab = runningLab();
    await lab.server.putRule(cloneOf(ruleNamed(lab, exchangeRule), 50), call);
    upgradeServer(lab.state, '2.7.0.0');
    expect(lab.state.server.rules.find(({ id }) => id === newId)).toMatchObject({ precedence: 50 });
  });
});

describe('the readers of the server', () => {
  it('hand out connector space objects in windows, with the attributes asked for', async () => {
    const lab = runningLab();
    const [connector] = lab.state.server.connectors.filter(({ kind }) => kind === 'entra');
    const seen: string[] = [];
    let start: number | undefined = 0;
    while (start !== undefined) {
      const page: WindowOf<ConnectorSpaceObject> = valueOf(
        await lab.server.connectorSpace(connector!.id, { start, count: 7, attributes: ['sourceAnchor'] }, call),
      );
      seen.push(...page.items.map(({ id }) => id));
      expect(
        page.items.flatMap(({ attributes }) => [...attributes.keys()]).every((name) => name === 'sourceAnchor'),
      ).toBe(true);
      start = page.next;
    }
    expect(seen).toEqual([...lab.state.connectorSpaces.get(connector!.id)!.objects.values()].map(({ id }) => id));
  });

  it('name the rule and the connector that won a metaverse attribute', async () => {
    const lab = runningLab();
    const [connector] = lab.state.server.connectors.filter(({ kind }) => kind === 'ad');
    const window = { start: 0, count: 1000, attributes: ['msExchMailboxGuid'] };
    const { items } = valueOf(await lab.server.metaverse(connector!.id, window, call));
    const winners = new Set(
      items.flatMap(({ attributes }) => [...attributes.values()].map(({ ruleName }) => ruleName)),
    );
    expect([...winners]).toContain(exchangeRule);
    expect(items[0]?.lineage[0]?.distinguishedName).not.toBe('');
  });

  it('write a configuration export that reads back', async () => {
    const lab = runningLab();
    const files = valueOf(await lab.server.exportConfiguration(call));
    expect(files.filter(({ path }) => path.startsWith('SynchronizationRules/'))).toHaveLength(
      lab.state.server.rules.length,
    );
  });

  it('preview one object without changing anything', async () => {
    const lab = runningLab();
    const [connector] = lab.state.server.connectors.filter(({ kind }) => kind === 'ad');
    await lab.server.removeRule(ruleNamed(lab, exchangeRule).id, call);
    const [person] = [...lab.state.connectorSpaces.get(connector!.id)!.objects.values()].filter(
      ({ attributes, objectType }) => {
        return objectType === 'user' && attributes.has('msExchMailboxGuid') && attributes.has('mailNickname');
      },
    );
    const metaverse = [...lab.state.metaverse.values()];
    const shown = valueOf(await lab.server.preview(connector!.id, person!.distinguishedName, call));
    expect(shown.metaverse).toContainEqual(
      expect.objectContaining({ attribute: 'msExchMailboxGuid', after: undefined }),
    );
    expect([...lab.state.metaverse.values()]).toEqual(metaverse);
  });

  it('say that an object is not there', async () => {
    const lab = runningLab();
    const { id } = lab.state.server.connectors[0]!;
    expect(await lab.server.preview(id, 'CN=Nobody', call)).toMatchObject({ failure: { code: 'not-found' } });
  });
});
