import fc from 'fast-check';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import { removalScript, stagingScript } from '../../../../../shared/entra-connect/formats/powershell/staging-script.ts';
import { arbitraryRule, hostileBinaryText } from '../../rules/arbitrary-rule.ts';
import { exchangeRule } from '../../rules/rule-builder.ts';
import { parseScript, powershellParser } from './script-parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await powershellParser();
});

describe('a script for staging servers', () => {
  it('parses, and keeps every value in its literal, whatever the names are', () => {
    fc.assert(
      fc.property(arbitraryRule, hostileBinaryText, (rule, connectorName) => {
        const parsed = parseScript(parser, stagingScript([{ rule, connectorName }], ['About']));
        expect(parsed).toMatchObject({ hasErrors: false, expansions: 0 });
        expect(parsed.literals).toContain(connectorName);
        expect(parsed.literals).toContain(rule.name);
      }),
      { numRuns: 100 },
    );
  });

  it('finds the connector by its name, not by an identifier of another server', () => {
    const rule = exchangeRule(99);
    const script = stagingScript([{ rule, connectorName: 'contoso.com' }], []);
    expect(script).toContain("$_.Name -eq 'contoso.com'");
    expect(script).toContain('-Connector $connector[0].Identifier');
    expect(script).not.toContain(rule.connectorId);
  });

  it('refuses an active server and a number that is taken before it writes', () => {
    const script = stagingScript([{ rule: exchangeRule(99), connectorName: 'contoso.com' }], []);
    const write = script.indexOf('New-ADSyncRule');
    expect(script.indexOf('if (-not $scheduler.StagingModeEnabled) { throw')).toBeLessThan(write);
    expect(script.indexOf('$_.Precedence -eq 99')).toBeLessThan(write);
  });

  it('removes a rule only where it is', () => {
    const name = 'One\u2028Remove-ADSyncRule';
    const { commands } = parseScript(parser, removalScript([exchangeRule(99, { name })], []));
    expect(commands.filter((command) => command === 'Remove-ADSyncRule')).toHaveLength(1);
  });
});
