import { ownersIn, undoAnyway } from '../restore-anyway.ts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttributeBag } from '../../electron/lab/sync-engine/attribute-bag.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { openLab } from '../../electron/lab/store/lab-store.ts';
import { readExport } from '../../electron/targets/open-export.ts';
import { zeroGuid } from '../../shared/base/guid.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { assessDocument, labDocument, runDocument } from '../electron/cli/documents.ts';
import { command, documentOf } from '../electron/cli/child.ts';
import { onRealExport, realExportFolder, realExportIsHere } from '../shared/entra-connect/rules/real-export.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { decidedWords } from '../remote-mailboxes.ts';

/** Microsoft's sample of a real server, assessed, and the whole of null-clone rehearsed on it. */

const minutes = 60_000;
const guidAttribute = 'msExchMailboxGuid';
/** What must stay, by the names of the metaverse and those of the Entra connector. */
const inMetaverse = ['mailNickname', 'legacyExchangeDN', 'targetAddress'];
const inCloud = ['alias', 'legacyExchangeDN', 'targetAddress'];
const signal = new AbortController().signal;

describe.skipIf(!realExportIsHere)(onRealExport('the assessment of a real export'), { timeout: minutes }, () => {
  it('finds who brings the mailbox GUID in and out, why nothing synchronizes, and what is in scope', async () => {
    const end = await command('assess', '--on', `export:${realExportFolder}`, '--json');
    expect(end.code).toBe(0);
    const { contributors, findings } = assessDocument.parse(documentOf(end));
    const numbers = (direction: string) =>
      contributors
        .filter((rule) => rule.direction === direction && !rule.disabled)
        .map((rule) => [rule.precedence, direction === 'inbound' ? rule.sourceObjectType : rule.targetObjectType]);
    expect(numbers('inbound')).toEqual([
      [108, 'user'],
      [109, 'inetOrgPerson'],
    ]);
    expect(numbers('outbound')).toEqual([[125, 'user']]);
    expect(findings.filter(({ outcome }) => outcome === 'failed').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/1\.1\.130\.0 is below 2\.5\.79\.0.*synchronization fails/),
    ]);
    expect(findings.map(({ detail }) => detail).join('\n')).toContain('OU=CORP,DC=contoso,DC=com');
  });
});

describe.skipIf(!realExportIsHere)(onRealExport('the rehearsal of null-clone'), { timeout: 5 * minutes }, () => {
  const scene = { folder: '', lab: '', run: '' };
  const before = { rules: [] as readonly SyncRule[], state: undefined as LabState | undefined };
  const after = { rules: [] as readonly SyncRule[], state: undefined as LabState | undefined };

  beforeAll(async () => {
    scene.folder = await temporaryFolder();
    scene.lab = join(scene.folder, 'lab');
    scene.run = join(scene.folder, 'run');
    const built = [
      'lab',
      'create',
      'clean',
      '--rules',
      realExportFolder,
      '--users',
      '2000',
      '--at',
      scene.lab,
      '--json',
    ];
    labDocument.parse(documentOf(await command(...built)));
    before.rules = await exportedRules('before');
    before.state = await stateOf(scene.lab);
    const ran = await command(
      'run',
      'null-clone',
      ...decidedWords,
      '--on',
      `lab:${scene.lab}`,
      '--run',
      scene.run,
      '--yes',
      '--json',
    );
    expect(ran.code).toBe(0);
    expect(runDocument.parse(documentOf(ran)).outcome).toBe('verified');
    after.rules = await exportedRules('after');
    after.state = await stateOf(scene.lab);
  }, 5 * minutes);

  /** Exports the lab's configuration and reads it as anybody would read a server's. */
  async function exportedRules(name: string): Promise<readonly SyncRule[]> {
    const out = join(scene.folder, name);
    expect((await command('lab', 'export-config', '--at', scene.lab, '--out', out)).code).toBe(0);
    const read = await readExport(out, signal);
    if (!read.ok) throw new Error(read.problem.problems.join('\n'));
    if (read.content.rules.kind !== 'whole') throw new Error(read.content.rules.reason);
    return read.content.rules.value;
  }

  it('leaves all other rules as they are, and the originals are gone', () => {
    const untreated = before.rules.filter(({ precedence }) => precedence !== 108 && precedence !== 109);
    expect(untreated).toHaveLength(60);
    for (const rule of untreated) expect(after.rules).toContainEqual(rule);
    expect(after.rules).toHaveLength(62);
    expect(after.rules.map(({ name }) => name)).not.toContain('In from AD - User Exchange');
    expect(after.rules.map(({ name }) => name)).not.toContain('In from AD - InetOrgPerson Exchange');
  });

  it.each([108, 109])(
    'puts the copy at %i: every flow, scope and join, and only the mailbox GUID is NULL',
    (number) => {
      const [original, clone] = [numbered(before.rules, number), numbered(after.rules, number)];
      expect(clone.name.startsWith(`${original.name} - Cloned - `)).toBe(true);
      expect(clone.immutableTag).toBe('');
      expect(clone.disabled).toBe(false);
      const own = { id: '', internalId: '', name: '', immutableTag: '', version: 0, flows: [] };
      expect({ ...clone, ...own }).toEqual({ ...original, ...own });
      expect(clone.flows).toHaveLength(original.flows.length);
      clone.flows.forEach((flow, index) => {
        if (flow.destination !== guidAttribute) expect(flow).toEqual(original.flows[index]);
        else
          expect(flow).toMatchObject({
            source: { type: 'expression', expression: 'NULL' },
            applyOnce: true,
            mergeType: 'Update',
          });
      });
      expect(clone.flows.filter(({ destination }) => destination === guidAttribute)).toHaveLength(1);
    },
  );

  it('lets no two rules share a number', () => {
    const numbers = after.rules.map(({ precedence }) => precedence);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('clears the mailbox GUID in metaverse and cloud, and touches nothing else of Exchange', () => {
    const [then, now] = [present(before.state), present(after.state)];
    expect(withGuid(then.metaverse.values())).toBeGreaterThan(1500);
    expect(withGuid(now.metaverse.values())).toBe(0);
    expect(withGuid(then.tenant.objects.values())).toBeGreaterThan(1500);
    expect(withGuid(now.tenant.objects.values())).toBe(0);
    for (const [attributes, table] of [
      [inMetaverse, (state: LabState) => state.metaverse.values()],
      [inCloud, (state: LabState) => state.tenant.objects.values()],
    ] as const) {
      for (const name of attributes) expect(having(name, table(then)), name).toBeGreaterThan(0);
      expect(valuesOf(attributes, table(now))).toEqual(valuesOf(attributes, table(then)));
    }
    const onPremises = new Set(
      [...then.exchangeOnline.recipients.values()]
        .filter(({ recipientTypeDetails }) => recipientTypeDetails === 'MailUser')
        .map(({ exchangeGuid }) => exchangeGuid),
    );
    onPremises.delete(zeroGuid);
    expect(onPremises.size).toBeGreaterThan(1500);
    const left = [...now.exchangeOnline.recipients.values()].filter(({ exchangeGuid }) => onPremises.has(exchangeGuid));
    expect(left).toEqual([]);
  });

  it('deletes nobody', () => {
    const [then, now] = [present(before.state), present(after.state)];
    const ids = (rows: Iterable<{ readonly id: string }>) => [...rows].map(({ id }) => id).sort();
    expect(ids(now.metaverse.values())).toEqual(ids(then.metaverse.values()));
    expect(ids(now.tenant.objects.values())).toEqual(ids(then.tenant.objects.values()));
    expect([...now.tenant.objects.values()].filter(({ deletedAt }) => deletedAt !== undefined)).toEqual([]);
  });

  it('gives every licensed user a mailbox with a new GUID', () => {
    const [then, now] = [present(before.state), present(after.state)];
    const licensed = [...then.tenant.objects.values()].filter(
      ({ cloud, attributes }) => (cloud?.licenses.length ?? 0) > 0 && attributes.has(guidAttribute),
    );
    expect(licensed.length).toBeGreaterThan(0);
    const recipients = new Map(
      [...now.exchangeOnline.recipients.values()].map((row) => [row.externalDirectoryObjectId, row]),
    );
    for (const { id } of licensed) {
      expect(recipients.get(id)).toMatchObject({ recipientTypeDetails: 'UserMailbox' });
      expect(recipients.get(id)?.exchangeGuid).not.toBe(zeroGuid);
    }
  });

  it('is undone to the very rules there were, file by file', async () => {
    const asked = await command(...undoAnyway(scene.run));
    const owners = ownersIn(asked.stdout);
    const undone = owners === undefined ? asked : await command(...undoAnyway(scene.run, owners));
    expect(undone.code).toBe(0);
    expect(runDocument.parse(documentOf(undone)).outcome).toBe('undone');
    expect(byName(await exportedRules('undone'))).toEqual(byName(before.rules));
    expect(await ruleFiles(join(scene.folder, 'undone'))).toEqual(await ruleFiles(join(scene.folder, 'before')));
  });
});

function numbered(rules: readonly SyncRule[], number: number): SyncRule {
  const [rule] = rules.filter(({ precedence }) => precedence === number);
  if (rule === undefined) throw new Error(`No rule stands at ${String(number)}`);
  return rule;
}

function byName(rules: readonly SyncRule[]): readonly SyncRule[] {
  return rules.toSorted((left, right) => left.name.localeCompare(right.name));
}

async function ruleFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const rules = join(folder, 'SynchronizationRules');
  const names = (await readdir(rules)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(rules, name), 'utf8')] as const)),
  );
}

async function stateOf(folder: string): Promise<LabState> {
  const opened = await openLab(folder);
  if (!opened.ok) throw new Error(opened.failure.raw);
  await opened.value.close();
  return opened.value.state;
}

function present(state: LabState | undefined): LabState {
  if (state === undefined) throw new Error('The lab was not read');
  return state;
}

interface Row {
  readonly id: string;
  readonly attributes: AttributeBag;
}

function withGuid(rows: Iterable<Row>): number {
  return having(guidAttribute, rows);
}

function having(attribute: string, rows: Iterable<Row>): number {
  return [...rows].filter(({ attributes }) => attributes.has(attribute)).length;
}

/** Of every object some of its attributes. */
function valuesOf(names: readonly string[], rows: Iterable<Row>): ReadonlyMap<string, unknown> {
  return new Map([...rows].map(({ id, attributes }) => [id, names.map((name) => attributes.get(name))] as const));
}
