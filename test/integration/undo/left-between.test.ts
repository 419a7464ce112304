import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { outcomeSentences, remainingTexts, schedulerLeftTexts } from '../../../shared/report/texts.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { outcomeSentence } from '../../../shared/report/outcome-sentence.ts';
import { remainingOf } from '../../../shared/report/remaining.ts';
import { schedulerLeft } from '../../../shared/report/scheduler-left.ts';
import { answering, finishedWithOwners } from '../mailbox-owners/owned-lab.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import {
  labWorld,
  restoringAnyway,
  run,
  schedulerIsOn,
  undo,
  type Finished,
  type LabWorld,
} from '../null-clone/lab-run.ts';

const refusing = async () =>
  ({
    ok: false,
    failure: { code: 'access-denied', during: 'Add-ADSyncRule', raw: 'not allowed', retry: 'pointless' },
  }) as const;

/** The same lab where no rule can be written any more. */
function withoutRuleWrites(world: LabWorld): LabWorld {
  const { syncServer } = world.systems;
  return { ...world, systems: { ...world.systems, syncServer: { ...syncServer, putRule: refusing } } };
}

function sentenceOf({ engine }: Finished): string {
  return outcomeSentence(engine.state(), outcomeOf(engine.state()));
}

describe('a scheduler that a run has disabled', () => {
  it.each([
    ['pause-scheduler', schedulerLeftTexts.off],
    ['preview', schedulerLeftTexts.off],
    ['resume-scheduler', undefined],
    ['licence', undefined],
  ])('up to %s is told as left so: %s', async (until, text) => {
    const world = labWorld('clean', { users: 30 });
    const { engine } = await run(world, until);
    expect(schedulerLeft(engine.state())).toBe(text);
    expect(remainingOf(engine.state()).includes(schedulerLeftTexts.off)).toBe(text !== undefined);
    expect(await schedulerIsOn(world)).toBe(text === undefined);
  });

  it('to widen a pilot is told too', async () => {
    const pilot = 'userPrincipalName=aisha.ahmed@fabrikam.com';
    const world = labWorld('clean', { users: 60 }, { pilot }, nullOverride);
    const { engine } = await run(world, 'pause-to-widen');
    expect(schedulerLeft(engine.state())).toBe(schedulerLeftTexts.off);
    expect(await schedulerIsOn(world)).toBe(false);
  });

  it('is told with the verdict of an undo that cannot go on, and no longer once it is over', async () => {
    const world = labWorld('clean', { users: 30 });
    await run(world);
    const stuck = await undo(withoutRuleWrites(world), undefined, undefined, restoringAnyway);
    expect(await schedulerIsOn(world)).toBe(false);
    expect(sentenceOf(stuck)).toBe(`${outcomeSentences.failed} ${schedulerLeftTexts.off}`);
    expect(remainingOf(stuck.engine.state()).slice(0, 2)).toEqual([
      remainingTexts.resumeRemedied,
      schedulerLeftTexts.off,
    ]);
    const undone = await undo(world, undefined, undefined, restoringAnyway);
    expect(schedulerLeft(undone.engine.state())).toBeUndefined();
    expect(await schedulerIsOn(world)).toBe(true);
  });

  it('was left alone where the run found it off', async () => {
    const world = labWorld('clean', { users: 30 });
    await world.systems.syncServer.setSyncCycleEnabled(false, { signal: new AbortController().signal });
    const { engine } = await run(world, 'preview');
    expect(schedulerLeft(engine.state())).toBeUndefined();
  });
});

it('after an undo that was refused, the run stands as before, and says that nothing was undone', async () => {
  const world = await finishedWithOwners('clean', nullClone);
  const refused = await undo(world, undefined, undefined, answering('refuse'));
  expect(refused.end).toEqual({ kind: 'not-undone' });
  expect(sentenceOf(refused)).toBe(
    `The undo was not begun: nothing was undone, and the run is as it was. ${outcomeSentences.verified}`,
  );
});
