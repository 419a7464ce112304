import type { ConfigurationFile } from './export/layout.ts';
import { reportError, reportNote, type FileReport, type ReadError, type ReadNote } from './export/problems.ts';
import { readRuleFile } from './export/read-configuration.ts';
import { sameValue } from '../rules/equality.ts';
import type { SyncRule } from '../rules/model.ts';
import { readDump } from './dumps/read-dump.ts';
import { readScript } from './powershell/read-script.ts';

/** Rules of files that hold single ones: scripts, single files of a configuration, and what Get-ADSyncRule was written to. */
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

/**
 * Reads every file; the same rule in two of them counts once, two different ones of one identifier are an error. Scripts
 * come last: they hold neither version nor internal identifier.
 */
export function readSingleRules(
  scripts: readonly ConfigurationFile[],
  ruleFiles: readonly ConfigurationFile[],
  dumps: readonly ConfigurationFile[] = [],
): SingleRules {
  const errors: ReadError[] = [];
  const notes: ReadNote[] = [];
  const reportOn = ({ path, text }: ConfigurationFile): FileReport => ({ file: path, text, errors, notes });
  const found: Found[] = [
    ...ruleFiles.flatMap((file) => {
      const report = reportOn(file);
      const rule = readRuleFile(file, report);
      return rule === undefined ? [] : [{ rule, start: 0, report }];
    }),
    ...dumps.flatMap((file) => {
      const report = reportOn(file);
      return readDump(file, report).map(({ rule, start }) => ({ rule, start, report }));
    }),
    ...scripts.flatMap((file) => {
      const report = reportOn(file);
      return readScript(file, report).map(({ rule, start }) => ({ rule, start, report }));
    }),
  ];
  return { rules: withoutRepetitions(found), errors, notes };
}

function withoutRepetitions(found: readonly Found[]): readonly SyncRule[] {
  const byId = new Map<string, Found>();
  for (const one of found) {
    const earlier = byId.get(one.rule.id);
    if (earlier === undefined) byId.set(one.rule.id, one);
    else if (sameValue(toldEverywhere(earlier.rule), toldEverywhere(one.rule)))
      reportNote(one.report, 'same-rule-twice', one.start, one.rule.name);
    else reportError(one.report, 'duplicate-rule', one.start, earlier.report.file);
  }
  return [...byId.values()].map(({ rule }) => rule);
}

/** A rule without what a script does not tell of it. */
function toldEverywhere(rule: SyncRule): SyncRule {
  return {
    ...rule,
    internalId: rule.id,
    version: 1,
    flows: rule.flows.map((flow) => ({ ...flow, uninterpreted: [] })),
  };
}
