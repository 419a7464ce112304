import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changePlanSchema, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import { command, documentOf, type CommandEnd } from '../../electron/cli/child.ts';
import { errorDocument, runDocument } from '../../electron/cli/documents.ts';
import { emptyFolder } from '../../electron/disk/temporary-folder.ts';
import { decidedWords, reasonWords } from '../../remote-mailboxes.ts';

const minutes = 60_000;

interface Scene {
  readonly folder: string;
  readonly lab: string;
  readonly plan: string;
}

async function scene(scenario = 'clean'): Promise<Scene> {
  const folder = await emptyFolder();
  const lab = join(folder, 'lab');
  expect((await command('lab', 'create', scenario, '--at', lab, '--users', '40', '--json')).code).toBe(0);
  return { folder, lab, plan: join(folder, 'plan') };
}

function planned(target: string, out: string, procedure = 'null-clone', ...more: readonly string[]) {
  const decided = procedure === 'null-clone' ? decidedWords : [];
  return command('plan', procedure, '--on', target, '--out', out, '--json', ...decided, ...more);
}

async function planOf(folder: string): Promise<ChangePlanDocument> {
  return changePlanSchema.parse(JSON.parse(await readFile(join(folder, 'change-plan.json'), 'utf8')));
}

function carriedOut({ lab, plan, folder }: Scene, ...more: readonly string[]): Promise<CommandEnd> {
  const run = join(folder, 'run');
  return command('run', 'null-clone', '--on', `lab:${lab}`, '--plan', plan, '--run', run, '--yes', '--json', ...more);
}

/** Rules of a lab by name, as its export shows them to anybody. */
async function exportedPlan({ lab, folder }: Scene, procedure = 'null-clone'): Promise<ChangePlanDocument> {
  const [configuration, plan] = [join(folder, 'export'), join(folder, 'export-plan')];
  expect((await command('lab', 'export-config', '--at', lab, '--out', configuration)).code).toBe(0);
  expect((await planned(`export:${configuration}`, plan, procedure)).code).toBe(0);
  return planOf(plan);
}

/** Where the doctor's procedures have something to do. */
const scenarios: Readonly<Record<string, string>> = {
  'repair-recipe': 'copy-beside-original',
  'restore-default': 'finished-recipe',
};

describe('plan', { timeout: 3 * minutes }, () => {
  it('says how one user is synchronized first by hand, because its scripts synchronize nobody', async () => {
    const here = await scene();
    const name = String.raw`CN=Çelik\, Amélie,OU=Staff,OU=Company,DC=fabrikam,DC=com`;
    const end = await planned(`lab:${here.lab}`, here.plan, 'null-clone', '--option', `first-user=${name}`);
    expect(end.code, end.stderr).toBe(0);
    const plan = await planOf(here.plan);
    expect(plan.prerequisites[0]).toContain(`Invoke-ADSyncSingleObjectSync -DistinguishedName '${name}' -NoHtmlReport`);
    expect(plan.prerequisites[0]).toContain('turn the scheduler off before apply.ps1');
    expect(plan.steps.find(({ id }) => id === 'first-user')?.commands?.[1]).toContain(name);
  });

  it('is refused where the first user would prove nothing, and says why', async () => {
    const here = await scene();
    const name = 'CN=Nobody,OU=Staff,OU=Company,DC=fabrikam,DC=com';
    await planned(`lab:${here.lab}`, here.plan, 'null-override', '--option', `first-user=${name}`);
    const plan = await planOf(here.plan);
    expect(plan.blockers.map(({ id }) => id)).toEqual(['first-user']);
  });

  it('of a repair that would clear the GUID of remote mailboxes is refused; with a decision, their risk comes first', async () => {
    const here = await scene('copy-with-constant-null');
    expect((await command('plan', 'repair-recipe', '--on', `lab:${here.lab}`, '--out', here.plan)).code).toBe(1);
    const { blockers } = await planOf(here.plan);
    expect(blockers.map(({ id }) => id)).toEqual(['remote-mailboxes']);
    const decided = await planned(`lab:${here.lab}`, `${here.plan}-decided`, 'repair-recipe', ...decidedWords);
    expect(decided.code, decided.stderr).toBe(0);
    const [first] = (await planOf(`${here.plan}-decided`)).risks;
    expect(first?.risk).toMatch(
      /^\d+ affected users? ha(s|ve) a remote mailbox\. The mailbox GUID is cleared for them too/,
    );
    expect(first?.mitigation).toContain('Recorded decision: They are migrated with the others.');
  });

  it.each([...registeredProcedures.keys()])(
    'writes the change plan of %s with its scripts, and changes nothing',
    async (id) => {
      const here = await scene(scenarios[id]);
      const before = await command('lab', 'show', '--at', here.lab, '--json');
      const end = await planned(`lab:${here.lab}`, here.plan, id, '--ticket', 'CHG-1');
      expect(end.code, end.stderr).toBe(0);
      const plan = await planOf(here.plan);
      expect(documentOf(end)).toEqual(JSON.parse(JSON.stringify(plan)));
      expect(plan.operations.length).toBeGreaterThan(0);
      expect(plan.affected?.reduce((sum, { users }) => sum + users, 0)).toBeGreaterThan(0);
      expect(plan.steps.filter(({ state }) => state !== undefined && state !== 'skipped')).toEqual([]);
      expect(plan.options['contributors']).not.toBe('auto');
      const files = await readdir(here.plan);
      expect(files).toEqual(
        expect.arrayContaining(['apply.ps1', 'undo.ps1', 'change-plan.html', 'change-plan.schema.json']),
      );
      expect(await readFile(join(here.plan, 'change-plan.html'), 'utf8')).toContain('CHG-1');
      expect((await command('lab', 'show', '--at', here.lab, '--json')).stdout).toBe(before.stdout);
    },
  );

  it.each([...registeredProcedures.keys()])(
    'of %s is made from an export too, and says that the users are unknown',
    async (id) => {
      const here = await scene(scenarios[id]);
      const plan = await exportedPlan(here, id);
      expect(plan.affected).toBeUndefined();
      expect(plan.operations.length).toBeGreaterThan(0);
      const page = await readFile(join(here.folder, 'export-plan', 'change-plan.html'), 'utf8');
      expect(page).toContain('Not known: the plan was made from an export');
    },
  );

  it('of a pilot in an export plans the pilot and the widening, and says that nobody could be counted', async () => {
    const here = await scene();
    const configuration = join(here.folder, 'export');
    expect((await command('lab', 'export-config', '--at', here.lab, '--out', configuration)).code).toBe(0);
    const choices = ['pilot=extensionAttribute15=pilot', 'scope=memberOf=CN=Sales,DC=fabrikam,DC=com'];
    const options = choices.flatMap((choice) => ['--option', choice]);
    const end = await planned(`export:${configuration}`, here.plan, 'null-override', ...options);
    expect(end.code, end.stderr).toBe(0);
    const plan = await planOf(here.plan);
    const scopes = plan.operations.map((one) => (one.kind === 'remove' ? [] : (one.kind === 'create' ? one.rule : one.after).scopeGroups.flat().map(({ attribute }) => attribute))); // prettier-ignore
    expect(plan.operations.map(({ kind }) => kind)).toEqual(['create', 'create', 'replace', 'replace']);
    expect(scopes.map((names) => names.includes('extensionAttribute15'))).toEqual([true, true, false, false]);
    expect(scopes.every((names) => names.includes('dn'))).toBe(true);
    for (const choice of choices)
      expect(plan.prerequisites.filter((text) => text.includes(choice) && text.includes('not be counted'))).toHaveLength(1); // prettier-ignore
  });

  it('of an export that lacks something says what that is, and which export holds it', async () => {
    const here = await scene();
    const configuration = join(here.folder, 'export');
    expect((await command('lab', 'export-config', '--at', here.lab, '--out', configuration)).code).toBe(0);
    const [rule] = await readdir(join(configuration, 'SynchronizationRules'));
    const part = join(here.folder, 'part');
    await mkdir(part);
    await cp(join(configuration, 'SynchronizationRules', rule ?? ''), join(part, rule ?? ''));
    const end = await planned(`export:${part}`, here.plan);
    expect(end.code).toBe(3);
    const { message, remedy } = errorDocument.parse(documentOf(end));
    expect(message).toContain('read the rules: Not known: single rule files are not all rules of a server');
    expect(message).toContain('read the connectors');
    expect(remedy).toContain('Get-ADSyncServerConfiguration -Path');
    expect(remedy).not.toContain('Connect it');
  });

  it('says what forbids the change, and writes no scripts then', async () => {
    const here = await scene('half-applied');
    expect((await planned(`lab:${here.lab}`, here.plan)).code).toBe(1);
    const plan = await planOf(here.plan);
    expect(plan.blockers.length).toBeGreaterThan(0);
    expect(await readdir(here.plan)).not.toContain('apply.ps1');
    const end = await carriedOut(here);
    expect(end.code).toBe(1);
    expect(errorDocument.parse(documentOf(end)).message).toContain('cannot be made');
  });
});

describe('run --plan', { timeout: 3 * minutes }, () => {
  it('carries exactly the planned change out, and records the plan in journal and report', async () => {
    const here = await scene();
    await planned(`lab:${here.lab}`, here.plan, 'null-clone', '--customer', 'Contoso');
    const plan = await planOf(here.plan);
    const end = await carriedOut(here);
    expect(end.code, end.stderr).toBe(0);
    expect(runDocument.parse(documentOf(end)).outcome).toBe('verified');
    const [opened] = (await readFile(join(here.folder, 'run', 'journal.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(opened ?? '')).toMatchObject({
      options: plan.options,
      plan: { id: plan.id, planHash: plan.hash, factsHash: plan.facts.hash, changeHash: plan.changeHash },
    });
    const report = await readFile(join(here.folder, 'run', 'report', 'report.html'), 'utf8');
    expect(report).toContain(plan.hash);
    expect(report).toContain('Contoso');
    const after = await exportedPlanRules(here);
    const created = plan.operations.flatMap((one) => (one.kind === 'create' ? [one.rule.id as string] : []));
    expect(after).toEqual(expect.arrayContaining(created));
  });

  it('takes a plan that was made from an export of the same server', async () => {
    const here = await scene();
    await exportedPlan(here);
    const end = await carriedOut({ ...here, plan: join(here.folder, 'export-plan') });
    expect(end.code, end.stderr).toBe(0);
  });

  it('refuses, before anything is written, a server that has changed, and names what differs', async () => {
    const here = await scene();
    await planned(`lab:${here.lab}`, here.plan);
    expect((await carriedOut(here)).code).toBe(0);
    const end = await carriedOut({ ...here, folder: join(here.folder, 'again') });
    expect(end.code).toBe(1);
    const { code, message } = errorDocument.parse(documentOf(end));
    expect(code).toBe('plan-stale');
    expect(message).toContain('The rule “In from AD - User Exchange” is not there.');
    expect(message).toMatch(/The rule “In from AD - User Exchange - Cloned - .+” is new\./);
    await expect(readdir(join(here.folder, 'again'))).rejects.toThrow('ENOENT');
  });

  it('asks for a reason that neither the plan nor the command gives, and takes the one beside the plan', async () => {
    const here = await scene();
    const [target, decided] = [`lab:${here.lab}`, decidedWords.slice(0, -reasonWords.length)];
    await command('plan', 'null-clone', '--on', target, '--out', here.plan, ...decided);
    const unsaid = await carriedOut(here, '--until', 'backup');
    expect(unsaid.code).toBe(2);
    expect(errorDocument.parse(documentOf(unsaid)).remedy).toContain('--option reason=');
    const said = await carriedOut(here, '--until', 'backup', ...reasonWords);
    expect(documentOf(said)).toMatchObject({ path: { chosen: 'null-clone', reason: 'The change board asks for it.' } });
  });

  it('takes no other reason than that of the plan', async () => {
    const here = await scene();
    await planned(`lab:${here.lab}`, here.plan);
    const end = await carriedOut(here, '--option', 'reason=Another one.');
    expect(end.code).toBe(2);
    expect(errorDocument.parse(documentOf(end)).message).toContain('The change board asks for it.');
  });

  it('refuses a plan that was altered, is for another procedure, or is none, and options beside it', async () => {
    const here = await scene();
    await planned(`lab:${here.lab}`, here.plan);
    const beside = await carriedOut(here, '--option', 'original=keep-disabled');
    expect(beside.code).toBe(2);
    const other = await command(
      ...['run', 'null-override', '--on', `lab:${here.lab}`, '--plan', here.plan],
      ...['--run', join(here.folder, 'run'), '--yes', '--json'],
    );
    expect(errorDocument.parse(documentOf(other)).message).toContain('for the procedure null-clone');
    const altered = join(here.folder, 'altered');
    await cp(here.plan, altered, { recursive: true });
    const path = join(altered, 'change-plan.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"precedence": 200', '"precedence": 201'));
    const end = await carriedOut({ ...here, plan: altered });
    expect(end.code).toBe(1);
    expect(errorDocument.parse(documentOf(end)).message).toContain('has been altered');
    const none = await carriedOut({ ...here, plan: here.lab });
    expect(errorDocument.parse(documentOf(none)).message).toContain('cannot be read');
  });
});

async function exportedPlanRules(here: Scene): Promise<readonly string[]> {
  const configuration = join(here.folder, 'after');
  expect((await command('lab', 'export-config', '--at', here.lab, '--out', configuration)).code).toBe(0);
  const names = await readdir(join(configuration, 'SynchronizationRules'));
  return names.map((name) => /\{(.+)\}/.exec(name)?.[1]?.toLowerCase() ?? '');
}
