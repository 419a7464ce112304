import { describe, expect, test } from 'vitest';
import { howToUndoTexts, remainingTexts, unprovedEndSentences } from '../../../shared/report/texts.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { reportSchema } from '../../../shared/report/model.ts';
import { hash, journalOf, opened, openedOf, surroundings, verifiedStep } from './sample-run.ts';

function reportOf(...drafts: Parameters<typeof journalOf>[0]) {
  const { entries, head } = journalOf(drafts);
  return buildReport(entries, head, surroundings);
}

function passedWithReason(step: string) {
  return [
    { event: 'blocked', step, phase: 'probe', reason: 'Staging.', remedy: 'Switch.' },
    { event: 'overridden', step, phase: 'probe', reason: 'Rehearsal on the staging server' },
  ] as const;
}

describe('A report is built from the journal alone', () => {
  test('a run whose steps are all verified is verified, and names the proof of each step', () => {
    const { report } = reportOf(opened, ...verifiedStep('prepare'), ...verifiedStep('change'));
    expect(report.outcome).toBe('verified');
    expect(report.steps.map((step) => step.outcome)).toEqual(['Passed', 'Passed']);
    expect(report.steps[1]?.evidence).toEqual([
      { label: 'Metaverse objects with a mailbox GUID', before: 342, after: 0 },
    ]);
  });

  test('it fits its own published schema, with nothing besides', () => {
    const { report } = reportOf(opened, ...verifiedStep('prepare', [['Anna']]));
    expect(reportSchema.parse(structuredClone(report))).toEqual(report);
  });

  test.each([
    ['null-clone', 'an upgrade re-creates deleted default rules'],
    ['null-override', 'decide whether the override is to be removed'],
    ['restore-default', 'the out-of-box rules are in force'],
  ])('a verified run of %s says what is left to do after this procedure', (procedure, text) => {
    const { report } = reportOf(openedOf(procedure), ...verifiedStep('prepare'), ...verifiedStep('change'));
    expect(report.remaining.join(' ')).toContain(text);
    expect(report.remaining.join(' ').includes('default rules and enables')).toBe(procedure === 'null-clone');
  });

  test('a run that stopped half-way says what is left and how to go on', () => {
    const { report } = reportOf(opened, ...verifiedStep('prepare'));
    expect(report.outcome).toBe('interrupted');
    expect(report.remaining.join(' ')).toContain('resume');
    expect(report.remaining).toContain('Not carried out: Change');
  });

  test('a blocked step gives its reason and its remedy', () => {
    const blocked = {
      event: 'blocked',
      step: 'prepare',
      phase: 'probe',
      reason: 'A cycle is running.',
      remedy: 'Wait.',
    } as const;
    const { report } = reportOf(opened, blocked, { event: 'closed', step: null, phase: null, outcome: 'blocked' });
    expect(report).toMatchObject({
      outcome: 'blocked',
      steps: [{ outcome: 'Failed', reason: 'A cycle is running.', remedy: 'Wait.' }, {}],
    });
  });

  test('a step that was passed with a reason names who, when and why, and is not called passed', () => {
    const [step] = reportOf(opened, ...passedWithReason('prepare')).report.steps;
    expect(step).toMatchObject({
      outcome: 'Investigate',
      override: { reason: 'Rehearsal on the staging server', operator: 'Petra Consultant' },
    });
  });

  test('a proof that failed after the answer to its write was lost tells both', () => {
    const lost = { code: 'cancelled', during: 'apply of change', raw: '', retry: 'effect-unknown' } as const;
    const problem = {
      kind: 'verification',
      reason: 'It is still on.',
      remedy: 'Again.',
      evidence: [],
      objects: [],
    } as const;
    const [, step] = reportOf(
      opened,
      ...verifiedStep('change').slice(0, 3),
      { event: 'answer-lost', step: 'change', phase: 'apply', failure: lost },
      { event: 'failed', step: 'change', phase: 'verify', problem },
    ).report.steps;
    expect(step?.reason).toMatch(/write was cancelled before it was answered.*It is still on\.$/s);
  });

  test('a run that came to its end with a reason in place of a proof says so, and what is to be checked by hand', () => {
    const { report } = reportOf(opened, ...passedWithReason('prepare'), ...verifiedStep('change'));
    expect(report).toMatchObject({ outcome: 'blocked', verdict: unprovedEndSentences.done });
    expect(report.remaining[0]).toBe(remainingTexts.unproved('Prepare'));
    expect(report.remaining).not.toContain(remainingTexts.resume);
  });

  test('an undo that left something as it is says so, and does not claim that nothing is left to undo', () => {
    const { report } = reportOf(
      opened,
      ...verifiedStep('change').slice(0, 4),
      { event: 'undo-requested', step: null, phase: null, to: null },
      { event: 'undo-impossible', step: 'change', phase: 'restore', reason: 'It is gone.' },
      { event: 'undo-finished', step: null, phase: null, to: null },
    );
    expect(report).toMatchObject({ outcome: 'failed', verdict: unprovedEndSentences.undone });
    expect(report.remaining).toEqual([remainingTexts.leftAsItIs('Change')]);
    expect(report.howToUndo).toEqual([howToUndoTexts.undoneInPart]);
  });

  test('tables become files of their own; the page gets the first rows and the true count', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`User ${String(index)}`]);
    const { report, tables } = reportOf(opened, ...verifiedStep('change', rows).slice(0, 1));
    const [table] = report.steps[1]?.tables ?? [];
    expect(table).toMatchObject({ file: 'change-users.csv', rowCount: 60 });
    expect(table?.sample).toHaveLength(25);
    expect(tables.get('change-users.csv')?.rows).toHaveLength(60);
  });

  test('the hash of the journal and of every sealed file is named', () => {
    const { entries, head } = journalOf([opened, ...verifiedStep('prepare')]);
    const { report } = buildReport(entries, head, surroundings);
    expect(report.journal).toEqual({ entries: 6, hash: head.hash });
    expect(report.files).toEqual([{ path: 'evidence/a.json', sha256: hash('c') }]);
  });

  test('a resumed run and a lost answer are remarks on the record', () => {
    const lost = { code: 'connection-lost', during: 'putRule', raw: 'reset', retry: 'effect-unknown' } as const;
    const { report } = reportOf(
      opened,
      ...verifiedStep('prepare').slice(0, 3),
      { event: 'answer-lost', step: 'prepare', phase: 'apply', failure: lost },
      { event: 'resumed', step: null, phase: null, appVersion: '0.1.0' },
    );
    expect(report.remarks.map((remark) => remark.text).join(' ')).toMatch(/answer to a write was lost.*taken up again/);
  });
});
