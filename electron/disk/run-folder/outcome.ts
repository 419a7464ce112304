import type { RunFolderProblem } from '../../../shared/run-folder/texts.ts';
import { NotAPlainFile } from '../plain-file.ts';

/** A value, or why the run folder does not give it. */
export type FolderResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: RunFolderProblem };

export function done<Value>(value: Value): FolderResult<Value> {
  return { ok: true, value };
}

export function refused(problem: RunFolderProblem): { readonly ok: false; readonly problem: RunFolderProblem } {
  return { ok: false, problem };
}

/** Turns what the operating system refuses (missing rights, full disk, …) into a value; bugs go through. */
export async function reaching<Value>(
  path: string,
  work: () => Promise<FolderResult<Value>>,
): Promise<FolderResult<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotAPlainFile) {
      return refused({ code: 'damaged', file: error.path, line: undefined, detail: 'it is not a file' });
    }
    const systemCode = systemCodeOf(error);
    if (systemCode === undefined) throw error;
    return refused({ code: 'unreachable', path, systemCode });
  }
}

/** The operating system's word for an error; undefined for any other error. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
