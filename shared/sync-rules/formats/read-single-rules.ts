import type { ConfigurationFile } from '../export/layout.ts';
import { reportError, reportNote, type FileReport, type ReadError, type ReadNote } from '../export/problems.ts';
import { readRuleFile } from '../export/read-configuration.ts';
import { sameValue } from '../equality.ts';
import type { SyncRule } from '../model.ts';
import { readScript } from '../powershell/read-script.ts';

/** Rules of files that hold single ones: scripts of the rules editor and single files of a configuration. */
export interface SingleRules {
  readonly rules: readonly SyncRule[];
  readonly errors: readonly ReadError[];
  readonly notes: readonly ReadNote[];
}

/** A rule with its place, to name it when another one has the same identifier. */
interface Found {
  readonly rule: SyncRule;
  readonly report: FileReport;
  readonly start: number;
}

/** Reads every file; the same rule in two of them counts once, two different ones of one identifier are an error. */
export function readSingleRules(
  scripts: readonly ConfigurationFile[],
  ruleFiles: readonly ConfigurationFile[],
): SingleRules {
  const errors: ReadError[] = [];
  const notes: ReadNote[] = [];
  const reportOn = ({ path, text }: ConfigurationFile): FileReport => ({ file: path, text, errors, notes });
  const found: Found[] = [
    ...scripts.flatMap((file) => {
      const report = reportOn(file);
      return readScript(file, report).map(({ rule, start }) => ({ rule, start, report }));
    }),
    ...ruleFiles.flatMap((file) => {
      const report = reportOn(file);
      const rule = readRuleFile(file, report);
      return rule === undefined ? [] : [{ rule, start: 0, report }];
    }),
  ];
  return { rules: withoutRepetitions(found), errors, notes };
}

function withoutRepetitions(found: readonly Found[]): readonly SyncRule[] {
  const byId = new Map<string, Found>();
  for (const one of found) {
    const earlier = byId.get(one.rule.id);
    if (earlier === undefined) byId.set(one.rule.id, one);
    else if (sameValue(earlier.rule, one.rule)) reportNote(one.report, 'same-rule-twice', one.start, one.rule.name);
    else reportError(one.report, 'duplicate-rule', one.start, earlier.report.file);
  }
  return [...byId.values()].map(({ rule }) => rule);
}
