import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isTemporary, writeFileAtomically } from './atomic-file.ts';
import { enclosingRecord } from './enclosing-record.ts';
import { makeFolder } from './make-folder.ts';
import { done, reaching, refused, systemCodeOf, type FolderResult } from './run-folder/outcome.ts';
import { readIfPresent } from './plain-file.ts';

/** A kind of document that is written into a folder of its own. */
export interface OutputKind {
  /** The file by which a folder is known to hold such a document. */
  readonly mark: string;
  /** What the mark says of itself. */
  readonly schema: string;
  /** Files that may stand beside it, besides CSV lists. */
  readonly beside: readonly string[];
  /** Whether an earlier one may be approved or filed by now: then it is replaced only on request. */
  readonly isKept: boolean;
}

export const assessmentOutput: OutputKind = {
  mark: 'assessment.json',
  schema: 'hybrid-preflight/assess/',
  beside: ['assessment.html'],
  isKept: false,
};

export const comparisonOutput: OutputKind = {
  mark: 'comparison.json',
  schema: 'hybrid-preflight/compare/',
  beside: ['comparison.html'],
  isKept: false,
};

export const changePlanOutput: OutputKind = {
  mark: 'change-plan.json',
  schema: 'hybrid-preflight/plan/',
  beside: ['change-plan.html', 'change-plan.schema.json', 'change-plan.pdf', 'apply.ps1', 'undo.ps1'],
  isKept: true,
};

/** Scripts that give another server the same customizations; the undo belongs to what was carried out. */
export const customizationsOutput: OutputKind = {
  mark: 'customizations.json',
  schema: 'hybrid-preflight/customizations/',
  beside: ['apply.ps1', 'undo.ps1'],
  isKept: true,
};

/** A document with everything that belongs to it, by name. */
export type OutputFiles = ReadonlyMap<string, string | Uint8Array>;

/** Why nothing may be written into a folder; undefined: it is new or empty, or what it holds may be replaced. */
export async function refuseOutput(
  path: string,
  kind: OutputKind | undefined,
  replace = false,
): Promise<FolderResult<void>> {
  const folder = resolve(path);
  return reaching(folder, async () => {
    const record = await enclosingRecord(folder);
    if (record !== undefined)
      return refused({ code: 'inside-record', path: folder, of: record.kind, record: record.folder });
    const present = await namesIn(folder);
    if (present === undefined) return refused({ code: 'not-a-folder', path: folder });
    if (present.length === 0) return done(undefined);
    const isOfKind = kind !== undefined && (await holdsOnly(folder, kind, present));
    if (!isOfKind) return refused({ code: 'not-empty', path: folder });
    return kind.isKept && !replace ? refused({ code: 'holds-output', path: folder, file: kind.mark }) : done(undefined);
  });
}

/** Writes a document into a folder of its own. An earlier one that it replaces goes first, with all that belonged to it. */
export async function writeOutput(
  path: string,
  kind: OutputKind,
  files: OutputFiles,
  replace = false,
): Promise<FolderResult<void>> {
  const folder = resolve(path);
  return reaching(folder, async () => {
    const refusal = await refuseOutput(folder, kind, replace);
    if (!refusal.ok) return refusal;
    await makeFolder(folder);
    // What the new one does not have goes first: never does a script stand beside a plan that it is not of.
    for (const name of await readdir(folder)) if (!files.has(name)) await rm(join(folder, name));
    for (const [name, content] of files) await writeFileAtomically(join(folder, name), content);
    return done(undefined);
  });
}

/** Empty: there is no such folder yet; undefined: something else stands there. */
async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function holdsOnly(folder: string, kind: OutputKind, present: readonly string[]): Promise<boolean> {
  if (!present.every((name) => isNameOf(kind, name))) return false;
  const mark = await readIfPresent(join(folder, kind.mark));
  return mark !== undefined && schemaOf(mark)?.startsWith(kind.schema) === true;
}

function isNameOf({ mark, beside }: OutputKind, name: string): boolean {
  return name === mark || beside.includes(name) || name.endsWith('.csv') || isTemporary(name);
}

function schemaOf(content: Buffer): string | undefined {
  try {
    return z.looseObject({ schema: z.string() }).safeParse(JSON.parse(content.toString('utf8'))).data?.schema;
  } catch {
    return undefined;
  }
}
