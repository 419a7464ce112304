import { explainFailure, failureText } from '../../shared/systems/failure-texts.ts';
import { openLabTarget } from '../lab/lab-target.ts';
import type { OpenedTarget } from './target.ts';

/** Opens the lab of a folder as a target. */
export async function openLabAsTarget(folder: string): Promise<OpenedTarget> {
  const opened = await openLabTarget(folder);
  if (!opened.ok) {
    const { failure } = opened;
    const { remedy } = explainFailure(failure);
    return { ok: false, problem: { kind: 'unreachable', problems: [failureText(failure)], remedy } };
  }
  const { readers, writers, clock } = opened.value;
  return {
    ok: true,
    target: { text: `lab:${folder}`, readers, writers, clock, notes: [], close: () => opened.value.close() },
  };
}
