import type { Result } from '../../base/failure.ts';
import { explainFailure, failureText } from '../../systems/failure-texts.ts';
import { notRunTexts } from '../texts.ts';
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

/** A fact of which only a part may be known. */
export interface PartlyKnown<Value> {
  readonly fact: Result<Value>;
  readonly part: { readonly value: Value; readonly reason: string } | undefined;
}

/**
 * Judges a fact of which perhaps only a part is known. What is wrong in the part is wrong in the whole; what is in order
 * there says nothing of the rest, so that it is told but never passed. `shows` tells which judgements a part allows.
 */
export function aboutPart<Value>(
  id: string,
  title: string,
  { fact, part }: PartlyKnown<Value>,
  judge: (value: Value) => Judgement,
  shows: (judgement: Judgement) => boolean = ({ outcome }) => outcome !== 'passed',
): Finding {
  if (fact.ok || part === undefined) return about(id, title, fact, judge);
  const judgement = judge(part.value);
  return shows(judgement)
    ? { id, title, ...judgement }
    : { id, title, ...notRun(notRunTexts.partly(part.reason, judgement.detail)) };
}

/** A part that lacks something does not show that the whole lacks it. */
export function nothing(): boolean {
  return false;
}

/** What the part holds is all there is to be known of it. */
export function everything(): boolean {
  return true;
}

/** How many each list holds. */
export function lengthsOf<Key extends string>(
  lists: Readonly<Record<Key, readonly unknown[]>>,
): Readonly<Record<Key, number>> {
  const lengths = Object.entries<readonly unknown[]>(lists).map(([key, { length }]) => [key, length] as const);
  return Object.fromEntries(lengths) as Record<Key, number>;
}
