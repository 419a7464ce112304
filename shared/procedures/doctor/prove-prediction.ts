import type { Evidence, ObjectTable, Probe, Step, StepPlan, Verification } from '../../engine/contract/step.ts';
import { success, type Result } from '../../base/failure.ts';
import { predictionTexts as texts } from './texts.ts';
import type { Problem } from '../../base/words/problem.ts';
import { proveTexts } from '../steps/proof/texts.ts';
import { undoneTexts } from '../steps/licences/texts.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import type { Prediction } from '../../entra-connect/prediction/predict.ts';
import type { Plain } from '../../base/plain.ts';
import { sealedBefore } from '../steps/proof/before-state.ts';
import { visitJoinedUsers, type JoinedUser } from '../steps/proof/joined-users.ts';
import { readPredictor } from '../steps/proof/read-predictor.ts';
import { readRuleSituation } from '../steps/idle/situation.ts';
import type { Round } from '../steps/rules/rule-change.ts';
import { refutedByRules } from '../steps/rules/standing-problems.ts';
import { stateAfter, usersAfterFile, type StatesRead } from '../steps/run-users/after.ts';
import { readSealedUsers } from '../steps/run-users/before.ts';
import type { UserAfter, UserBefore } from '../steps/run-users/user-lines.ts';
import type { HybridSystems, Reading } from '../../systems/contexts.ts';
import { guidText } from '../../user-flow/guid-text.ts';
import { awaitCloud, type CloudFollowed } from './await-cloud.ts';

interface ProofFacts {
  readonly stagingMode: boolean;
}
type Facts = Plain<ProofFacts>;

const listed = 100;

/** Prove the effect: what the rules are to do to the GUID of every single user is laid beside what metaverse and cloud hold. */
export function provePredictionStep(round: Round): Step<HybridSystems, Facts, Facts> {
  return {
    id: 'prove-effect',
    revision: 1,
    ...texts.step,
    risk: 'none',
    effects: () => [],
    probe,
    plan,
    capture: async (_context, facts) => success({ state: facts, files: [] }),
    apply: async () => success(undefined),
    verify: async (context, facts) => verify(context, facts, round),
    undo: { kind: 'changes-nothing' },
  };
}

async function probe(context: Reading): Promise<Probe<Facts>> {
  const situation = await readRuleSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  return { kind: 'ready', facts: { stagingMode: situation.value.scheduler.stagingModeEnabled } };
}

function plan({ stagingMode }: Facts): StepPlan {
  return {
    summary: [texts.summary, stagingMode ? texts.staging : texts.waitsForCloud].join(' '),
    changes: [],
    commands: [],
    effects: [],
    notes: [],
    objects: [],
    confirmation: undefined,
  };
}

async function verify(context: Reading, { stagingMode }: Facts, round: Round): Promise<Verification> {
  const moved = await refutedByRules(context, round);
  if (moved !== undefined) return moved;
  const isSealed = context.captured(round.steps.preview) !== undefined;
  const sealed = isSealed ? await readSealedUsers(context, round) : success([]);
  if (!sealed.ok) return { kind: 'unknown', failure: sealed.failure };
  const compared = await compareAll(context, stagingMode);
  if (!compared.ok) return { kind: 'unknown', failure: compared.failure };
  const { users, reaching, removed, differing, states } = compared.value;
  // What follows a connector space that is not right yet proves nothing.
  const cloud =
    differing.length === 0 ? await followCloud(context, stagingMode, round, sealed.value, states.entra) : notFollowed();
  if (!cloud.ok) return { kind: 'unknown', failure: cloud.failure };
  const evidence: readonly Evidence[] = [
    { label: texts.users, after: users },
    { label: texts.reaching, after: reaching },
    { label: texts.removed, after: removed },
    { label: texts.differing, after: differing.length },
    ...cloud.value.evidence,
  ];
  const objects: readonly ObjectTable[] = [
    ...(differing.length === 0
      ? []
      : [{ id: 'not-as-computed', title: texts.differing, columns: texts.columns, rows: differing.slice(0, listed) }]),
    ...cloud.value.objects,
  ];
  const read = usersRead(sealed.value, compared.value, cloud.value.followed);
  const files = isSealed ? [usersAfterFile(round.steps.prove, read)] : [];
  const problems = [
    ...(differing.length === 0 ? [] : [{ reason: texts.differ(differing.length), remedy: texts.remedy }]),
    ...cloud.value.problems,
  ];
  const [first] = problems;
  if (first === undefined) return { kind: 'passed', evidence, objects, files };
  const reason = problems.map((problem) => problem.reason).join('\n');
  return { kind: 'failed', reason, remedy: first.remedy, evidence, objects, files };
}

/** What Exchange Online adds to the proof; not followed: with the reason among the evidence. */
interface FoundInCloud {
  readonly followed: CloudFollowed | undefined;
  readonly evidence: readonly Evidence[];
  readonly objects: readonly ObjectTable[];
  readonly problems: readonly Problem[];
}

function notFollowed(...reasons: readonly string[]): Result<FoundInCloud> {
  const evidence = reasons.map((after) => ({ label: proveTexts.exchangeOnline, after }));
  return success({ followed: undefined, evidence, objects: [], problems: [] });
}

async function followCloud(
  context: Reading,
  stagingMode: boolean,
  round: Round,
  users: readonly UserBefore[],
  entra: ReadonlyMap<string, string>,
): Promise<Result<FoundInCloud>> {
  if (stagingMode) return notFollowed(texts.cloudStaging);
  if (sealedBefore(context.captured(round.steps.preview))?.cloudSealed !== true) return notFollowed(texts.cloudNotRead);
  const cloud = await awaitCloud(context, round, users, entra);
  if (!cloud.ok) return cloud.failure.code === 'not-available' ? notFollowed(proveTexts.noCloud) : cloud;
  const { expected, behind, firstBehind, lostMailboxes } = cloud.value;
  return success({
    followed: cloud.value,
    evidence: [
      { label: texts.cloudFollowed, before: expected, after: expected - behind.length },
      { label: proveTexts.mailboxesLost, after: lostMailboxes },
    ],
    objects:
      behind.length === 0
        ? []
        : [
            {
              id: 'behind-in-exchange-online',
              title: texts.cloudBehindTitle,
              columns: [proveTexts.object],
              rows: firstBehind.map((name) => [name]),
            },
          ],
    problems: [
      ...(behind.length === 0 ? [] : [texts.cloudBehind(behind.length)]),
      ...(lostMailboxes === 0 ? [] : [undoneTexts.lostMailboxes(lostMailboxes)]),
    ],
  });
}

/** Every user as it was read back. Whoever the calculation says nothing of is neither right nor wrong. */
function usersRead(
  users: readonly UserBefore[],
  { states, verdicts }: Compared,
  cloud: CloudFollowed | undefined,
): readonly UserAfter[] {
  const behind = new Set<string | null>(cloud?.behind);
  return users.map((user) => {
    const computed = (user.metaverseId === null ? undefined : verdicts.get(user.metaverseId)) ?? 'not-told';
    return {
      id: user.id,
      state: stateAfter(user, { ...states, exchangeOnline: cloud?.recipients }),
      verdict: behind.has(user.entraId) ? 'not-as-planned' : computed,
    };
  });
}

interface Compared {
  /** With a mailbox GUID in AD. */
  readonly users: number;
  readonly reaching: number;
  readonly removed: number;
  /** Object, what was computed, what is there. */
  readonly differing: readonly (readonly string[])[];
  readonly states: Required<Pick<StatesRead, 'metaverse' | 'entra'>>;
  /** By metaverse object, where something was computed. */
  readonly verdicts: ReadonlyMap<string, UserAfter['verdict']>;
}

async function compareAll(context: Reading, stagingMode: boolean): Promise<Result<Compared>> {
  const read = await readPredictor(context);
  if (!read.ok) return read;
  const { predictor } = read.value;
  const { rules, connectors } = read.value.situation;
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const counts = { users: 0, reaching: 0, removed: 0 };
  const differing: (readonly string[])[] = [];
  const metaverse = new Map<string, string>();
  const entra = new Map<string, string>();
  const verdicts = new Map<string, UserAfter['verdict']>();
  const visited = await visitJoinedUsers(context, predictor, connectors, (joined) => {
    if (!joined.directory.some((one) => one.attribute(mailboxGuidAttribute) !== undefined)) return;
    const prediction = predictor.predict(joined.user);
    counts.users += 1;
    if (prediction.cloud.kind === 'reaches') counts.reaching += 1;
    else counts.removed += 1;
    const computed = computedText(prediction, stagingMode, names);
    const found = foundText(joined, stagingMode);
    const { id, attributes } = joined.object;
    metaverse.set(id, guidText(attributes.get(mailboxGuidAttribute)?.values));
    if (joined.cloud !== undefined) entra.set(id, guidText(joined.cloud.attribute(mailboxGuidAttribute)));
    if (computed !== undefined) verdicts.set(id, computed === found ? 'as-planned' : 'not-as-planned');
    if (computed !== undefined && computed !== found) {
      differing.push([joined.object.lineage[0]?.distinguishedName ?? joined.object.id, computed, found]);
    }
  });
  return visited.ok ? success({ ...counts, differing, states: { metaverse, entra }, verdicts }) : visited;
}

/** Undefined: it hangs on what was there before, and says nothing. */
function computedText(
  { metaverse, cloud }: Prediction,
  stagingMode: boolean,
  names: ReadonlyMap<SyncRule['id'], string>,
): string | undefined {
  const inCloud = cloud.kind === 'reaches' ? true : cloud.kind === 'removed' ? false : undefined;
  if (metaverse.kind === 'kept' || metaverse.kind === 'failed' || (inCloud === undefined && !stagingMode))
    return undefined;
  const rule = metaverse.kind === 'value' ? (names.get(metaverse.ruleId) ?? metaverse.ruleId) : undefined;
  return texts.state(rule, stagingMode ? undefined : inCloud);
}

function foundText({ object, cloud }: JoinedUser, stagingMode: boolean): string {
  const inCloud = cloud?.attribute(mailboxGuidAttribute) !== undefined;
  return texts.state(object.attributes.get(mailboxGuidAttribute)?.ruleName, stagingMode ? undefined : inCloud);
}
