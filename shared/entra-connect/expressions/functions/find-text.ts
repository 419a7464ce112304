import { toUpper } from './white-space-and-case.ts';

/** vbBinaryCompare or vbTextCompare. */
export type Comparison = 'binary' | 'text';

/** Position of the first occurrence at or after `start`, counted from 1; 0 when there is none. */
export function findForwards(
  searched: string,
  wanted: string,
  start: number | undefined,
  comparison: Comparison,
): number {
  return prepared(searched, comparison).indexOf(prepared(wanted, comparison), (start ?? 1) - 1) + 1;
}

/** Position of the last occurrence that ends at or before `start`, counted from 1; 0 when there is none. */
export function findBackwards(
  searched: string,
  wanted: string,
  start: number | undefined,
  comparison: Comparison,
): number {
  const latest = (start ?? searched.length) - wanted.length;
  if (latest < 0) return 0;
  return prepared(searched, comparison).lastIndexOf(prepared(wanted, comparison), latest) + 1;
}

function prepared(value: string, comparison: Comparison): string {
  return comparison === 'text' ? toUpper(value) : value;
}
