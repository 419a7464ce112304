import type { Result } from '../../../failure.ts';
import { explainFailure, failureText } from '../../../messages/failures.ts';
import type { Finding } from '../assessment.ts';

/** A judgement without the identity of what was judged. */
export type Judgement = Omit<Finding, 'id' | 'title'>;

export function passed(detail: string, evidence?: Finding['evidence']): Judgement {
  return { outcome: 'passed', detail, ...(evidence === undefined ? {} : { evidence }) };
}

export function investigate(detail: string, remedy: string, evidence?: Finding['evidence']): Judgement {
  return { outcome: 'investigate', detail, remedy, ...(evidence === undefined ? {} : { evidence }) };
}

export function failing(detail: string, remedy: string, evidence?: Finding['evidence']): Judgement {
  return { outcome: 'failed', detail, remedy, ...(evidence === undefined ? {} : { evidence }) };
}

export function notRun(detail: string): Judgement {
  return { outcome: 'not-run', detail };
}

/** Judges a fact; one that could not be read is not judged: not run when its system is not there, else failed. */
export function about<Value>(
  id: string,
  title: string,
  fact: Result<Value>,
  judge: (value: Value) => Judgement,
): Finding {
  if (fact.ok) return { id, title, ...judge(fact.value) };
  const { failure } = fact;
  if (failure.code === 'not-available') return { id, title, ...notRun(failure.raw) };
  return { id, title, ...failing(failureText(failure), explainFailure(failure).remedy) };
}
