import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { containersOf } from '../../../../electron/lab/world/containers.ts';
import { createScenario, type CreatedScenario } from '../../../../electron/lab/world/create-scenario.ts';
import { currentServerVersion } from '../../../../electron/lab/world/default-rules/global-parameters.ts';
import { countFirings } from '../../../../electron/lab/world/firings.ts';
import { standardRulesOf } from '../../../../electron/lab/world/from-export.ts';
import { unreachableText } from '../../../../electron/lab/world/messages.ts';
import { describeLab } from '../../../../electron/lab/world/show.ts';
import { adConnectorsOf, isPerson } from '../../../../electron/lab/world/world.ts';
import { defaultConfiguration } from '../../../../electron/lab/world/default-rules/configuration.ts';
import { readExportFiles } from '../../../../electron/disk/export-files/export-files.ts';
import { parkingPrecedence, planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { readConfiguration } from '../../../../shared/entra-connect/formats/export/read-configuration.ts';
import type { ServerConfiguration } from '../../../../shared/entra-connect/rules/model.ts';

const realExport = '../shared/data/aadconnect';
const users = 300;

function created(options: Parameters<typeof createScenario>[1], id = 'clean'): CreatedScenario {
  const answer = createScenario(id, options);
  if (!answer.ok) throw new Error(answer.failure.raw);
  return answer.value;
}

describe.skipIf(!existsSync(realExport))(
  `a rehearsal on the real export (skipped where ${realExport} is absent)`,
  () => {
    let configuration: ServerConfiguration;
    let lab: CreatedScenario;

    beforeAll(async () => {
      const folder = await readExportFiles(realExport, AbortSignal.timeout(30_000));
      if (!folder.ok) throw new Error(JSON.stringify(folder.errors));
      const read = readConfiguration(folder.files);
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      ({ configuration } = read.document);
      lab = created({ users, rules: configuration });
    });

    it('brings every rule of the export along', () => {
      expect(lab.state.server.rules).toEqual(configuration.rules);
      expect(lab.state.server.rules).toHaveLength(62);
    });

    it('accounts for every enabled rule: it applies to somebody, or there is a reason', () => {
      const firings = countFirings(lab.state);
      const unreachable = new Set(
        lab.witnesses.filter(({ result }) => result.kind === 'unreachable').map(({ ruleId }) => ruleId),
      );
      expect([...firings].filter(([id, count]) => count === 0 && !unreachable.has(id))).toEqual([]);
      expect([...firings].filter(([id, count]) => count > 0 && unreachable.has(id))).toEqual([]);
      expect(firings.size).toBe(62);
    });

    it('finds an object for all rules but three, whose reasons are true', () => {
      const missing = lab.witnesses.flatMap(({ ruleName, result }) =>
        result.kind === 'unreachable' ? [[ruleName, result.reason.kind]] : [],
      );
      expect(missing).toEqual([
        // Joins users of another forest; this export has one.
        ['In from AD - ForeignSecurityPrincipal Join User', 'joins-own-connector'],
        // Asks for cloudMastered = False, which no rule of the export flows into the metaverse.
        ['Out to AD - User Join SOAInAD', 'no-contributor'],
        // Joins devices that came from the cloud; here they come from the same connector's computers.
        ['In from AD - Device Common', 'joins-own-connector'],
      ]);
      const flowed = configuration.rules.flatMap(({ flows }) => flows.map(({ destination }) => destination));
      expect(flowed).not.toContain('cloudMastered');
      expect(adConnectorsOf(configuration)).toHaveLength(1);
    });

    it('says each reason in words', () => {
      const texts = lab.witnesses.flatMap(({ result }) =>
        result.kind === 'unreachable' ? [unreachableText(result.reason)] : [],
      );
      expect(texts.every((text) => text.length > 30 && !text.includes('undefined'))).toBe(true);
    });

    it('synchronizes without an error', () => {
      expect(lab.state.server.runHistory.filter(({ result }) => result !== 'success')).toEqual([]);
    });

    it('keeps everybody invented for a rule within the OU scope of the export', () => {
      const names = lab.witnesses.flatMap(({ result }) =>
        result.kind === 'witnessed' ? [result.distinguishedName] : [],
      );
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name) => !name.endsWith(',OU=CORP,DC=contoso,DC=com'))).toEqual([]);
      expect(containersOf(adConnectorsOf(configuration)[0]!)).toMatchObject({
        synchronized: ['OU=CORP,DC=contoso,DC=com'],
        other: 'OU=Not Synchronized,DC=contoso,DC=com',
      });
    });

    it('has as many user-like objects as asked for, those for rules included', () => {
      expect([...lab.state.forests[0]!.objects.values()].filter(isPerson)).toHaveLength(users);
    });

    it('runs a current version of the server, and with keepVersion the one of the export', () => {
      expect(lab.state.server.productVersion).toBe(currentServerVersion);
      const kept = created({ users: 30, rules: configuration, keepVersion: true }).state.server;
      expect(kept.productVersion).toBe('1.1.130.0');
      expect(kept.globalParameters).toEqual(configuration.globalParameters);
    });

    it('leaves the global parameters of the export alone but for the version', () => {
      const { globalParameters } = lab.state.server;
      const changed = [...globalParameters].filter(
        ([name, value]) => configuration.globalParameters.get(name) !== value,
      );
      expect(changed).toEqual([['Microsoft.Synchronize.ServerConfigurationVersion', currentServerVersion]]);
    });

    it.each(['half-applied', 'deleted-default', 'other-contributor', 'licensed', 'staging'])(
      'can be put into the situation %s',
      (id) => {
        const { state } = created({ users: 60, rules: configuration }, id);
        expect(state.server.runHistory.filter(({ result }) => result !== 'success')).toEqual([]);
      },
    );

    it('cannot be two forests', () => {
      const answer = createScenario('two-forests', { users: 30, rules: configuration });
      expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    });
  },
);

describe('a rehearsal', () => {
  const configuration = defaultConfiguration(['alpine-ski-house.com', 'lucerne.example']);

  it('spreads the people over the forests of the configuration', () => {
    const { state } = created({ users: 101, rules: configuration });
    const counts = state.forests.map(({ objects }) => [...objects.values()].filter(isPerson).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(101);
    expect(Math.min(...counts)).toBeGreaterThan(40);
  });

  it('stays in staging when the export is, and yet has a filled cloud', () => {
    const parameters = new Map([
      ...configuration.globalParameters,
      ['Microsoft.Synchronize.StagingMode', 'True'] as const,
    ]);
    const { state } = created({ users: 40, rules: { ...configuration, globalParameters: parameters } });
    expect(describeLab(state).scheduler.stagingMode).toBe(true);
    expect(state.tenant.objects.size).toBeGreaterThan(30);
  });

  it('is refused where no AD connector synchronizes anything', () => {
    const connectors = configuration.connectors.map((connector) => ({ ...connector, partitions: [] }));
    const answer = createScenario('clean', { rules: { ...configuration, connectors } });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  it('knows the default rule that was deleted after being cloned', () => {
    const original = configuration.rules.find(({ name }) => name === 'In from AD - User Exchange')!;
    const clone = planClone(original, {
      id: 'c' as RuleId,
      date: 'yesterday',
      precedence: parkingPrecedence,
      configuration,
    });
    const rules = [...configuration.rules.filter(({ id }) => id !== original.id), clone];
    const standard = standardRulesOf({ ...configuration, rules });
    expect(
      standard.find(({ name, connectorId }) => name === original.name && connectorId === original.connectorId),
    ).toMatchObject({
      immutableTag: original.immutableTag,
      disabled: false,
    });
    expect(standard).toHaveLength(configuration.rules.length);
  });
});
