import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodeOfOutcome, presentEnd } from '../../../electron/cli/drive-end.ts';
import { CommandError } from '../../../electron/cli/exit.ts';
import { createOutput } from '../../../electron/cli/output.ts';

describe('the exit code of a command that has driven a run', () => {
  it.each([
    ['verified', 'finished', 0],
    ['undone', 'finished', 0],
    ['in-progress', 'finished', 0],
    ['in-progress', 'reached', 0],
    ['blocked', 'stopped', 1],
    ['failed', 'stopped', 1],
    ['failed', 'finished', 1],
    ['blocked', 'finished', 1],
    ['in-progress', 'restless', 1],
    ['in-progress', 'refused', 1],
    ['in-progress', 'journal-lost', 3],
    ['in-progress', 'stopped', 4],
    ['interrupted', 'stopped', 4],
    ['interrupted', 'interrupted', 4],
    ['failed', 'interrupted', 4],
  ] as const)('%s and %s: %i', (outcome, end, code) => {
    expect(exitCodeOf(outcome, end)).toBe(code);
  });

  it.each([
    ['verified', 0],
    ['undone', 0],
    ['blocked', 1],
    ['failed', 1],
    ['interrupted', 4],
    ['in-progress', 4],
  ] as const)('of status is that of the run: %s: %i', (outcome, code) => {
    expect(exitCodeOfOutcome(outcome)).toBe(code);
  });

  it('is that of a target out of reach where the journal is lost', () => {
    const output = createOutput(true, process.stdout, process.stderr);
    expect(() => {
      presentEnd(output, { kind: 'journal-lost', text: 'ENOSPC' }, (step) => step);
    }).toThrow(CommandError);
  });
});
