import { describe, expect, it } from 'vitest';
import { completedConfiguration } from '../../../../electron/lab/world/complete-configuration.ts';
import { createScenario } from '../../../../electron/lab/world/create-scenario.ts';
import { defaultConfiguration } from '../../../../electron/lab/world/default-rules/configuration.ts';
import { contributorsOf } from '../../../../shared/entra-connect/contributors/contributors.ts';
import { readExport } from '../../../../shared/entra-connect/formats/read-export.ts';
import type { ExportContent } from '../../../../shared/entra-connect/formats/content.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { recreationScript } from '../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import {
  customRule,
  exchangeRule,
  expressionFlow,
  forestConnectorId,
  otherForestConnectorId,
} from '../../../shared/entra-connect/rules/rule-builder.ts';
import { policyOf } from '../../../shared/entra-connect/formats/wizard-json/policy-writer.ts';

function contentOf(text: string): ExportContent {
  const outcome = readExport([{ path: 'file', text }]);
  if (!outcome.ok) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  return outcome.content;
}

function scriptOf(...rules: readonly SyncRule[]): ExportContent {
  return contentOf(rules.map(recreationScript).join('\n'));
}

const override = customRule(50, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'));

describe('a lab of single rules', () => {
  it('has them as they are, and out-of-box rules of the same forest around them', () => {
    const changed = exchangeRule(108, { description: 'ours' });
    const { configuration, notes } = completedConfiguration(scriptOf(changed, override));
    expect(configuration.rules).toEqual(expect.arrayContaining([changed, override]));
    expect(configuration.rules.filter(({ name }) => name === changed.name)).toEqual([changed]);
    expect(configuration.rules.length).toBeGreaterThan(30);
    const numbers = configuration.rules.map(({ precedence }) => precedence);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(notes.join('\n')).toContain('made up');
  });

  it('has a forest for each connector that they name', () => {
    const other = exchangeRule(110, { connectorId: otherForestConnectorId });
    const { configuration } = completedConfiguration(scriptOf(exchangeRule(108), other));
    const ids = configuration.connectors.filter(({ kind }) => kind === 'ad').map(({ id }) => id);
    expect(ids).toEqual([forestConnectorId, otherForestConnectorId]);
  });

  it('comes to life, and the rules take effect in it', () => {
    const { configuration } = completedConfiguration(scriptOf(override));
    const created = createScenario('clean', { rules: configuration, users: 30 });
    if (!created.ok) throw new Error(created.failure.raw);
    const { inbound } = contributorsOf('msExchMailboxGuid', { rules: created.value.state.server.rules });
    expect(inbound.map(({ precedence }) => precedence)).toContain(50);
    const guids = created.value.state.tenant.objects.size;
    expect(guids).toBeGreaterThan(20);
  });
});

describe('a lab of a settings file of the wizard', () => {
  it('has forests, scope, custom rules, and the default rules under their identifiers and numbers', () => {
    const server = defaultConfiguration(['contoso.com', 'fabrikam.com']);
    const [forest] = server.connectors.filter(({ kind }) => kind === 'ad');
    if (forest === undefined) throw new Error('No forest');
    const own = { ...override, connectorId: forest.id };
    const renumbered = server.rules.map((rule) => ({ ...rule, precedence: rule.precedence + 20 }));
    const written = { ...server, rules: [...renumbered, own] };
    const { configuration } = completedConfiguration(contentOf(policyOf(written)));
    const byNumber = (rules: readonly SyncRule[]) =>
      rules
        .map(({ id, name, precedence }) => ({ id, name, precedence }))
        .toSorted((a, b) => a.precedence - b.precedence);
    expect(byNumber(configuration.rules)).toEqual(byNumber(written.rules));
    const scopes = (all: typeof server.connectors) =>
      all
        .filter(({ kind }) => kind === 'ad')
        .map(({ id, name, partitions }) => ({
          id,
          name,
          inclusions: partitions.map((one) => one.containerInclusions),
        }));
    expect(scopes(configuration.connectors)).toEqual(scopes(server.connectors));
  });
});
