import type { Effect } from '../../../engine/contract/effect.ts';
import type { Capture, Probe, Step, StepPlan } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import type { MetaverseObjectId } from '../../../base/identifiers.ts';
import { firstUserTexts as texts, type HeldLicence } from './texts.ts';
import type { Problem } from '../../../base/words/problem.ts';
import { beforeTexts, previewTexts, proveTexts } from '../proof/texts.ts';
import type { ObjectSyncResult } from '../../../systems/sync-server/sync-server.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { effectOf, guidEffect } from '../effects.ts';
import { mailboxLicences, mailboxProducts } from '../../../user-flow/exchange-licences.ts';
import { findInList } from '../../../systems/paging.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import { guidText } from '../../../user-flow/guid-text.ts';
import { readBefore, sealedBefore, type BeforeEntry } from '../proof/before-state.ts';
import * as commands from '../rules/commands.ts';
import { firstUserOption, readFirstUser, searchFirstUser, type FoundUser } from './first-user-choice.ts';
import {
  entraBeforeFile,
  exportedNames,
  firstUserSchema,
  readEntraObject,
  writeAttributes,
  type FirstUser,
} from './first-user-object.ts';
import { verifyFirstUser } from './first-user-proof.ts';
import { judgePreview } from './judge-preview.ts';
import { GivenOptions } from '../rules/options.ts';
import { firstUserStepId } from '../synchronize/round-ids.ts';
import type { Round, RuleChange } from '../rules/rule-change.ts';
import { readRules } from '../rules/rule-access.ts';
import { probeChange, type ChangeProbe } from '../rules/rule-step.ts';
import { stageBounds } from '../rules/sealed-change.ts';
import { requireStillness } from '../idle/situation.ts';
import { sameAttribute } from '../../../entra-connect/rules/flows-to.ts';
import { notYet } from '../rules/standing-problems.ts';

interface FirstUserFacts extends FirstUser {
  readonly guid: string;
  readonly licence: HeldLicence;
  /** Whether the metaverse object holds the GUID still: an attempt whose export failed has taken it away. */
  readonly metaverse: 'holds-guid' | 'cleared';
}
type Facts = Plain<FirstUserFacts>;
type State = Plain<FirstUser>;

/**
 * Synchronize one user first: end to end, while the scheduler is still off, so that nobody else is concerned when it is
 * not as it should be.
 */
export function firstUserStep(change: RuleChange, round: Round): Step<HybridSystems, Facts, State> {
  return {
    id: firstUserStepId,
    revision: 1,
    addedLater: true,
    ...texts.step,
    risk: 'medium',
    effects: () => effectsOn(false, undefined, 'unknown'),
    probe: async (context) => probe(context, change, round),
    plan,
    capture: async (context, facts, earlier) => capture(context, facts, earlier, round),
    apply: async (context, facts) => synchronize(context, firstUserOf(facts)),
    verify: async (context, state) => verifyFirstUser(context, firstUserSchema.parse(state), round),
    undo: { kind: 'by-other-steps' },
  };
}

type Stop = Extract<Probe<never>, { readonly kind: 'blocked' | 'unknown' }>;

async function probe(context: Reading, change: RuleChange, round: Round): Promise<Probe<Facts>> {
  const chosen = readFirstUser(new GivenOptions([firstUserOption], context.options));
  if (!chosen.ok) return { kind: 'unknown', failure: chosen.failure };
  if (chosen.value === undefined) return { kind: 'not-needed', reason: texts.notAsked };
  const found = await probeChange(context, change);
  if (found.kind !== 'found') return found;
  const { to } = stageBounds(found.change, round.after);
  if (found.done < to) return { kind: 'blocked', ...notYet(found.change, found.done, to, found.situation.rules) };
  const sealed = sealedBefore(context.captured(round.steps.preview));
  if (sealed === undefined) return { kind: 'blocked', ...proveTexts.nothingSealed };
  const searched = await findTreated(context, found, round, chosen.value);
  if (searched.kind !== 'treated') return searched;
  const { user, entry } = searched;
  const metaverse = await hasGuid(context, user.connector, entry.id);
  if (!metaverse.ok) return { kind: 'unknown', failure: metaverse.failure };
  const obstacle = metaverse.value ? await obstacleTo(context, user, change) : undefined;
  if (obstacle !== undefined) return obstacle;
  const licence = await readLicence(context, entry);
  if (!licence.ok) return { kind: 'unknown', failure: licence.failure };
  return {
    kind: 'ready',
    facts: {
      distinguishedName: user.object.distinguishedName,
      connectorId: user.connector.id,
      connectorName: user.connector.name,
      metaverseId: entry.id as MetaverseObjectId,
      stagingMode: found.situation.scheduler.stagingModeEnabled,
      cloud: sealed.cloudSealed,
      guid: entry.guid,
      licence: licence.value,
      metaverse: metaverse.value ? 'holds-guid' : 'cleared',
    },
  };
}

/** The user with what was sealed about it before; the round is about it, and it held a GUID then. */
async function findTreated(
  context: Reading,
  { change, situation }: Extract<ChangeProbe, { readonly kind: 'found' }>,
  round: Round,
  distinguishedName: string,
): Promise<{ readonly kind: 'treated'; readonly user: FoundUser; readonly entry: BeforeEntry } | Stop> {
  const audience = change.rounds.find(({ round: id }) => id === round.id)?.audience ?? [];
  const searched = await searchFirstUser(context, situation.connectors, audience, distinguishedName);
  if (!searched.ok) return { kind: 'unknown', failure: searched.failure };
  if (searched.value.kind === 'unfit') return { kind: 'blocked', ...searched.value.problem };
  if (searched.value.kind === 'unknown') return { kind: 'blocked', ...texts.notThere(distinguishedName) };
  const { user } = searched.value;
  const before = await readBefore(context, round);
  if (!before.ok) return { kind: 'unknown', failure: before.failure };
  const entry = before.value.find(({ id }) => id === user.object.metaverseObjectId);
  if (entry === undefined) return { kind: 'blocked', ...texts.joinedSince(distinguishedName) };
  return entry.part === 'treated'
    ? { kind: 'treated', user, entry }
    : { kind: 'blocked', ...texts.losesNothing(distinguishedName) };
}

async function hasGuid(
  context: Reading,
  { id, name }: FoundUser['connector'],
  wanted: string,
): Promise<Result<boolean>> {
  const during = beforeTexts.readingMetaverse(name);
  context.progress({ text: during });
  const attributes = [mailboxGuidAttribute];
  const found = await findInList(
    context,
    during,
    (window) => context.systems.syncServer.metaverse(id, { ...window, attributes }, context),
    (object) => object.id === wanted,
  );
  if (!found.ok) return found;
  return success(guidText(found.value?.item.attributes.get(mailboxGuidAttribute)?.values) !== '');
}

/** The preview of this very user: the GUID goes, in the cloud too, and nothing else. */
async function obstacleTo(
  context: Reading,
  { connector, object }: FoundUser,
  change: RuleChange,
): Promise<Stop | undefined> {
  const { distinguishedName } = object;
  const previewed = await persistently(context, () =>
    context.systems.syncServer.preview(connector.id, distinguishedName, context),
  );
  if (!previewed.ok) return { kind: 'unknown', failure: previewed.failure };
  const verdict = judgePreview(previewed.value, { isTreated: true, hasGuid: true });
  const blocked = (problem: Problem): Stop => ({ kind: 'blocked', ...problem });
  if (verdict.kind === 'unexpected') return blocked(previewTexts.unexpected(verdict.problems));
  if (verdict.kind === 'keeps-guid') return blocked(change.keepsGuid(1));
  return verdict.kind === 'removes-guid' && verdict.exported
    ? undefined
    : blocked(texts.losesNothing(distinguishedName));
}

async function readLicence(context: Reading, { anchor }: BeforeEntry): Promise<Result<HeldLicence>> {
  const { tenant } = context.systems;
  const skus = await persistently(context, () => tenant.subscribedSkus(context));
  if (!skus.ok) return skus.failure.code === 'not-available' ? success('unknown') : skus;
  const found = await findInList(
    context,
    texts.readingLicence,
    (window) => tenant.users(window, context),
    ({ immutableId }) => immutableId !== undefined && immutableId === anchor,
  );
  if (!found.ok) return found;
  if (found.value === undefined) return success('unknown');
  return success(mailboxLicences(found.value.item, mailboxProducts(skus.value)).length > 0 ? 'held' : 'none');
}

function plan(facts: Facts): StepPlan {
  const { distinguishedName, connectorName, stagingMode, guid, licence, metaverse, cloud } = facts;
  const change = { subject: distinguishedName, field: mailboxGuidAttribute, before: guid, after: null };
  return {
    summary: stagingMode ? texts.summaryStaging(distinguishedName) : texts.summary(distinguishedName),
    changes: metaverse === 'cleared' ? [] : [change],
    commands: commands.synchronizeObject(distinguishedName, stagingMode),
    effects: effectsOn(stagingMode, 1, licence),
    notes: [
      ...(stagingMode ? [texts.staging] : [texts.exported(connectorName), texts.licence[licence]]),
      ...(stagingMode ? [] : [cloud ? texts.waits : texts.noCloud]),
      texts.throttled,
    ],
    objects: [],
    confirmation: undefined,
  };
}

/** One user alone loses the GUID; whoever holds no license gets no mailbox. */
function effectsOn(stagingMode: boolean, count: number | undefined, licence: HeldLicence): readonly Effect[] {
  const getsMailbox = !stagingMode && licence !== 'none';
  return [
    ...guidEffect('cleared', count, stagingMode),
    ...(getsMailbox ? effectOf('mailboxes-created', licence === 'held' ? count : undefined) : []),
  ];
}

function firstUserOf(facts: Facts): FirstUser {
  const { distinguishedName, connectorId, connectorName, metaverseId, stagingMode, cloud } = facts;
  return firstUserSchema.parse({ distinguishedName, connectorId, connectorName, metaverseId, stagingMode, cloud });
}

/** Seals what the cloud's object held before; what was sealed before an earlier attempt stays in force. */
async function capture(
  context: Reading,
  facts: Facts,
  earlier: State | undefined,
  round: Round,
): Promise<Result<Capture<State>>> {
  const text =
    earlier === undefined ? await entraText(context, facts) : await context.evidenceFile(entraBeforeFile(round));
  if (!text.ok) return text;
  return success({ state: earlier ?? firstUserOf(facts), files: [{ path: entraBeforeFile(round), text: text.value }] });
}

async function entraText(context: Reading, facts: Facts): Promise<Result<string>> {
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  const { metaverseId } = firstUserOf(facts);
  const names = exportedNames(rules.value);
  const object = await readEntraObject(context, metaverseId, names);
  return object.ok ? success(writeAttributes(names, object.value?.attributes ?? new Map())) : object;
}

async function synchronize(context: Writing, user: FirstUser): Promise<Result<void>> {
  const during = texts.applying(user.distinguishedName);
  context.progress({ text: during });
  const still = await requireStillness(context, during);
  if (!still.ok) return still;
  const done = await persistently(context, () =>
    context.systems.syncServer.synchronizeObject(user.connectorId, user.distinguishedName, context),
  );
  if (!done.ok) return done;
  const changes = unexpectedIn(done.value);
  if (changes.length === 0) return success(undefined);
  return failed({ code: 'unexpected-change', during, raw: texts.unexpected(changes), retry: 'pointless' });
}

/** What the product says it did to the cloud's object besides taking the GUID away, verbatim. */
function unexpectedIn({ action, modified }: ObjectSyncResult): readonly string[] {
  const isExpected = ({ attribute, after }: ObjectSyncResult['modified'][number]) =>
    sameAttribute(attribute, mailboxGuidAttribute) && (after === undefined || after === '');
  return [
    ...(action === 'Create' || action === 'Delete' ? [texts.action(action)] : []),
    ...modified
      .filter((change) => !isExpected(change))
      .map(({ attribute, before, after }) => texts.changed(attribute, before ?? '', after ?? '')),
  ];
}
