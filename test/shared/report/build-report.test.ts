import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../shared/report/build-report.ts';
import { reportSchema } from '../../../shared/report/model.ts';
import { hash, journalOf, opened, surroundings, verifiedStep } from './sample-run.ts';

function reportOf(...drafts: Parameters<typeof journalOf>[0]) {
  const { entries, head } = journalOf(drafts);
  return buildReport(entries, head, surroundings);
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
    const blocked = {
      event: 'blocked',
      step: 'prepare',
      phase: 'probe',
      reason: 'Staging.',
      remedy: 'Switch.',
    } as const;
    const overridden = {
      event: 'overridden',
      step: 'prepare',
      phase: 'probe',
      reason: 'Rehearsal on the staging server',
    } as const;
    const [step] = reportOf(opened, blocked, overridden).report.steps;
    expect(step).toMatchObject({
      outcome: 'Investigate',
      override: { reason: 'Rehearsal on the staging server', operator: 'Petra Consultant' },
    });
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
      { event: 'resumed', step: null, phase: null },
    );
    expect(report.remarks.map((remark) => remark.text).join(' ')).toMatch(/answer to a write was lost.*taken up again/);
  });
});
