import { assertNever } from '../../../shared/base/assert-never.ts';

/** What can be wrong with a folder that should hold, or receive, a configuration. */
export type FolderProblem =
  | 'cancelled'
  | 'not-found'
  | 'not-a-folder'
  | 'inside-a-file'
  | 'name-not-readable'
  | 'not-a-file'
  | 'several-configurations'
  | 'unreadable'
  | 'file-too-large'
  | 'folder-too-large'
  | 'too-many-files'
  | 'wrong-encoding'
  | 'link-leaves-folder'
  | 'damaged-archive'
  | 'link-in-archive'
  | 'twice-in-archive'
  | 'encrypted'
  | 'unknown-compression'
  | 'folder-not-empty'
  | 'inside-record'
  | 'cannot-write';

/** The problem for a person; `detail` is a size, a number, a code or a name, by the kind of problem. */
export function folderMessage(problem: FolderProblem, detail: string): string {
  switch (problem) {
    case 'cancelled':
      return 'Cancelled.';
    case 'not-found':
      return 'The folder or file does not exist.';
    case 'not-a-folder':
      return 'This is not a folder. Choose the folder that Get-ADSyncServerConfiguration -Path has written.';
    case 'inside-a-file':
      return 'A part of this path is a file, not a folder. Nothing inside a file or an archive can be named.';
    case 'name-not-readable':
      return 'A name in this path is not in the encoding of file names (UTF-8), so that it cannot be opened.';
    case 'not-a-file':
      return 'This is not a file that can be read.';
    case 'several-configurations':
      return `There are several configurations in the folder (${detail}). Choose one of them.`;
    case 'unreadable':
      return `It cannot be read (${detail}). Check the permissions.`;
    case 'file-too-large':
      return `The file is ${detail}. No file of an export is nearly that large, so it is not read.`;
    case 'folder-too-large':
      return `The files are ${detail} together. No export is nearly that large, so they are not read.`;
    case 'too-many-files':
      return `There are ${detail} files. No export has nearly that many, so they are not read.`;
    case 'wrong-encoding':
      return `The text is not in the encoding it claims or should have (${detail}). Export the configuration again.`;
    case 'link-leaves-folder':
      return 'It is a link to something outside the folder and is not followed. Copy the whole export into one folder.';
    case 'damaged-archive':
      return `The archive is damaged, or its paths lead out of it, and nothing of it is read (${detail}). Make it again, or unpack it and choose the folder.`;
    case 'link-in-archive':
      return 'The archive holds a link, which no export does: nothing of it is read. Make it again without links.';
    case 'twice-in-archive':
      return 'The archive holds two files of this name: which one is meant cannot be told. Make it again.';
    case 'encrypted':
      return 'The archive is encrypted. Unpack it, and choose the folder.';
    case 'unknown-compression':
      return `The archive uses a compression that is not known here (${detail}). Unpack it, and choose the folder.`;
    case 'folder-not-empty':
      return 'The folder is not empty. Choose an empty or new one: nothing is overwritten.';
    case 'inside-record':
      return detail;
    case 'cannot-write':
      return `It cannot be written (${detail}). Check the permissions and the free space.`;
    default:
      return assertNever(problem);
  }
}
