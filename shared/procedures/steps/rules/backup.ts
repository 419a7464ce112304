import { z } from 'zod';
import { jsonHash } from '../../../base/hash.ts';
import type { Capture, ObjectTable, Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import { backupTexts } from '../texts.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { readConfiguration } from '../../../entra-connect/formats/export/read-configuration.ts';
import { recreationScript } from '../../../entra-connect/formats/powershell/recreation-script.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import { syncRuleSchema } from '../../../entra-connect/rules/rule-json.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { blockedBy, serverBlockers } from './blockers.ts';
import { planAsApproved } from './approved-change.ts';
import * as commands from './commands.ts';
import { flowTo } from './describe-rule.ts';
import { readRules, rulesThatDiffer } from './rule-access.ts';
import type { RuleChange } from './rule-change.ts';
import { ruleNameIn, sealedChangeSchema, type PlainChange, type SealedChange } from './sealed-change.ts';
import { readRuleSituation, readSituation } from '../idle/situation.ts';
import { waitingChanges } from '../synchronize/waiting-changes.ts';

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
  /** Distinguished names of remote mailboxes that lose the GUID too. */
  readonly remoteMailboxes: readonly string[];
}

export interface BackupState {
  /** ISO UTC. */
  readonly takenAt: string;
  readonly stagingMode: boolean;
  readonly change: PlainChange;
  /** Users whom a synchronization with the rules as they were would have changed. */
  readonly unsynchronizedUsers: number;
  /** Users who fail to synchronize with the rules as they were. */
  readonly failingUsers: number;
  /** Paths of the files of the configuration export. */
  readonly configuration: readonly string[];
}

type Facts = Plain<BackupFacts>;
type State = Plain<BackupState>;

export const backupStateSchema = z.strictObject({
  takenAt: z.string(),
  stagingMode: z.boolean(),
  change: sealedChangeSchema,
  unsynchronizedUsers: z.int(),
  failingUsers: z.int(),
  configuration: z.array(z.string()),
});

const configurationFolder = 'backup/configuration/';
const rulesFolder = 'backup/rules/';

/** Back up the configuration; its probe checks everything that forbids the procedure, before anything is written. */
export function backupStep(change: RuleChange): Step<HybridSystems, Facts, State> {
  return {
    id: 'backup',
    revision: 3,
    ...backupTexts.step,
    risk: 'none',
    effects: () => [],
    probe: async (context) => probe(context, change),
    plan,
    capture: async (context) => capture(context, change),
    apply: async () => success(undefined),
    verify,
    undo: { kind: 'changes-nothing' },
  };
}

async function probe(context: Reading, change: RuleChange): Promise<Probe<Facts>> {
  const options = change.readOptions(context.options);
  if (!options.ok) return { kind: 'blocked', reason: options.failure.raw, remedy: backupTexts.correctOption };
  const situation = await readSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  const ofServer = serverBlockers(situation.value, options.value, context.clock.now());
  const planned = await planAsApproved(change, context, situation.value);
  if (!planned.ok) return { kind: 'unknown', failure: planned.failure };
  const ofRules = planned.value.kind === 'blocked' ? planned.value.blockers : [];
  if (planned.value.kind === 'blocked' || ofServer.length > 0) return blockedBy([...ofServer, ...ofRules]);
  const { stagingModeEnabled } = situation.value.scheduler;
  return { kind: 'ready', facts: factsOf(situation.value.rules, stagingModeEnabled, planned.value.change) };
}

function factsOf(
  rules: readonly SyncRule[],
  stagingMode: boolean,
  { contributors, remoteMailboxes = [] }: SealedChange,
): Facts {
  return {
    rules: rules.length,
    rulesHash: jsonHash(rules.toSorted((left, right) => (left.id < right.id ? -1 : 1))),
    stagingMode,
    remoteMailboxes: [...remoteMailboxes],
    contributors: contributors.map(({ rule, connectorName }) => ({
      id: rule.id,
      name: rule.name,
      connectorName,
      sourceObjectType: rule.sourceObjectType,
      precedence: rule.precedence,
      flow: flowTo(rule, mailboxGuidAttribute) ?? null,
    })),
  };
}

function plan(facts: Facts): StepPlan {
  return {
    summary: [
      backupTexts.summary(facts.rules, facts.contributors),
      ...(facts.stagingMode ? [backupTexts.stagingAcknowledged] : []),
    ].join(' '),
    changes: [],
    commands: [commands.backUpConfiguration],
    effects: [],
    notes: [],
    objects: facts.remoteMailboxes.length === 0 ? [] : [remoteMailboxTable(facts.remoteMailboxes)],
    confirmation: undefined,
  };
}

function remoteMailboxTable(names: readonly string[]): ObjectTable {
  const { title, columns } = backupTexts.remoteMailboxes;
  return { id: 'remote-mailboxes', title, columns, rows: names.map((name) => [name]) };
}

async function capture(context: Reading, change: RuleChange): Promise<Result<Capture<State>>> {
  const { syncServer } = context.systems;
  context.progress({ text: backupTexts.exporting });
  const files = await persistently(context, () => syncServer.exportConfiguration(context));
  if (!files.ok) return files;
  const situation = await readRuleSituation(context);
  if (!situation.ok) return situation;
  // Planned anew, whatever an earlier attempt has sealed: the rules may have been changed since.
  const planned = await planAsApproved(change, context, situation.value);
  if (!planned.ok) return planned;
  if (planned.value.kind === 'blocked') {
    const raw = blockedBy(planned.value.blockers).reason;
    return failed({ code: 'object-conflict', during: backupTexts.step.title, raw, retry: 'pointless' });
  }
  const sealed = planned.value.change;
  const waiting = await waitingChanges(context, sealed, situation.value.rules);
  if (!waiting.ok) return waiting;
  return success({
    state: {
      takenAt: context.clock.now().toISOString(),
      stagingMode: situation.value.scheduler.stagingModeEnabled,
      change: sealed,
      unsynchronizedUsers: waiting.value.users,
      failingUsers: waiting.value.failing,
      configuration: files.value.map((file) => file.path),
    },
    files: [
      ...files.value.map((file) => ({ path: `${configurationFolder}${file.path}`, text: file.text })),
      ...sealed.contributors.flatMap(({ rule }) => [
        { path: ruleFile(rule.id), text: `${JSON.stringify(rule, undefined, 2)}\n` },
        { path: `${rulesFolder}${rule.id}.ps1`, text: `\uFEFF${recreationScript(rule)}` },
      ]),
      ...change.files(sealed),
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
    {
      label: backupTexts.rulesWithScript,
      after: sealed.value.treated.map((rule) => ruleNameIn(state.change.contributors, rule)),
    },
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
  for (const { rule } of state.change.contributors) {
    const text = await context.evidenceFile(ruleFile(rule.id));
    if (!text.ok) return text;
    treated.push(syncRuleSchema.parse(JSON.parse(text.value)));
  }
  return success({ rules: outcome.document.configuration.rules, treated });
}
