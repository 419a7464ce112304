import { ownersIn, undoAnyway } from '../restore-anyway.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { upgradeServer } from '../../electron/lab/ports/upgrade-server.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { openLab } from '../../electron/lab/store/lab-store.ts';
import { runCycle } from '../../electron/lab/world/settle.ts';
import { deleteTexts } from '../../shared/procedures/null-clone/rule-texts.ts';
import { recommendationTexts } from '../../shared/assessment/texts.ts';
import { reportSchema } from '../../shared/report/model.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { command, documentOf } from '../electron/cli/child.ts';
import { runDocument } from '../electron/cli/documents.ts';
import { onRealExport, realExportFolder, realExportIsHere } from '../shared/entra-connect/rules/real-export.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { decidedWords } from '../remote-mailboxes.ts';

/** The whole of null-override with pilot, widening and undo on Microsoft's sample of a real server, and an upgrade after it. */

const minutes = 60_000;
const remoteMailboxes = new Set([2147483648n, 8589934592n, 17179869184n, 34359738368n]);

async function stateOf(folder: string): Promise<LabState> {
  const opened = await openLab(folder);
  if (!opened.ok) throw new Error(opened.failure.raw);
  await opened.value.close();
  return opened.value.state;
}

/** Metaverse objects with a mailbox GUID that are no remote mailboxes. */
function holders({ metaverse }: LabState) {
  return [...metaverse.values()].filter(
    ({ attributes }) =>
      attributes.has('msExchMailboxGuid') &&
      !remoteMailboxes.has((attributes.get('msExchRecipientTypeDetails')?.[0] ?? 0n) as bigint),
  );
}

function byId({ server }: LabState): ReadonlyMap<string, SyncRule> {
  return new Map(server.rules.map((rule) => [rule.id, rule]));
}

function overridesIn({ server }: LabState): readonly SyncRule[] {
  return server.rules.filter(({ name }) => name.endsWith(' - msExchMailboxGuid AuthoritativeNull'));
}

/** What an upgrade of Microsoft Entra Connect and the full synchronization after it make of a lab. */
function upgraded(state: LabState): LabState {
  upgradeServer(state, '2.7.0.0');
  runCycle(state, 'Initial');
  return state;
}

async function outcomeOf(...words: readonly string[]): Promise<string> {
  const ended = await command(...words, '--yes', '--json');
  return runDocument.parse(documentOf(ended)).outcome;
}

describe.skipIf(!realExportIsHere)(onRealExport('null-override'), { timeout: 5 * minutes }, () => {
  const scene = { lab: '', run: '' };
  let before: LabState;

  beforeAll(async () => {
    const folder = await temporaryFolder();
    Object.assign(scene, { lab: join(folder, 'lab'), run: join(folder, 'run') });
    const made = await command(
      'lab',
      'create',
      'clean',
      '--rules',
      realExportFolder,
      '--users',
      '300',
      '--at',
      scene.lab,
    );
    expect(made.code, made.stderr).toBe(0);
    before = await stateOf(scene.lab);
  }, 5 * minutes);

  it('clears one user first, by one rule, and leaves every other rule and user alone', async () => {
    const user = holders(before).find(({ attributes }) => attributes.has('userPrincipalName'));
    const name = String(user?.attributes.get('userPrincipalName')?.[0]);
    const on = ['--on', `lab:${scene.lab}`, '--run', scene.run];
    const ran = await outcomeOf(
      ...['run', 'null-override', ...on, '--option', `pilot=userPrincipalName=${name}`, '--until', 'prove-effect'],
    );
    expect(ran).toBe('in-progress');
    const state = await stateOf(scene.lab);
    expect(holders(state)).toHaveLength(holders(before).length - 1);
    expect(state.metaverse.get(user?.id as never)?.attributes.has('msExchMailboxGuid')).toBe(false);
    expect(overridesIn(state)).toHaveLength(1);
    const rules = byId(state);
    for (const [id, rule] of byId(before)) expect(rules.get(id)).toEqual(rule);
  });

  it('widens that rule in place to everybody, and adds the one for inetOrgPersons', async () => {
    const [narrow] = overridesIn(await stateOf(scene.lab));
    expect(await outcomeOf('resume', '--run', scene.run)).toBe('verified');
    const state = await stateOf(scene.lab);
    expect(holders(state)).toEqual([]);
    const overrides = overridesIn(state);
    expect(overrides.map(({ sourceObjectType }) => sourceObjectType).sort()).toEqual(['inetOrgPerson', 'user']);
    expect(overrides.find(({ id }) => id === narrow?.id)).toMatchObject({ scopeGroups: [expect.any(Array)] });
    expect(overrides.every(({ precedence }) => precedence < 100)).toBe(true);
    expect(state.server.rules).toHaveLength(64);
    const rules = byId(state);
    for (const [id, rule] of byId(before)) expect(rules.get(id)).toEqual(rule);
  });

  it('touches nothing but the GUID, and deletes nobody', async () => {
    const state = await stateOf(scene.lab);
    expect([...state.metaverse.values()].map(({ id }) => id).sort()).toEqual(
      [...before.metaverse.values()].map(({ id }) => id).sort(),
    );
    for (const { id, attributes } of before.metaverse.values()) {
      const now = state.metaverse.get(id)?.attributes;
      for (const name of ['mailNickname', 'legacyExchangeDN', 'targetAddress', 'msExchArchiveGUID']) {
        expect(now?.get(name)).toEqual(attributes.get(name));
      }
    }
    expect([...state.tenant.objects.values()].filter(({ deletedAt }) => deletedAt !== undefined)).toEqual([]);
  });

  it('still holds after an upgrade', async () => {
    const state = upgraded(await stateOf(scene.lab));
    expect(holders(state)).toEqual([]);
  });

  it('is undone to the very rules and GUIDs there were', async () => {
    const asked = await command(...undoAnyway(scene.run));
    const owners = ownersIn(asked.stdout);
    const ended = owners === undefined ? asked : await command(...undoAnyway(scene.run, owners));
    expect(runDocument.parse(documentOf(ended)).outcome).toBe('undone');
    const state = await stateOf(scene.lab);
    expect(byId(state)).toEqual(byId(before));
    expect(holders(state)).toHaveLength(holders(before).length);
  });

  it('lasts where null-clone with deletion does not, as the report of that run said beforehand', async () => {
    const run = `${scene.run}-clone`;
    expect(await outcomeOf('run', 'null-clone', ...decidedWords, '--on', `lab:${scene.lab}`, '--run', run)).toBe(
      'verified',
    );
    const state = await stateOf(scene.lab);
    expect(holders(state)).toEqual([]);
    expect(holders(upgraded(state)).length).toBe(holders(before).length);
    const report = reportSchema.parse(JSON.parse(await readFile(join(run, 'report', 'report.json'), 'utf8')));
    expect(report.steps.find(({ id }) => id === 'delete-original')?.impact).toContain(deleteTexts.notes[1]);
    expect(deleteTexts.notes[1]).toContain('re-creates a deleted default rule');
    const clone = report.assessment?.recommendation.alternatives.find(({ procedure }) => procedure === 'null-clone');
    expect(clone?.reasons).toContain(recommendationTexts.lastsUntilUpgrade);
  });
});
