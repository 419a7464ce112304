import type { Run, StepRecord } from '../../shared/engine/run-state.ts';
import { outcomeAtRest } from '../../shared/engine/selectors.ts';
import type { Json } from '../../shared/engine/json.ts';
import { stepStateWords } from '../../shared/messages/cli.ts';
import { proofOf } from '../../shared/report/build-report.ts';

/** The document of `run`, `status`, `resume` and `undo` (design.md §11). */
export function runDocument(run: Run, journalHash: string, folder: string): object {
  return {
    schema: 'hybrid-preflight/run/1',
    procedure: run.procedure,
    target: run.target,
    outcome: outcomeAtRest(run),
    run: folder,
    runId: run.runId,
    journalHash,
    steps: run.steps.map(stepDocument),
    ...(run.course.kind === 'undone' && { afterUndo: run.afterUndo.map(stepDocument) }),
  };
}

function stepDocument(step: StepRecord): object {
  const { reason, remedy, evidence = [] } = proofOf(step);
  const overridden = step.state.kind === 'overridden' ? step.state.reason : undefined;
  const before: [string, Json][] = evidence.flatMap((item) =>
    item.before === undefined ? [] : [[item.label, item.before]],
  );
  return {
    id: step.id,
    state: stepStateWords[step.state.kind],
    ...(reason !== undefined && { reason }),
    ...(remedy !== undefined && { remedy }),
    ...(overridden !== undefined && { override: overridden }),
    ...(before.length > 0 && { before: Object.fromEntries(before) }),
    ...(evidence.length > 0 && {
      after: Object.fromEntries(evidence.map(({ label, after }) => [label, after])),
      evidence,
    }),
  };
}
