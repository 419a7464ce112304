import { beforeAll, describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import { draftPlan } from '../../../shared/change-plan/draft-plan.ts';
import { changePlanFiles } from '../../../shared/change-plan/files.ts';
import { changePlanSchema, sealedPlan, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import { runUsersTexts } from '../../../shared/report/run-users-texts.ts';
import { licenceTexts } from '../../../shared/procedures/steps/licences/texts.ts';
import { bucketTexts, userFlowTexts } from '../../../shared/user-flow/texts.ts';
import { affectedUsersOf } from '../../../shared/assessment/consequences.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { study } from '../../../shared/assessment/study.ts';
import { nullClone, nullCloneChange } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride, nullOverrideChange } from '../../../shared/procedures/null-override/procedure.ts';
import { repairRecipe, repairRecipeChange } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault, restoreDefaultChange } from '../../../shared/procedures/restore-default/procedure.ts';
import { bucketsOf, userFlow, type UserFlow } from '../../../shared/user-flow/flow.ts';
import type { BuiltReport } from '../../../shared/report/build-report.ts';
import { reportPage } from '../../../shared/report/html/page.ts';
import { reportSchema } from '../../../shared/report/model.ts';
import { labWorld, run, type Finished } from '../../integration/null-clone/lab-run.ts';
import { reportOn, usersIn, type UserLine } from '../../integration/run-users/reported.ts';
import { numberIn, tableBelow } from './numbers.ts';

const users = 40;
/** This one needs enough users to delete more than the threshold. */
const manyUsers = 600;
const signal = new AbortController().signal;
const progress = () => undefined;

const procedures = {
  'null-clone': { procedure: nullClone, change: nullCloneChange },
  'null-override': { procedure: nullOverride, change: nullOverrideChange },
  'repair-recipe': { procedure: repairRecipe, change: repairRecipeChange },
  'restore-default': { procedure: restoreDefault, change: restoreDefaultChange },
} as const;
type Id = keyof typeof procedures;
const ids: readonly Id[] = ['null-clone', 'null-override', 'repair-recipe', 'restore-default'];

/** One lab and one procedure, as four people see it: who assesses, who approves, who carries out, who files. */
interface Seen {
  readonly flow: UserFlow;
  /** Users who lose the GUID in Microsoft 365; undefined: that is not what the procedure does. */
  readonly losing: number | undefined;
  readonly plan: ChangePlanDocument;
  readonly planHtml: string;
  readonly finished: Finished;
  readonly built: BuiltReport;
  readonly lines: readonly UserLine[];
}

async function seen(scenario: string, id: Id): Promise<Seen> {
  const { procedure, change } = procedures[id];
  const world = labWorld(
    scenario,
    { users: scenario === 'over-deletion-threshold' ? manyUsers : users },
    {},
    procedure,
  );
  const facts = await gather(world.systems, { signal, clock: labClock(world.machine), progress });
  if (!facts.users.ok) throw new Error(facts.users.failure.raw);
  const draft = await draftPlan(
    {
      ...{ id: '0b5e7d7e-4f0f-4d2c-9a83-5f5f7c3e8a10', procedure, change, options: world.options },
      target: { text: 'a lab', readers: world.systems, clock: labClock(world.machine) },
      product: { name: 'Hybrid Preflight', version: '0' },
      plannedBy: { operator: 'Anna', machine: 'SERVER1' },
      ...{ customer: undefined, ticket: undefined },
    },
    { signal, progress },
  );
  if (!draft.ok) throw new Error(draft.failure.raw);
  const files = changePlanFiles(sealedPlan(draft.value));
  const finished = await run(world);
  const built = reportOn(world);
  return {
    flow: userFlow(facts.users.value),
    losing: change.mayChange === undefined ? affectedUsersOf(study(facts), id).length : undefined,
    plan: changePlanSchema.parse(JSON.parse(files.get('change-plan.json') ?? '')),
    planHtml: files.get('change-plan.html') ?? '',
    ...{ finished, built, lines: usersIn(built) },
  };
}

/** Users by where they were, those without any left out. */
function counted(pairs: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  return new Map(pairs.filter(([, count]) => count > 0));
}

function tallied(titles: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(titles, (title) => title)].map(([title, { length }]) => [title, length]));
}

const combinations = scenarios.flatMap(({ id: scenario }) => ids.map((id) => [scenario, id] as const));

describe.each(combinations)('the numbers of users in the lab %s by %s', (scenario, id) => {
  let all: Seen;

  beforeAll(async () => {
    all = await seen(scenario, id);
  });

  it('are those of the assessment in every bucket of the change plan, as data and on the page', () => {
    const { account } = all.plan;
    if (account === undefined) {
      expect(all.plan.blockers).not.toEqual([]);
      return;
    }
    const buckets = bucketsOf(all.flow).map(({ id: bucket, users: count, licensed }) => ({ bucket, count, licensed }));
    expect(account.whole).toBe(all.flow.whole);
    expect(account.buckets.map(({ id: bucket, users: count, licensed }) => ({ bucket, count, licensed }))).toEqual(
      buckets,
    );
    const rows = tableBelow(all.planHtml, `<h3>${userFlowTexts.heading(account.whole)}</h3>`);
    const [sums = [], ...others] = rows.toReversed();
    expect(others.toReversed().map(([, title, ...counts]) => [title, ...counts.map(numberIn)])).toEqual(
      account.buckets.map(({ title, users: count, licensed = NaN, affected }) => [title, count, licensed, affected]),
    );
    const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    expect(sums.slice(2).map(numberIn)).toEqual([
      sumOf(account.buckets.map(({ users: count }) => count)),
      sumOf(account.buckets.map(({ licensed = NaN }) => licensed)),
      sumOf(account.buckets.map(({ affected }) => affected)),
    ]);
  });

  it('who are affected are as many in the assessment, the change plan, its page, and the report', () => {
    const { account, affected = [], effect } = all.plan;
    if (account === undefined) {
      expect(all.plan.affected).toBeUndefined();
      return;
    }
    expect(affected.reduce((sum, row) => sum + row.users, 0)).toBe(account.affected);
    if (all.losing !== undefined) expect(account.affected).toBe(all.losing);
    if (effect !== undefined) expect(numberIn(effect)).toBe(account.affected);
    const { users: reported } = all.built.report;
    if (reported !== undefined) expect(reported.affected).toBe(account.affected);
  });

  it('are the same in report.json, on its page, and in users.csv', () => {
    const { report } = all.built;
    const previewed = all.finished.engine.state().steps.find(({ id: step }) => step === 'preview')?.captured;
    if (previewed === undefined) {
      expect(report.users).toBeUndefined();
      return;
    }
    const reported = reportSchema.parse(JSON.parse(JSON.stringify(report))).users;
    if (reported === undefined) throw new Error('The report names no users');
    expect(reported.rowCount).toBe(all.lines.length);
    const buckets = new Map(reported.buckets.map(({ title, users: count }) => [title, count]));
    expect(tallied(all.lines.map((line) => line['Where before the change']))).toEqual(buckets);
    const affected = all.lines.filter((line) => line['Affected in Microsoft 365'] === 'Yes');
    expect(affected).toHaveLength(reported.affected);
    expect(tallied(affected.map((line) => line['Where before the change']))).toEqual(
      counted(reported.buckets.map(({ title, affected: count }) => [title, count])),
    );
    const [sums = [], ...rows] = tableBelow(reportPage(report), `>${runUsersTexts.heading}</h2>`).toReversed();
    expect(rows.toReversed().map(([title, ...counts]) => [title, ...counts.map(numberIn)])).toEqual(
      reported.buckets.map(({ title, users: count, affected: own }) => [title, count, own]),
    );
    expect(sums.slice(1).map(numberIn)).toEqual([reported.rowCount, reported.affected]);
  });

  it('in users.csv are in the buckets that the change plan counted the affected in', () => {
    const { users: reported } = all.built.report;
    if (reported === undefined || all.plan.account === undefined) return;
    expect(counted(reported.buckets.map(({ title, affected }) => [title, affected]))).toEqual(
      counted(all.plan.account.buckets.map(({ title, affected }) => [title, affected])),
    );
    // A user on the list is one of the account.
    const whole = new Map(
      bucketsOf(all.flow).map(({ id: bucket, users: count }) => [bucketTexts[bucket].title, count]),
    );
    for (const { title, users: count } of reported.buckets) expect(count).toBeLessThanOrEqual(whole.get(title) ?? 0);
  });

  it('who got a mailbox are as many in the license step and in users.csv', () => {
    const state = all.finished.steps.get('licence');
    if (state?.kind !== 'verified') return;
    const made = state.evidence.find(({ label }) => label === licenceTexts.mailboxes)?.after;
    expect(all.built.report.users?.created).toBe(made);
    expect(all.lines.filter((line) => line['Mailbox created during the run'] === 'Yes')).toHaveLength(Number(made));
  });

  it('has no user verified whose step is not', () => {
    const proved = all.finished.steps.get('prove-effect');
    const verdicts = new Set(all.lines.map((line) => line.Verdict));
    if (proved?.kind === 'verified') expect(verdicts.has('Failed')).toBe(false);
    else expect(verdicts.has('Verified') && proved?.kind !== 'failed').toBe(false);
  });
});
