import { parentPort, workerData } from 'node:worker_threads';
import type { Failure } from '../../shared/base/failure.ts';
import { labTexts } from '../lab/command-texts.ts';
import { createLabTarget } from '../lab/lab-target.ts';
import { completedConfiguration } from '../lab/world/complete-configuration.ts';
import { createScenario, type CreatedScenario } from '../lab/world/create-scenario.ts';
import { unreachableText } from '../lab/world/messages.ts';
import { readExport } from '../targets/open-export.ts';

/** A lab to be built; it travels into a thread. */
export interface LabOrder {
  /** An empty folder made for it. */
  readonly at: string;
  readonly scenario: string;
  readonly users: number | undefined;
  /** Folder, file or `.zip` of an export whose rules the lab takes. */
  readonly rules: string | undefined;
}

export type LabOrderEnd =
  { readonly ok: true; readonly notes: readonly string[] } | { readonly ok: false; readonly failure: Failure };

async function carryOut({ at, scenario, users, rules }: LabOrder): Promise<LabOrderEnd> {
  const during = `create a lab in ${at}`;
  // The thread is ended from outside when nobody wants the lab any more.
  const read = rules === undefined ? undefined : await readExport(rules, new AbortController().signal);
  if (read?.ok === false) {
    return {
      ok: false,
      failure: { code: 'invalid-input', during, raw: read.problem.problems.join('\n'), retry: 'pointless' },
    };
  }
  const completed = read === undefined ? undefined : completedConfiguration(read.content);
  const created = createScenario(scenario, {
    ...(users !== undefined && { users }),
    ...(completed !== undefined && { rules: completed.configuration }),
  });
  if (!created.ok) return created;
  const target = await createLabTarget(at, created.value.state);
  if (!target.ok) return target;
  await target.value.close();
  return { ok: true, notes: [...(read?.notes ?? []), ...(completed?.notes ?? []), ...witnessNotes(created.value)] };
}

/** Which rules of a customer's configuration the invented people meet. */
function witnessNotes({ witnesses }: CreatedScenario): readonly string[] {
  if (witnesses.length === 0) return [];
  const reached = witnesses.filter(({ result }) => result.kind === 'witnessed').length;
  return [
    labTexts.witnesses(reached, witnesses.length),
    ...witnesses.flatMap(({ ruleName, result }) =>
      result.kind === 'unreachable' ? [labTexts.unreachable(ruleName, unreachableText(result.reason))] : [],
    ),
  ];
}

parentPort?.postMessage(await carryOut(workerData as LabOrder));
