import { z } from 'zod';
import { assertNever } from '../../../base/assert-never.ts';
import type {
  Capture,
  Evidence,
  ObjectTable,
  Probe,
  Step,
  StepPlan,
  Verification,
} from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type MetaverseObjectId } from '../../../base/identifiers.ts';
import { recipientKindTexts } from '../../../entra-connect/recipient-kind-texts.ts';
import { previewTexts, roundTexts } from '../proof/texts.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { sealUsersBefore, usersBefore, usersBeforeFile } from '../run-users/before.ts';
import { accountOf, beginAccount } from '../../../user-flow/read-account.ts';
import { collectHolders } from '../proof/cloud-holders.ts';
import { audiencesOf, concernedObjects } from '../rules/audience.ts';
import { beforeCountsSchema, beforeFile, writeEntries, type BeforeEntry } from '../proof/before-state.ts';
import { cloudBeforeFile } from '../proof/cloud-before.ts';
import * as commands from '../rules/commands.ts';
import { judgePreview, judgeReturn, type PreviewVerdict } from './judge-preview.ts';
import {
  guidEffectOf,
  isSkipped,
  nothingSealed,
  roundTitle,
  type Round,
  type RuleChange,
} from '../rules/rule-change.ts';
import { probeChange } from '../rules/rule-step.ts';
import { sampledSchema, samplerOf, type Sampled } from './sample.ts';
import { readStateBefore } from '../proof/state-before.ts';
import { sparedBy, sealedChange, stageBounds, type Audience, type SealedChange } from '../rules/sealed-change.ts';
import { readRuleSituation } from '../idle/situation.ts';
import { notYet } from '../rules/standing-problems.ts';

interface PreviewFacts {
  readonly audience: readonly { readonly connectorName: string; readonly objectType: string }[];
  readonly sampleSize: number;
}
type Facts = Plain<PreviewFacts>;

export const previewStateSchema = z.strictObject({
  counts: beforeCountsSchema,
  /** Objects joined in the Entra connector's space, before. */
  entraObjects: z.int(),
  cloudSealed: z.boolean(),
  sample: z.array(sampledSchema.extend({ hasGuid: z.boolean() })),
});
export type PreviewState = z.infer<typeof previewStateSchema>;
type PreviewSample = Sampled & { readonly hasGuid: boolean };

/**
 * Preview before anything syncs. Its capture seals the state of every object: it is the last moment before a
 * synchronization can run, because the next step turns the scheduler on.
 */
export function previewStep(change: RuleChange, round: Round): Step<HybridSystems, Facts, PreviewState> {
  return {
    id: round.steps.preview,
    revision: 2,
    ...previewTexts.step,
    description: change.mayChange === undefined ? previewTexts.step.description : previewTexts.describedReturn,
    title: roundTitle(round, previewTexts.step.title),
    risk: 'none',
    effects: () => [],
    probe: async (context) => probe(context, change, round),
    plan,
    capture: async (context) => capture(context, change, round),
    apply: async () => success(undefined),
    verify: async (context, state) => verify(context, state, change),
    undo: { kind: 'changes-nothing' },
  };
}

async function probe(context: Reading, change: RuleChange, round: Round): Promise<Probe<Facts>> {
  if (isSkipped(context, round)) return { kind: 'not-needed', reason: roundTexts.skipped };
  const options = change.readOptions(context.options);
  if (!options.ok) return { kind: 'unknown', failure: options.failure };
  const found = await probeChange(context, change);
  if (found.kind !== 'found') return found;
  const { to } = stageBounds(found.change, round.after);
  if (found.done < to) return { kind: 'blocked', ...notYet(found.change, found.done, to, found.situation.rules) };
  const audience = audienceIn(found.change, round).map(({ connectorName, objectType }) => ({
    connectorName,
    objectType,
  }));
  return { kind: 'ready', facts: { audience, sampleSize: options.value.sampleSize } };
}

function audienceIn(change: SealedChange, round: Round): readonly Audience[] {
  return change.rounds.find(({ round: id }) => id === round.id)?.audience ?? [];
}

function plan(facts: Facts): StepPlan {
  return {
    summary: previewTexts.summary(facts.sampleSize),
    changes: [],
    commands: [...new Set(facts.audience.map(({ connectorName }) => connectorName))].map((connectorName) =>
      commands.previewObject(connectorName, previewTexts.someUser),
    ),
    effects: [],
    notes: [],
    objects: [],
    confirmation: undefined,
  };
}

async function capture(context: Reading, change: RuleChange, round: Round): Promise<Result<Capture<PreviewState>>> {
  const sealed = sealedChange(context.captured('backup'));
  if (sealed === undefined) return nothingSealed(previewTexts.step.title);
  const options = change.readOptions(context.options);
  if (!options.ok) return options;
  const situation = await readRuleSituation(context);
  if (!situation.ok) return situation;
  const { connectors } = situation.value;
  const audiences = await audiencesOf(context, connectors, audienceIn(sealed, round));
  if (!audiences.ok) return audiences;
  const sampler = samplerOf(audiences.value, options.value.sampleSize);
  const { concerned, see } = concernedObjects(audiences.value);
  const { holders, see: seeHolder } = collectHolders();
  const account = await beginAccount(context, connectors, {
    attributes: sampler.attributes,
    see(object) {
      sampler.see(object);
      see(object);
      seeHolder(object);
    },
  });
  if (!account.ok) return account;
  const { sample, treatable, withoutNickname } = sampler.sampling();
  const adConnectors = connectors.filter(({ kind }) => kind === 'ad');
  const before = await readStateBefore(context, round, adConnectors, treatable, account.value.collector.seeRecipient);
  if (!before.ok) return before;
  const { entries, today, cloud, isCloudRead } = before.value;
  const statistics = await persistently(context, () =>
    context.systems.syncServer.connectorStatistics(entraConnectorId, context),
  );
  if (!statistics.ok) return statistics;
  const held = new Set(today.filter(({ part }) => part === 'treated').map(({ id }) => id));
  const flow = accountOf(account.value, isCloudRead);
  const users = await sealUsersBefore(
    context,
    round,
    usersBefore(flow, { concerned, effect: guidEffectOf(change), spared: sparedBy(sealed) }, today),
  );
  if (!users.ok) return users;
  const count = (part: BeforeEntry['part']) => entries.filter((entry) => entry.part === part).length;
  return success({
    state: {
      counts: {
        objects: entries.length,
        treated: count('treated'),
        inCloud: entries.filter(({ id, part }) => part === 'treated' && holders.get(id as MetaverseObjectId) === true)
          .length,
        other: count('other'),
        withoutNickname,
      },
      entraObjects: statistics.value.totalConnectors,
      cloudSealed: cloud !== undefined,
      sample: sample.map((one) => ({
        ...one,
        hasGuid: one.metaverseId !== null && held.has(one.metaverseId),
      })),
    },
    files: [
      { path: beforeFile(round), text: writeEntries(entries) },
      ...(cloud === undefined ? [] : [{ path: cloudBeforeFile(round), text: cloud }]),
      { path: usersBeforeFile(round), text: users.value },
    ],
  });
}

interface Previewed {
  readonly user: PreviewSample;
  readonly verdict: PreviewVerdict;
}

async function verify(context: Reading, state: PreviewState, change: RuleChange): Promise<Verification> {
  const { sample, counts } = previewStateSchema.parse(state);
  const judge = change.mayChange === 'values-return' ? judgeReturn : judgePreview;
  const previewed: Previewed[] = [];
  for (const [index, user] of sample.entries()) {
    context.progress({ text: previewTexts.previewing(user.distinguishedName), done: index, total: sample.length });
    const result = await persistently(context, () =>
      context.systems.syncServer.preview(user.connectorId, user.distinguishedName, context),
    );
    if (!result.ok) return { kind: 'unknown', failure: result.failure };
    previewed.push({ user, verdict: judge(result.value, user) });
  }
  const of = (kind: PreviewVerdict['kind']) => previewed.filter(({ verdict }) => verdict.kind === kind);
  const evidence = [
    { label: previewTexts.usersPreviewed, after: previewed.length },
    { label: previewTexts.onlyGuidRemoved, after: of('removes-guid').length },
    ...clearingRules(previewed),
    ...(change.mayChange === undefined
      ? []
      : [{ label: previewTexts.valuesReturn, after: of('values-return').length }]),
    { label: previewTexts.nothingChanges, after: of('no-change').length },
    { label: previewTexts.stillKept, after: of('keeps-guid').length },
    { label: previewTexts.somethingElse, after: of('unexpected').length },
    { label: previewTexts.objectsSealed, after: counts.objects },
    {
      label: change.mayChange === undefined ? previewTexts.objectsWithGuid : previewTexts.objectsWithGuidBefore,
      after: counts.treated,
    },
  ];
  const objects = [tableOf(previewed)];
  if (of('unexpected').length > 0) {
    return { kind: 'failed', ...previewTexts.unexpected(of('unexpected').flatMap(problemsOf)), evidence, objects };
  }
  return of('keeps-guid').length > 0
    ? { kind: 'failed', ...change.keepsGuid(of('keeps-guid').length), evidence, objects }
    : { kind: 'passed', evidence, objects };
}

/** AuthoritativeNull is seen where the server names the rule that removes the value. */
function clearingRules(previewed: readonly Previewed[]): readonly Evidence[] {
  const names = previewed.flatMap(({ verdict }) => (verdict.kind === 'removes-guid' ? (verdict.by ?? []) : []));
  return names.length === 0 ? [] : [{ label: previewTexts.clearedBy, after: [...new Set(names)] }];
}

function problemsOf({ user, verdict }: Previewed): readonly string[] {
  return verdict.kind === 'unexpected'
    ? verdict.problems.map((problem) => `${user.distinguishedName}: ${problem}`)
    : [];
}

function tableOf(previewed: readonly Previewed[]): ObjectTable {
  return {
    id: 'previewed-users',
    title: previewTexts.tableTitle,
    columns: previewTexts.columns,
    rows: previewed.map(({ user, verdict }) => [
      user.distinguishedName,
      user.connectorName,
      user.objectType,
      recipientKindTexts[user.kind],
      user.hasNickname ? previewTexts.yes : previewTexts.no,
      verdictText(verdict),
    ]),
  };
}

function verdictText(verdict: PreviewVerdict): string {
  switch (verdict.kind) {
    case 'removes-guid':
      return previewTexts.removes(verdict.exported, verdict.by);
    case 'values-return':
      return previewTexts.returns(verdict.attributes, verdict.withGuid);
    case 'no-change':
      return previewTexts.noChange;
    case 'keeps-guid':
      return previewTexts.keeps;
    case 'unexpected':
      return verdict.problems.join('; ');
    default:
      return assertNever(verdict);
  }
}
