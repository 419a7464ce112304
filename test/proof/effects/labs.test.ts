import { describe, expect, it } from 'vitest';
import { createOutput } from '../../../electron/cli/output.ts';
import { presentPlan } from '../../../electron/cli/terminal/present.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import { reduceAll } from '../../../shared/engine/run/reducer.ts';
import { allSteps } from '../../../shared/engine/run/run-state.ts';
import type { StepPlan } from '../../../shared/engine/contract/step.ts';
import { impactOf, undoSentence } from '../../../shared/procedures/steps/effect-texts.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { labWorld, restoringAnyway, run, undo, type LabWorld } from '../../integration/null-clone/lab-run.ts';
import { guidsIn } from '../../matrix/goal.ts';
import { entriesOn } from '../../shared/engine/toy-run.ts';
import { contradictionsIn } from './contradictions.ts';

/** What every step of every procedure says of itself, in every lab that can begin it, on the way there and back. */

/** As few as a lab can be made of. */
const users = (scenario: string) => (scenario === 'over-deletion-threshold' ? 800 : 24);
const pairs = scenarios
  .filter(({ id }) => id !== 'large')
  .flatMap(({ id }) => [...registeredProcedures.keys()].map((procedure) => [id, procedure] as const));
/** Of the pairs: those that came to their end. */
const came: (readonly [scenario: string, procedure: string])[] = [];

function worldFor(scenario: string, id: string): LabWorld {
  const { procedure } = registeredProcedures.get(id)!;
  const options = {
    ...(procedure.options.some(({ name }) => name === 'mailbox-owners') && { 'mailbox-owners': 'restore-anyway' }),
    ...{ 'acknowledge-staging': 'yes', 'synchronize-on-undo': 'always' },
  };
  return labWorld(scenario, { users: users(scenario) }, options, procedure);
}

/** Every plan that the journal holds, with its step. */
function plansOf({ disk, procedure }: LabWorld) {
  const steps = [...procedure.steps, ...procedure.beforeUndo, ...procedure.afterUndo];
  return entriesOn(disk).flatMap((entry) =>
    entry.event === 'planned' ? [{ step: steps.find(({ id }) => id === entry.step)!, plan: entry.plan }] : [],
  );
}

/** The last plan of a step; undefined: it came to none. */
function planOf(world: LabWorld, step: string): StepPlan | undefined {
  return plansOf(world).findLast((one) => one.step.id === step)?.plan;
}

/** How many users lose the GUID by a plan, and how many get it. */
function toldBy({ effects }: StepPlan) {
  const count = (kind: string) => effects.find((one) => one.kind === kind)?.count ?? 0;
  return { cleared: count('guid-cleared'), returned: count('guid-returned') };
}

/** How many have lost it in the lab, and how many have got it. */
function changedBetween(before: readonly string[], after: readonly string[]) {
  const missing = (from: readonly string[], other: ReadonlySet<string>) =>
    from.filter((guid) => !other.has(guid)).length;
  return { cleared: missing(before, new Set(after)), returned: missing(after, new Set(before)) };
}

function cloudGuids({ tenant }: LabState): readonly string[] {
  return guidsIn(tenant.objects);
}

describe.each(pairs)('in the lab %s, each step of %s', (scenario, procedure) => {
  it('says of itself what it does, there and back, with the numbers that come true', async () => {
    const world = worldFor(scenario, procedure);
    const before = cloudGuids(world.state);
    const finished = await run(world);
    const isFinished = finished.end.kind === 'finished';
    const between = cloudGuids(world.state);
    const undone = isFinished ? await undo(world, undefined, undefined, restoringAnyway) : undefined;
    const plans = plansOf(world);
    expect(plans.flatMap(({ step, plan }) => contradictionsIn(step, plan))).toEqual([]);
    if (!isFinished) return;
    came.push([scenario, procedure]);
    const synchronized = planOf(world, 'full-sync-widened') ?? planOf(world, 'full-sync')!;
    expect(toldBy(synchronized)).toEqual(changedBetween(before, between));
    const back = planOf(world, 'resync-original');
    if (back === undefined || undone?.end.kind !== 'finished') return;
    expect(toldBy(back)).toEqual(changedBetween(between, cloudGuids(world.state)));
  });
});

it('has come to the end of each procedure in several labs', () => {
  for (const procedure of registeredProcedures.keys()) {
    expect(came.filter((one) => one[1] === procedure).length, procedure).toBeGreaterThan(4);
  }
});

describe('the command line and the report', () => {
  it.each([...registeredProcedures.keys()])('say of each step of %s what its effects are', async (procedure) => {
    const world = worldFor(procedure.startsWith('null-') ? 'licensed' : 'copy-beside-original', procedure);
    await run(world);
    await undo(world, undefined, undefined, restoringAnyway);
    const entries = entriesOn(world.disk);
    const { report } = buildReport(
      entries,
      { sequence: entries.length, hash: 'h' },
      { productVersion: '0', customer: undefined, ticket: undefined, procedure: world.procedure },
    );
    const reduced = reduceAll(entries);
    const records = reduced.kind === 'empty' ? [] : allSteps(reduced).filter(({ planned }) => planned !== undefined);
    expect(records.length).toBeGreaterThan(6);
    const told = [...report.steps, ...report.beforeUndo, ...report.afterUndo];
    for (const record of records) {
      const { plan } = record.planned!;
      const reported = told.find(({ id }) => id === record.id);
      expect(reported).toMatchObject({
        effects: plan.effects,
        impact: impactOf(plan),
        undo: undoSentence(plan.effects, record.undo),
      });
      const lines = linesOf((output) => presentPlan(output, record.planned!, record));
      expect(lines).toEqual(expect.arrayContaining(impactOf(plan).map((line) => `    ${line}`)));
      expect(lines).toContain(`  Undo: ${reported?.undo ?? ''}`);
    }
  });
});

function linesOf(present: (output: Parameters<typeof presentPlan>[0]) => void): readonly string[] {
  const lines: string[] = [];
  present({
    ...createOutput(true, process.stdout, process.stderr),
    line: (...pieces) => void lines.push(pieces.map((one) => (typeof one === 'string' ? one : one.text)).join('')),
  });
  return lines;
}
