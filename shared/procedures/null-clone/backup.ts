import { jsonHash } from '../../engine/hash.ts';
import type { Capture, Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { backupTexts } from '../../messages/null-clone-rules.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import { readConfiguration } from '../../sync-rules/export/read-configuration.ts';
import { recreationScript } from '../../sync-rules/powershell/recreation-script.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { persistently } from '../patience.ts';
import type { Plain } from '../plain.ts';
import { syncRuleSchema } from '../rule-json.ts';
import type { HybridSystems, Reading } from '../systems.ts';
import { serverBlockers } from './blockers.ts';
import * as commands from './commands.ts';
import { readOptions } from './options.ts';
import { meaningfulDifferences } from '../../sync-rules/rule-difference.ts';
import { differenceText, readRules } from './rule-access.ts';
import { readRuleSituation, readSituation, ruleById } from './situation.ts';
import type { PlainTreated, Treated } from './treated.ts';
import { blockedBy, treatmentOf } from './treatment.ts';

/** What is to be backed up and worked on; nothing that changes by itself. */
interface BackupFacts {
  readonly rules: number;
  /** Hash over all rules. */
  readonly rulesHash: string;
  readonly stagingMode: boolean;
  readonly contributors: readonly {
    readonly id: string;
    readonly name: string;
    readonly connectorName: string;
    readonly sourceObjectType: string;
    readonly precedence: number;
    readonly flow: Plain<SyncRule['flows'][number]> | null;
  }[];
}

export interface BackupState {
  /** ISO UTC. */
  readonly takenAt: string;
  readonly stagingMode: boolean;
  readonly treated: readonly PlainTreated[];
  /** Paths of the files of the configuration export. */
  readonly configuration: readonly string[];
}

type Facts = Plain<BackupFacts>;
type State = Plain<BackupState>;

const configurationFolder = 'backup/configuration/';
const rulesFolder = 'backup/rules/';

/** Back up the configuration; its probe checks everything that forbids the procedure, before anything is written. */
export const backup: Step<HybridSystems, Facts, State> = {
  id: 'backup',
  revision: 1,
  ...backupTexts.step,
  risk: 'none',
  probe,
  plan,
  capture,
  apply: async () => success(undefined),
  verify,
  undo: { kind: 'changes-nothing' },
};

async function probe(context: Reading): Promise<Probe<Facts>> {
  const options = readOptions(context.options);
  if (!options.ok) return { kind: 'blocked', reason: options.failure.raw, remedy: backupTexts.correctOption };
  const situation = await readSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  const ofServer = serverBlockers(situation.value, options.value, context.clock.now());
  const treatment = await treatmentOf(context, situation.value);
  if (!treatment.ok) return { kind: 'unknown', failure: treatment.failure };
  const ofRules = treatment.value.kind === 'blocked' ? treatment.value.blockers : [];
  if (treatment.value.kind === 'blocked' || ofServer.length > 0) return blockedBy([...ofServer, ...ofRules]);
  return {
    kind: 'ready',
    facts: factsOf(situation.value.rules, situation.value.scheduler.stagingModeEnabled, treatment.value.treated),
  };
}

function factsOf(rules: readonly SyncRule[], stagingMode: boolean, treated: readonly Treated[]): Facts {
  return {
    rules: rules.length,
    rulesHash: jsonHash(rules.toSorted((left, right) => (left.id < right.id ? -1 : 1))),
    stagingMode,
    contributors: treated.map(({ original, connectorName }) => ({
      id: original.id,
      name: original.name,
      connectorName,
      sourceObjectType: original.sourceObjectType,
      precedence: original.precedence,
      flow: guidFlow(original) ?? null,
    })),
  };
}

function guidFlow(rule: SyncRule): SyncRule['flows'][number] | undefined {
  return rule.flows.find((flow) => flow.destination.toLowerCase() === mailboxGuidAttribute.toLowerCase());
}

function plan(facts: Facts): StepPlan {
  return {
    summary: backupTexts.summary(facts.rules, facts.contributors),
    changes: [],
    commands: [commands.backUpConfiguration],
    impact: [backupTexts.impact, ...(facts.stagingMode ? [backupTexts.stagingAcknowledged] : [])],
    objects: [],
    confirmation: undefined,
  };
}

async function capture(context: Reading): Promise<Result<Capture<State>>> {
  const { syncServer } = context.systems;
  context.progress({ text: backupTexts.exporting });
  const files = await persistently(context, () => syncServer.exportConfiguration(context));
  if (!files.ok) return files;
  const situation = await readRuleSituation(context);
  if (!situation.ok) return situation;
  const treatment = await treatmentOf(context, situation.value);
  if (!treatment.ok) return treatment;
  if (treatment.value.kind === 'blocked') {
    const raw = blockedBy(treatment.value.blockers).reason;
    return failed({ code: 'object-conflict', during: backupTexts.step.title, raw, retry: 'pointless' });
  }
  const { treated } = treatment.value;
  return success({
    state: {
      takenAt: context.clock.now().toISOString(),
      stagingMode: situation.value.scheduler.stagingModeEnabled,
      treated,
      configuration: files.value.map((file) => file.path),
    },
    files: [
      ...files.value.map((file) => ({ path: `${configurationFolder}${file.path}`, text: file.text })),
      ...treated.flatMap(({ original }) => [
        { path: ruleFile(original.id), text: `${JSON.stringify(original, undefined, 2)}\n` },
        { path: `${rulesFolder}${original.id}.ps1`, text: `\uFEFF${recreationScript(original)}` },
      ]),
    ],
  });
}

function ruleFile(id: string): string {
  return `${rulesFolder}${id}.json`;
}

/** The folder is worth something when it reads back to the very rules that the server has. */
async function verify(context: Reading, state: State): Promise<Verification> {
  const sealed = await readBackup(context, state);
  if (!sealed.ok) return { kind: 'unknown', failure: sealed.failure };
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const problems = [
    ...rulesThatDiffer(sealed.value.rules, rules.value),
    ...rulesThatDiffer(
      sealed.value.treated,
      rules.value.filter((rule) => sealed.value.treated.some(({ id }) => id === rule.id)),
    ),
  ];
  const evidence = [
    { label: backupTexts.rulesInBackup, after: sealed.value.rules.length },
    { label: backupTexts.rulesOnServer, after: rules.value.length },
    { label: backupTexts.rulesWithScript, after: sealed.value.treated.map(({ name }) => name) },
  ];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : {
        kind: 'failed',
        reason: backupTexts.differs(problems),
        remedy: backupTexts.differsRemedy,
        evidence,
        objects: [],
      };
}

export interface SealedBackup {
  /** All rules of the configuration export. */
  readonly rules: readonly SyncRule[];
  /** The rules of this run, from their own files. */
  readonly treated: readonly SyncRule[];
}

/** Reads the backup from its sealed files, not from memory. */
export async function readBackup(context: Reading, state: State): Promise<Result<SealedBackup>> {
  const files: { readonly path: string; readonly text: string }[] = [];
  for (const path of state.configuration) {
    const text = await context.evidenceFile(`${configurationFolder}${path}`);
    if (!text.ok) return text;
    files.push({ path, text: text.value });
  }
  const outcome = readConfiguration(files);
  if (!outcome.ok) {
    const [first] = outcome.errors;
    return failed({
      code: 'invalid-answer',
      during: backupTexts.readingBack,
      raw: JSON.stringify(first),
      retry: 'pointless',
    });
  }
  const treated: SyncRule[] = [];
  for (const { original } of state.treated) {
    const text = await context.evidenceFile(ruleFile(original.id));
    if (!text.ok) return text;
    treated.push(syncRuleSchema.parse(JSON.parse(text.value)));
  }
  return success({ rules: outcome.document.configuration.rules, treated });
}

/** Rules that are missing on one side or differ, each with what differs. */
export function rulesThatDiffer(expected: readonly SyncRule[], found: readonly SyncRule[]): readonly string[] {
  const missing = expected.flatMap((rule) => {
    const other = ruleById(found, rule.id);
    if (other === undefined) return [`${rule.name}: missing`];
    const differences = meaningfulDifferences(rule, other);
    return differences.length === 0 ? [] : [`${rule.name}: ${differenceText(differences)}`];
  });
  const additional = found.filter((rule) => ruleById(expected, rule.id) === undefined);
  return [...missing, ...additional.map((rule) => `${rule.name}: additional`)];
}
