import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveLab, type ServedLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { failed } from '../../../../shared/base/failure.ts';
import { base64FromBytes } from '../../../../shared/base/base64.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../running-lab.ts';
import { onPowershell, powershell, runScript } from './powershell.ts';

const minutes = 60_000;

describe.skipIf(powershell === undefined)(
  onPowershell('the cmdlets of the stand-in module'),
  { timeout: 5 * minutes },
  () => {
    let folder: string;
    let lab: RunningLab;
    let served: ServedLab;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-cmdlets-'));
      lab = runningLab();
      served = await serveLab(lab.server);
    });
    afterEach(async () => {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** Runs lines of PowerShell with the module loaded; answers what they print. */
    async function lines(...script: readonly string[]): Promise<readonly string[]> {
      const file = join(folder, 'try.ps1');
      await writeFile(
        file,
        ["$ErrorActionPreference = 'Stop'", `Import-Module -Name '${served.modulePath}'`, ...script].join('\n'),
      );
      const { code, out, error } = await runScript(file, served.environment);
      expect(code, out + error).toBe(0);
      return out.trim().split(/\r?\n/);
    }

    function connectorOf(kind: 'ad' | 'entra') {
      const connector = lab.state.server.connectors.find((candidate) => candidate.kind === kind);
      if (connector === undefined) throw new Error(`The lab has no connector of kind ${kind}`);
      return connector;
    }

    async function firstUser(...attributes: readonly string[]) {
      const { items } = valueOf(
        await lab.server.connectorSpace(connectorOf('ad').id, { start: 0, count: 1000, attributes }, call),
      );
      const user = items.find(({ objectType }) => objectType === 'user');
      if (user === undefined) throw new Error('The lab has no users');
      return user;
    }

    it('give objects of a connector space by page, by name and by identifier', async () => {
      const { id, name } = connectorOf('ad');
      const user = await firstUser();
      const out = await lines(
        `@(Get-ADSyncCSObject -ConnectorIdentifier '${id}' -StartIndex 1 -MaxResultCount 2).Count`,
        `@(Get-ADSyncCSObject -ConnectorName '${name}' -StartIndex 100000 -MaxResultCount 2).Count`,
        `(Get-ADSyncCSObject -ConnectorIdentifier '${id}' -DistinguishedName '${user.distinguishedName}').ObjectId.ToString()`,
        `(Get-ADSyncCSObject -Identifier '${user.id}').DistinguishedName`,
        `(Get-ADSyncCSObject -Identifier '${user.id}').ConnectedMVObjectId.ToString()`,
      );
      expect(out).toEqual(['2', '0', user.id, user.distinguishedName, user.metaverseObjectId]);
    });

    it('give values as text with their type: bytes in base64, integers in decimal', async () => {
      const user = await firstUser('objectGUID', 'userAccountControl');
      const guid = user.attributes.get('objectGUID')?.[0];
      const out = await lines(
        `$user = Get-ADSyncCSObject -Identifier '${user.id}'`,
        "'{0} {1}' -f $user.Attributes['objectGUID'].Type, $user.Attributes['objectGUID'].Values[0]",
        "'{0} {1}' -f $user.Attributes['userAccountControl'].Type, $user.Attributes['userAccountControl'].Values[0]",
      );
      expect(out).toEqual([
        `Binary ${base64FromBytes(guid as Uint8Array)}`,
        `Integer ${String(user.attributes.get('userAccountControl')?.[0])}`,
      ]);
    });

    it('tell which rule has set an attribute of the metaverse', async () => {
      const user = await firstUser();
      const out = await lines(
        `$object = Get-ADSyncMVObject -Identifier '${user.metaverseObjectId ?? ''}'`,
        "$object.Attributes['mailNickname'].SyncRuleName",
        "@($object.Lineage | Where-Object ConnectedCsObjectDN -EQ '" + user.distinguishedName + "').Count",
      );
      expect(out).toEqual(['In from AD - User Exchange', '1']);
    });

    it('give the latest runs first, and their steps when asked', async () => {
      const [latest] = lab.state.server.runHistory.toSorted((one, other) => other.runNumber - one.runNumber);
      const out = await lines(
        '$runs = @(Get-ADSyncRunProfileResult -NumberRequested 2)',
        "'{0} {1} {2}' -f $runs.Count, $runs[0].RunNumber, $runs[0].RunStepResults.Count",
        '@(Get-ADSyncRunProfileResult -RunHistoryId $runs[0].RunHistoryId -RunStepDetails)[0].RunStepResults.Count',
        '@(Get-ADSyncRunStepResult -RunHistoryId $runs[0].RunHistoryId -First)[0].StepResult',
      );
      expect(out).toEqual([`2 ${String(latest?.runNumber)} 0`, '1', String(latest?.steps[0]?.result)]);
    });

    it('show what a change of a rule would do to one user, and change nothing', async () => {
      const original = ruleNamed(lab, 'In from AD - User Exchange');
      valueOf(await lab.server.putRule({ ...original, disabled: true }, call));
      const user = await firstUser('msExchMailboxGuid');
      const out = await lines(
        `$preview = Sync-ADSyncCSObject -ConnectorIdentifier '${connectorOf('ad').id}' -DistinguishedName '${user.distinguishedName}'`,
        '$xml = [xml] $preview.SerializedXml',
        "$xml.SelectSingleNode('preview/mv/mv-changes/delta').operation",
        '$xml.SelectNodes(\'preview/mv/mv-changes/delta/attr[@name="mailNickname"]\').operation',
        "@($xml.SelectNodes('preview/cs-export')).Count",
        '$preview.Commit',
      );
      expect(out).toEqual(['update', 'delete', '2', 'False']);
      expect(
        [...lab.state.metaverse.values()].some(
          ({ id, attributes }) => id === user.metaverseObjectId && attributes.has('mailNickname'),
        ),
      ).toBe(true);
    });

    it('refuse parameters that the real ones do not have, and those of different sets together', async () => {
      const out = await lines(
        'try { Get-ADSyncMVObject -DistinguishedName x } catch { $_.FullyQualifiedErrorId }',
        "try { Get-ADSyncCSObject -Identifier '00000000-0000-0000-0000-000000000000' -StartIndex 1 } catch { $_.FullyQualifiedErrorId }",
        'try { Get-ADSyncConnectorStatistics -ConnectorIdentifier x } catch { $_.FullyQualifiedErrorId }',
      );
      expect(out).toEqual([
        'NamedParameterNotFound,Get-ADSyncMVObject',
        'AmbiguousParameterSet,Get-ADSyncCSObject',
        'NamedParameterNotFound,Get-ADSyncConnectorStatistics',
      ]);
    });

    it('fail with the words of the server, and with nothing before them', async () => {
      await served.close();
      served = await serveLab({
        ...lab.server,
        autoUpgrade: async () =>
          failed({ code: 'access-denied', during: 'x', raw: 'Retrieving the COM class factory', retry: 'pointless' }),
      });
      expect(await lines('try { Get-ADSyncAutoUpgrade -Detail } catch { $_.Exception.Message }')).toEqual([
        'Retrieving the COM class factory',
      ]);
    });
  },
);
