import { exportFormatTexts as texts } from '../../../shared/entra-connect/formats/texts.ts';
import { binaryReason, foreignTextReason } from '../../../shared/entra-connect/formats/foreign-texts.ts';
import type { ConfigurationFile } from '../../../shared/entra-connect/formats/export/layout.ts';
import { foreignTextOf } from '../../../shared/entra-connect/formats/foreign.ts';
import { recognise } from '../../../shared/entra-connect/formats/recognise.ts';
import { binaryKindOf } from './binary-kind.ts';
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

/** Why a file whose place does not make it part of an export is not read, as far as its first bytes tell. */
export function notWorthReading(bytes: Uint8Array): string | undefined {
  const beginning = beginningOf(bytes);
  if (beginning === 'archive') return texts.zipInside;
  const kind = binaryKindOf(bytes);
  if (kind !== undefined) return binaryReason(kind);
  return beginning === 'other' ? texts.noText : undefined;
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
    const isRead = isPart || recognise(file) !== undefined;
    return isRead ? { file, remark: undefined } : { path, why: foreignTextReason(foreignTextOf(file)) };
  }
  const assumed = decodeCodePage(bytes);
  const recognised = recognise({ path, text: assumed });
  // A script may begin with a comment, `<#`.
  if (isPart || /^(?:\xEF\xBB\xBF|\xFF\xFE)?\s*(?:<(?!#)|\{)/.test(assumed.slice(0, 200))) {
    if (recognised?.kind === 'dump' && !isPart && !hasControls(assumed)) return { file: { path, text: assumed }, remark: texts.assumedCodePage }; // prettier-ignore
    return isPart || recognised !== undefined
      ? folderError(path, 'wrong-encoding', decoded.reason)
      : { path, why: texts.notText(decoded.reason) };
  }
  const isRead = recognised?.kind === 'script' || recognised?.kind === 'dump';
  if (!isRead || hasControls(assumed)) return { path, why: texts.notText(decoded.reason) };
  return { file: { path, text: assumed }, remark: texts.assumedCodePage };
}

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they tell that it is no text of this code page
  return /[\0-\x08\x0e-\x1f]/.test(text);
}
