import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../electron/disk/run-folder/run-files.ts';
import { command, workFolder, type CommandEnd } from './command.ts';
import { missedGoals } from './goal.ts';
import { stateIn } from './lab-picture.ts';
import { contributorsOf } from './stand-in.ts';
import type { Place } from './process.ts';
import { placeIn, runOn } from './scene.ts';

const nullClone = { procedure: 'null-clone' } as const;

const root = await workFolder();

afterAll(() => rm(root, { recursive: true, force: true }));

async function labOf(scenario: string, users: number, ...words: readonly string[]): Promise<Place> {
  const place = placeIn(root, [scenario, String(users), ...words].join('-').replaceAll(/[^\w-]/g, ''));
  const made = await command(['lab', 'create', scenario, '--users', String(users), '--at', place.lab, ...words]);
  expect(made, made.stderr).toMatchObject({ code: 0 });
  return place;
}

/** Every file of a lab with its bytes. */
async function contentOf({ lab }: Place): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(lab);
  return new Map(
    await Promise.all(
      files.map(async ({ path }) => [path, (await readFile(join(lab, path))).toString('base64')] as const),
    ),
  );
}

interface StepDocument {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
  readonly remedy?: string;
  readonly evidence?: readonly { readonly label: string; readonly after: unknown }[];
}

function documentIn({ stdout }: CommandEnd): { readonly outcome: string; readonly steps: readonly StepDocument[] } {
  return JSON.parse(stdout) as ReturnType<typeof documentIn>;
}

function stepIn(ended: CommandEnd, id: string): StepDocument | undefined {
  return documentIn(ended).steps.find((step) => step.id === id);
}

describe.concurrent('a situation in which null-clone would do harm or nothing', () => {
  it.each([
    ['half-applied', 25, 'applied by half', /enable “In from AD - User Exchange”/],
    ['deleted-default', 25, 'deleted or renamed', /Restore the default rule first/],
    ['disabled-default', 25, 'is disabled', /Enable “In from AD - User Exchange”/],
    ['modified-default', 25, 'was modified', /null-override/],
    ['other-contributor', 25, 'also gives msExchMailboxGuid', /null-override/],
    ['staging', 25, 'staging mode', /acknowledge-staging=yes/],
    ['suspended', 25, 'suspended', /Close the wizard/],
    ['outdated', 25, 'nothing synchronizes with such a version', /Upgrade Microsoft Entra Connect/],
    ['over-deletion-threshold', 700, 'deletion', /deletes nobody/],
  ])('%s is refused before anything is written, with the remedy', async (scenario, users, reason, remedy) => {
    const place = await labOf(scenario, users);
    const before = await contentOf(place);
    const ended = await command([...runOn(place, nullClone), '--json']);
    expect(ended.code).toBe(1);
    expect(documentIn(ended).outcome).toBe('blocked');
    const [first, ...others] = documentIn(ended).steps;
    expect(first).toMatchObject({ id: 'backup', state: 'blocked' });
    expect(first?.reason).toContain(reason);
    expect(first?.remedy).toMatch(remedy);
    expect(others.map(({ state }) => state)).toEqual(others.map(() => 'pending'));
    expect(await contentOf(place)).toEqual(before);
  });
});

describe.concurrent('a situation that null-clone masters', () => {
  it.each(['two-forests', 'inetorgperson', 'licensed'])('%s is taken through to verified', async (scenario) => {
    const place = await labOf(scenario, 25);
    const originals = contributorsOf((await stateIn(place.lab)).server.rules);
    const ended = await command([...runOn(place, nullClone), '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentIn(ended).outcome).toBe('verified');
    const state = await stateIn(place.lab);
    expect(missedGoals(state, originals)).toEqual([]);
  });

  it('staging goes on when it is acknowledged, and says what stays pending', async () => {
    const place = await labOf('staging', 30);
    const ended = await command([...runOn(place, nullClone), '--option', 'acknowledge-staging=yes', '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    const waiting = stepIn(ended, 'full-sync')?.evidence?.find(({ label }) => label.includes('staging'));
    expect(waiting?.after).toBeGreaterThan(0);
  });
});

describe.concurrent('what is documented nowhere and turns out the other way', () => {
  it('NULL with Apply Once that keeps stored values is found by the preview, before anything synchronizes', async () => {
    const place = await labOf('clean', 25, '--reading', 'applyOnceNull=keeps-stored-value');
    const ended = await command([...runOn(place, nullClone), '--json']);
    expect(ended.code).toBe(1);
    expect(stepIn(ended, 'preview')).toMatchObject({ state: 'failed' });
    expect(`${stepIn(ended, 'preview')?.reason ?? ''} ${stepIn(ended, 'preview')?.remedy ?? ''}`).toContain(
      'null-override',
    );
    expect(stepIn(ended, 'resume-scheduler')).toMatchObject({ state: 'pending' });
  });

  it('a server that accepts two rules of one number gets none of them', async () => {
    const place = await labOf('clean', 25, '--reading', 'duplicatePrecedence=accepted');
    const originals = contributorsOf((await stateIn(place.lab)).server.rules);
    const ended = await command([...runOn(place, nullClone), '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(stepIn(ended, 'swap-precedence')?.evidence).toContainEqual(expect.objectContaining({ after: [] }));
    expect(missedGoals(await stateIn(place.lab), originals)).toEqual([]);
  });

  it('a server that refuses changed standard rules still lets them be disabled, and the run says what it found', async () => {
    const place = await labOf('clean', 25, '--reading', 'modifiedStandardRule=refused');
    const originals = contributorsOf((await stateIn(place.lab)).server.rules);
    const ended = await command([...runOn(place, nullClone), '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(missedGoals(await stateIn(place.lab), originals)).toEqual([]);
  });
});
