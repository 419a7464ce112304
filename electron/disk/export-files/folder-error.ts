import { folderMessage, type FolderProblem } from './texts.ts';

/** What is wrong with a file or folder, or with what stands in it. */
export interface FolderError {
  readonly path: string;
  readonly problem: FolderProblem;
  readonly message: string;
}

export function folderError(path: string, problem: FolderProblem, detail = ''): FolderError {
  return { path, problem, message: folderMessage(problem, detail) };
}

/** An error of the file system as a value; anything else is a bug and is thrown again. */
export function fileSystemError(path: string, error: unknown, otherwise: 'unreadable' | 'cannot-write'): FolderError {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  switch (code) {
    case undefined:
      throw error;
    case 'ENOENT':
    case 'ERR_INVALID_ARG_VALUE':
      if (otherwise === 'cannot-write') return folderError(path, otherwise, code);
      // What Node puts where the bytes of a name are not UTF-8.
      return folderError(path, path.includes('\uFFFD') ? 'name-not-readable' : 'not-found', code);
    case 'ENOTDIR':
      return folderError(path, 'inside-a-file');
    default:
      return folderError(path, otherwise, code);
  }
}
