import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { leftoverScenarios } from '../../electron/lab/world/scenarios/leftovers.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { changePlanSchema } from '../../shared/change-plan/model.ts';
import { rulesAfter, type RuleOperation } from '../../shared/entra-connect/rules/rule-operation.ts';
import { runDocument, verifyDocument } from '../electron/cli/documents.ts';
import { rulesById } from '../integration/null-clone/lab-run.ts';
import { command, workFolder } from '../matrix/command.ts';
import { guidsIn } from '../matrix/goal.ts';
import { stateIn } from '../matrix/lab-picture.ts';
import { nextSynchronization } from '../matrix/next-synchronization.ts';
import { synchronizeIn } from '../matrix/scene.ts';
import { decisionOf, reasonWords } from '../remote-mailboxes.ts';

/** Whatever somebody left: both procedures of the doctor from the command line, as a consultant takes them. */

const minutes = 60_000;
const root = await workFolder();
const procedures = ['repair-recipe', 'restore-default'] as const;

/** Left in the rules only: on a server that has lived on since, a synchronization has followed. */
const unsynchronized = ['half-applied', 'deleted-default', 'disabled-default', 'modified-default'];
const left = [...unsynchronized, ...leftoverScenarios.map(({ id }) => id)];

/** Two rules of one number, once apart, cannot be brought together again: a server refuses that. */
const irreversible: Readonly<Record<(typeof procedures)[number], readonly string[]>> = {
  'repair-recipe': ['precedence-collision'],
  'restore-default': ['precedence-collision', 'shared-precedence'],
};

// Printing is proved elsewhere, and takes a browser each time.
vi.stubEnv('HYBRID_PREFLIGHT_CHROMIUM', join(root, 'none'));

afterAll(() => rm(root, { recursive: true, force: true }));

/** Runs a command with `--json` and reads its one document by a schema. */
async function told<Document>(schema: z.ZodType<Document>, code: number, ...words: readonly string[]) {
  const ended = await command([...words, '--json']);
  expect({ code: ended.code, stderr: ended.code === code ? '' : ended.stderr }).toEqual({ code, stderr: '' });
  return schema.parse(JSON.parse(ended.stdout));
}

/** The mailbox GUIDs that the cloud will hold when a server has carried operations out and synchronized. */
function guidsAfter(state: LabState, operations: readonly RuleOperation[]): readonly string[] {
  const after = rulesAfter(state.server.rules, operations);
  if (!after.ok) throw new Error(after.conflict.kind);
  const changed = { ...state, server: { ...state.server, rules: after.rules } };
  return guidsIn(nextSynchronization(changed).tenant.objects);
}

async function walk(scenario: string, procedure: (typeof procedures)[number]): Promise<'refused' | 'taken'> {
  const folder = join(root, `${scenario}-${procedure}`);
  const [lab, plan, run] = [join(folder, 'lab'), join(folder, 'plan'), join(folder, 'run')];
  const on = ['--on', `lab:${lab}`];
  await told(z.unknown(), 0, 'lab', 'create', scenario, '--at', lab, '--users', '25');
  if (unsynchronized.includes(scenario)) await synchronizeIn(lab);
  const before = await stateIn(lab);
  const decided = Object.entries(decisionOf(procedure)).flatMap(([name, why]) => ['--option', `${name}=${why}`]);
  const words = [...decided, ...reasonWords];

  const planned = await command(['plan', procedure, ...on, ...words, '--out', plan, '--json']);
  const { operations, blockers, hash } = changePlanSchema.parse(JSON.parse(planned.stdout));
  expect(JSON.parse(await readFile(join(plan, 'change-plan.json'), 'utf8'))).toMatchObject({ hash });
  expect(planned.code).toBe(blockers.length === 0 ? 0 : 1);
  if (blockers.length > 0) {
    const { outcome } = await told(runDocument, 1, 'run', procedure, ...on, ...words, '--run', run, '--yes');
    expect(outcome).toBe('blocked');
    expect(rulesById(await stateIn(lab))).toEqual(rulesById(before));
    return 'refused';
  }

  const ran = await told(runDocument, 0, 'run', procedure, ...on, '--plan', plan, '--run', run, '--yes');
  expect(ran.outcome).toBe('verified');
  expect(guidsIn((await stateIn(lab)).tenant.objects)).toEqual(guidsAfter(before, operations));

  const isReversible = !irreversible[procedure].includes(scenario);
  const changed = await stateIn(lab);
  const undone = await told(runDocument, isReversible ? 0 : 1, 'undo', '--run', run, '--yes');
  // An undo that cannot reach its end writes nothing.
  expect(undone.outcome).toBe(isReversible ? 'undone' : 'verified');
  expect(rulesById(await stateIn(lab))).toEqual(rulesById(isReversible ? before : changed));
  expect(await told(verifyDocument, 0, 'report', 'verify', run)).toMatchObject({ verdict: 'intact' });
  await rm(folder, { recursive: true });
  return 'taken';
}

const refused: Readonly<Record<(typeof procedures)[number], readonly string[]>> = {
  // Nothing is to repair there, or a default rule has to come back first.
  'repair-recipe': [
    ...['half-applied', 'deleted-default', 'disabled-default', 'finished-recipe', 'finished-everywhere'],
    ...['kept-original', 'authoritative-copy', 'override', 'foreign-copy', 'localized-copy', 'renamed-copy'],
    ...['attribute-filter', 'outbound-removed', 'shared-name', 'scheduler-left-off'],
    // A person decides, or it works and has nothing to do with the GUID.
    ...['copy-for-some', 'override-for-some', 'outbound-for-some', 'override-for-contacts', 'refused-value'],
    ...['outbound-override', 'edited-outbound', 'shared-precedence'],
  ],
  'restore-default': ['finished-everywhere', 'attribute-filter', 'override-for-contacts', 'refused-value'],
};

describe.each(procedures)('%s on the command line', (procedure) => {
  it.concurrent.each(left)(
    '%s: is planned, carried out as planned, proved and taken back, or refused unchanged',
    { timeout: 5 * minutes },
    async (scenario) => {
      const end = await walk(scenario, procedure);
      expect(end).toBe(refused[procedure].includes(scenario) ? 'refused' : 'taken');
    },
  );
});
