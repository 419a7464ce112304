import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import type { AttributeChange, PreviewResult } from '../../../../shared/systems/sync-server/sync-server.ts';
import { derivedRuleId } from '../../../../shared/procedures/steps/rules/derived-identity.ts';
import { cycleProblems, knownStop, type CycleOutcome } from '../../../../shared/procedures/steps/synchronize/cycle.ts';
import { judgePreview } from '../../../../shared/procedures/steps/first-user/judge-preview.ts';
import { readOptions } from '../../../../shared/procedures/null-clone/options.ts';
import { syncRuleSchema } from '../../../../shared/entra-connect/rules/rule-json.ts';
import { connector, entraConnector, forestId, guid, rule, runOf } from '../builders.ts';

describe('the identifier of a clone', () => {
  it('is the same for the same run and rule', () => {
    expect(derivedRuleId('null-clone', 'run 1', guid(7) as RuleId)).toBe(
      derivedRuleId('null-clone', 'run 1', guid(7) as RuleId),
    );
  });

  it('differs between runs and rules', () => {
    const ids = [
      derivedRuleId('null-clone', 'run 1', guid(7) as RuleId),
      derivedRuleId('null-clone', 'run 2', guid(7) as RuleId),
      derivedRuleId('null-clone', 'run 1', guid(8) as RuleId),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it('is a version 8 identifier of RFC 9562', () => {
    fc.assert(
      fc.property(fc.string(), (runId) => {
        expect(derivedRuleId('null-clone', runId, guid(7) as RuleId)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('options', () => {
  it('have safe standards', () => {
    expect(readOptions({})).toMatchObject({
      ok: true,
      value: { contributors: 'auto', original: 'delete', licence: 'leave', stagingAcknowledged: false, sampleSize: 5 },
    });
  });

  it.each([
    ['contributors', { contributors: 'User Exchange' }],
    ['original', { original: 'burn' }],
    ['licence', { licence: 'all' }],
    ['usage-location', { 'usage-location': 'Germany' }],
    ['acknowledge-staging', { 'acknowledge-staging': 'perhaps' }],
    ['sample-size', { 'sample-size': '0' }],
    ['sample-size', { 'sample-size': 'many' }],
  ])('name what is wrong with %s', (name, given) => {
    expect(readOptions(given)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', during: `Option ${name}` },
    });
  });

  it.each([
    ['sku', { licence: 'assign' }, 'licence=assign needs the option sku. Product to assign'],
    ['contributors', { contributors: '' }, 'Rules to treat'],
  ])('name %s as missing where nothing is given, with what it is for', (name, given, text) => {
    const read = readOptions(given);
    expect(read).toMatchObject({ ok: false, failure: { code: 'input-missing', during: `Option ${name}` } });
    expect(read.ok ? '' : read.failure.raw).not.toContain('“”');
    expect(read.ok ? '' : read.failure.raw).toContain(text);
  });

  it('read identifiers in any notation', () => {
    expect(readOptions({ contributors: `{${guid(7).toUpperCase()}}, ${guid(8)}` })).toMatchObject({
      value: { contributors: [guid(7), guid(8)] },
    });
  });
});

const removal: AttributeChange = {
  attribute: 'msExchMailboxGuid',
  before: ['x'],
  after: undefined,
  ruleName: undefined,
};
const clearing: AttributeChange = {
  attribute: 'mailNickname',
  before: ['anna'],
  after: undefined,
  ruleName: undefined,
};

function previewed(metaverse: readonly AttributeChange[], cloud: readonly AttributeChange[] = []): PreviewResult {
  return {
    connectorId: forestId,
    distinguishedName: 'CN=Anna',
    metaverse,
    exports: [
      {
        connectorId: entraConnector.id,
        connectorName: entraConnector.name,
        distinguishedName: 'CN={41}',
        operation: cloud.length === 0 ? 'none' : 'update',
        changes: cloud,
      },
    ],
    error: undefined,
  };
}

describe('judging a preview', () => {
  const treated = { isTreated: true, hasGuid: true };

  it('is content when only the GUID goes', () => {
    expect(judgePreview(previewed([removal], [removal]), treated)).toEqual({ kind: 'removes-guid', exported: true });
  });

  it('notices that NULL with Apply Once keeps the stored value', () => {
    expect(judgePreview(previewed([]), treated)).toEqual({ kind: 'keeps-guid' });
  });

  it('expects nothing of a user without GUID in the metaverse', () => {
    expect(judgePreview(previewed([]), { isTreated: true, hasGuid: false })).toEqual({ kind: 'no-change' });
  });

  it.each([
    ['another attribute in the metaverse', previewed([removal, clearing])],
    ['another attribute in the cloud', previewed([removal], [removal, clearing])],
    ['another GUID instead of none', previewed([{ ...removal, after: ['y'] }])],
    ['a failing synchronization', { ...previewed([]), error: 'function not found' }],
    [
      'a deletion in the cloud',
      { ...previewed([]), exports: [{ ...previewed([]).exports[0]!, operation: 'delete' as const }] },
    ],
  ])('stops at %s', (_, result) => {
    expect(judgePreview(result, treated).kind).toBe('unexpected');
  });

  it('stops when a user nobody treats would lose the GUID', () => {
    expect(judgePreview(previewed([removal]), { isTreated: false, hasGuid: false }).kind).toBe('unexpected');
  });
});

describe('judging a full cycle', () => {
  const forest = connector();
  const idle = {
    exportAdds: 0,
    exportUpdates: 0,
    exportDeletes: 0,
    importAdds: 0,
    importUpdates: 0,
    importDeletes: 0,
    importNoChange: 0,
    totalConnectors: 0,
  };
  const runs = [
    runOf(forest, 'Full Import'),
    runOf(entraConnector, 'Full Import'),
    runOf(forest, 'Full Synchronization'),
    runOf(entraConnector, 'Full Synchronization'),
    runOf(entraConnector, 'Export'),
  ];
  const good: CycleOutcome = { runs, connectors: [forest, entraConnector], entra: idle, staging: false };
  const step = { stepNumber: 1, result: 'success', counters: {}, errors: [] };

  it('finds nothing wrong with a complete, successful one', () => {
    expect(cycleProblems(good)).toEqual([]);
  });

  it.each([
    ['a run that is missing', { ...good, runs: runs.slice(1) }, 'contoso.com: no full-import has run.'],
    [
      'a step with another result, verbatim',
      {
        ...good,
        runs: [...runs, runOf(forest, 'Export', { steps: [{ ...step, result: 'completed-export-errors' }] })],
      },
      'contoso.com – Export, step 1: completed-export-errors.',
    ],
    [
      'a run that never finished',
      { ...good, runs: [...runs, runOf(forest, 'Export', { isRunComplete: false, result: 'in-progress' })] },
      'contoso.com – Export: not finished.',
    ],
    [
      'a run whose own result is no success',
      { ...good, runs: [...runs, runOf(forest, 'Export', { result: 'stopped-user-termination' })] },
      'contoso.com – Export: stopped-user-termination.',
    ],
    [
      'deletions that wait',
      { ...good, entra: { ...idle, exportDeletes: 2 } },
      '2 deletions would be exported to Microsoft Entra ID.',
    ],
    [
      'deletions that happened',
      {
        ...good,
        runs: [...runs, runOf(entraConnector, 'Export', { steps: [{ ...step, counters: { ExportDelete: 1 } }] })],
      },
      '1 object was deleted in Microsoft Entra ID.',
    ],
    [
      'exports that are left',
      { ...good, entra: { ...idle, exportUpdates: 3 } },
      '3 changes still wait for export to Microsoft Entra ID.',
    ],
  ])('finds %s', (_, outcome: CycleOutcome, problem) => {
    expect(cycleProblems(outcome)).toContain(problem);
  });

  describe('that stopped', () => {
    const errorOf = (text: string) => ({ distinguishedName: '', type: 'extension-dll-exception', text });
    const stoppedWith = (result: string, ...texts: readonly string[]) => [
      ...runs,
      runOf(entraConnector, 'Export', { steps: [{ ...step, result, errors: texts.map(errorOf) }] }),
    ];

    it.each([
      'export\nSystem.InvalidOperationException: Showing a modal dialog box or form when the application is not running in UserInteractive mode is not a valid operation.',
      'Microsoft.Identity.Client.MsalUiRequiredException: AADSTS50076: Due to a configuration change …',
    ])('because Entra Connect cannot sign in is known by what the run tells: %s', (text) => {
      expect(knownStop(stoppedWith('stopped-extension-dll-exception', 'another one', text))).toEqual({
        code: 'service-sign-in-failed',
        raw: text,
      });
    });

    it('before too many deletions is known by its result', () => {
      expect(knownStop(stoppedWith('stopped-deletion-threshold-exceeded', 'AADSTS50076'))).toMatchObject({
        code: 'deletion-threshold-exceeded',
      });
    });

    it('for another reason keeps its words', () => {
      expect(knownStop(stoppedWith('stopped-server', 'The server is not operational.'))).toBeUndefined();
    });

    it('is no step that succeeded', () => {
      expect(knownStop(stoppedWith('success', 'AADSTS50076'))).toBeUndefined();
    });
  });

  it('expects no export from a staging server', () => {
    const staging = { ...good, staging: true, runs: runs.slice(0, 4), entra: { ...idle, exportUpdates: 3 } };
    expect(cycleProblems(staging)).toEqual([]);
  });

  it('never accepts deletions, not even on a staging server', () => {
    const staging = { ...good, staging: true, runs: runs.slice(0, 4), entra: { ...idle, exportDeletes: 3 } };
    expect(cycleProblems(staging)).toHaveLength(1);
  });
});

describe('a rule as JSON', () => {
  it('comes back as it was', () => {
    const original = rule();
    expect(syncRuleSchema.parse(JSON.parse(JSON.stringify(original)))).toEqual(original);
  });

  it('is refused with a field too many', () => {
    expect(syncRuleSchema.safeParse({ ...rule(), extra: 1 }).success).toBe(false);
  });
});
