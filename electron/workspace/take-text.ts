import { exportFormatTexts as texts } from '../../shared/messages/export-formats.ts';
import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import { recognise } from '../../shared/sync-rules/formats/recognise.ts';
import { isRuleScript } from '../../shared/sync-rules/powershell/rule-script.ts';
import { decodeCodePage, decodeText } from './decode-text.ts';
import { folderError, type FolderError } from './folder-error.ts';
import type { UnreadFile } from './list-files.ts';

/** A file of an export as text, with what a reader should know of how it was decoded. */
export interface TakenFile {
  readonly file: ConfigurationFile;
  readonly remark: string | undefined;
}

/** What the first bytes of a file tell: whether it is worth reading. */
export type Beginning = 'archive' | 'text' | 'other';

/** Bytes at the beginning of a file that are looked at before it is read. */
export const beginningSize = 4096;

export function beginningOf(bytes: Uint8Array): Beginning {
  if (isArchive(bytes)) return 'archive';
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0;
  // Text in single bytes has no zeros, pictures and documents of Office have.
  return isWide || !bytes.includes(0) ? 'text' : 'other';
}

/** `PK`: with files, without any, or the first part of several. */
function isArchive(bytes: Uint8Array): boolean {
  const [p, k, third = 0, fourth = 0] = bytes;
  return p === 0x50 && k === 0x4b && third < 0x09 && fourth === third + 1;
}

/** Decodes a file and keeps it if it is part of an export; `isPart`: it stands where only such a file can. */
export function takeText(path: string, bytes: Uint8Array, isPart: boolean): TakenFile | UnreadFile | FolderError {
  const decoded = decodeText(bytes);
  if (decoded.ok) {
    const file = { path, text: decoded.text };
    return isPart || recognise(file) !== undefined ? { file, remark: undefined } : { path, why: texts.unrecognised };
  }
  const assumed = decodeCodePage(bytes);
  // A script may begin with a comment, `<#`.
  if (isPart || /^(?:\xEF\xBB\xBF|\xFF\xFE)?\s*(?:<(?!#)|\{)/.test(assumed.slice(0, 200))) {
    const isExport = isPart || recognise({ path, text: assumed }) !== undefined;
    return isExport
      ? folderError(path, 'wrong-encoding', decoded.reason)
      : { path, why: texts.notText(decoded.reason) };
  }
  if (!isRuleScript(assumed) || hasControls(assumed)) return { path, why: texts.notText(decoded.reason) };
  return { file: { path, text: assumed }, remark: texts.assumedCodePage };
}

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they tell that it is no text of this code page
  return /[\0-\x08\x0e-\x1f]/.test(text);
}
