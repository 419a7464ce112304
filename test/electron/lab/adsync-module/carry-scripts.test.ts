import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { writeCarryScript } from '../../../../electron/cli/carry-script.ts';
import type { Output } from '../../../../electron/cli/output.ts';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { compareConfigurations } from '../../../../shared/entra-connect/comparison/compare.ts';
import { contentOfConfiguration } from '../../../../shared/entra-connect/formats/content.ts';
import type { ServerConfiguration } from '../../../../shared/entra-connect/rules/model.ts';
import { customRule, directFlow, expressionFlow } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { emptyFolder } from '../../disk/temporary-folder.ts';
import { ruleNamed, runningLab, type RunningLab } from '../running-lab.ts';
import { onPowershell, powershell, runScript } from './powershell.ts';

const minutes = 60_000;

const silent: Output = {
  ...{ json: false, interactive: false },
  ...{ line: () => undefined, copyable: () => undefined, transient: () => undefined, document: () => undefined },
};

function serverOf({ state }: RunningLab): ServerConfiguration {
  return { ...state.server, serverName: undefined };
}

describe.skipIf(powershell === undefined)(
  onPowershell('the scripts that carry customizations'),
  { timeout: 5 * minutes },
  () => {
    it('give the second server the customizations of the first, change nothing with -WhatIf, and are undone', async () => {
      const [source, target] = [runningLab(), runningLab()];
      const { connectorId } = ruleNamed(source, 'In from AD - User Exchange');
      const own = customRule(42, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), {
        connectorId,
        name: `It's ours`,
      });
      const more = customRule(43, directFlow('mail'), {
        connectorId,
        name: 'More',
        id: guidOfText('more') as unknown as RuleId,
      });
      const customized: ServerConfiguration = {
        ...source.state.server,
        serverName: undefined,
        rules: [
          ...source.state.server.rules.map((rule) =>
            rule.name === 'In from AD - InetOrgPerson Exchange' ? { ...rule, disabled: true } : rule,
          ),
          own,
          more,
        ],
      };
      const folder = join(await emptyFolder(), 'scripts');
      const side = (title: string, server: ServerConfiguration) => ({ title, content: contentOfConfiguration(server) });
      const before = target.state.server.rules;
      const code = await writeCarryScript(
        folder,
        side('first', customized),
        side('second', serverOf(target)),
        new Map(),
        silent,
      );
      expect(code).toBe(0);
      const served = await serveLab(target.server);
      try {
        const run = (script: string, ...given: readonly string[]) =>
          runScript(join(folder, script), served.environment, '-ModulePath', served.modulePath, ...given);
        const looked = await run('apply.ps1', '-WhatIf');
        expect(looked.code, looked.out + looked.error).toBe(0);
        expect(target.state.server.rules).toEqual(before);
        const applied = await run('apply.ps1');
        expect(applied.code, applied.out + applied.error).toBe(0);
        const compared = compareConfigurations(
          contentOfConfiguration(customized),
          contentOfConfiguration(serverOf(target)),
        );
        expect(compared.rules.filter(({ aspects }) => aspects.length > 0)).toEqual([]);
        expect([...compared.rulesOnlyOn, ...compared.rulesOnlyWith]).toEqual([]);
        expect((await run('undo.ps1')).code).toBe(0);
        expect(target.state.server.rules.map(({ name, disabled }) => [name, disabled])).toEqual(
          before.map(({ name, disabled }) => [name, disabled]),
        );
      } finally {
        await served.close();
      }
      expect(await readFile(join(folder, 'customizations.csv'), 'utf8')).toContain('Disable the default rule');
    });

    it('let two rules change places, and translate the domains that they name', async () => {
      const [source, target] = [runningLab(), runningLab()];
      const { connectorId } = ruleNamed(source, 'In from AD - User Exchange');
      const named = (name: string, precedence: number, domain: string) =>
        customRule(precedence, expressionFlow('msExchMailboxGuid', 'AuthoritativeNull'), {
          ...{ connectorId, name, id: guidOfText(name) as unknown as RuleId },
          scopeGroups: [[{ attribute: 'dn', operator: 'ENDSWITH', value: `OU=${name},${domain}` }]],
        });
      const dev: ServerConfiguration = {
        ...source.state.server,
        serverName: undefined,
        rules: [
          ...source.state.server.rules,
          named('One', 42, 'DC=fabrikam,DC=dev'),
          named('Two', 43, 'dc=fabrikam, dc=dev'),
        ],
        connectors: source.state.server.connectors.map((connector) => ({
          ...connector,
          partitions: connector.partitions.map((partition) => ({
            ...partition,
            distinguishedName: partition.distinguishedName.replace('DC=com', 'DC=dev'),
          })),
        })),
      };
      const { server: there } = target.state;
      there.rules = [...there.rules, named('One', 43, 'DC=fabrikam,DC=com'), named('Two', 42, 'DC=fabrikam,DC=com')];
      const before = there.rules;
      const folder = join(await emptyFolder(), 'scripts');
      const side = (title: string, server: ServerConfiguration) => ({ title, content: contentOfConfiguration(server) });
      const domains = new Map([['dc=fabrikam,dc=dev', 'dc=fabrikam,dc=com']]);
      expect(await writeCarryScript(folder, side('dev', dev), side('prod', serverOf(target)), domains, silent)).toBe(0);
      const served = await serveLab(target.server);
      try {
        const run = (script: string) =>
          runScript(join(folder, script), served.environment, '-ModulePath', served.modulePath);
        const applied = await run('apply.ps1');
        expect(applied.code, applied.out + applied.error).toBe(0);
        const found = ['One', 'Two'].map((name) => ruleNamed(target, name));
        expect(found.map(({ precedence, scopeGroups }) => [precedence, scopeGroups[0]?.[0]?.value])).toEqual([
          [42, 'OU=One,DC=fabrikam,DC=com'],
          [43, 'OU=Two,DC=fabrikam,DC=com'],
        ]);
        const undone = await run('undo.ps1');
        expect(undone.code, undone.out + undone.error).toBe(0);
        const numbers = (rules: typeof before) => rules.map(({ name, precedence }) => [name, precedence]).toSorted();
        expect(numbers(target.state.server.rules)).toEqual(numbers(before));
      } finally {
        await served.close();
      }
    });
  },
);
