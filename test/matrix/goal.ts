import type { AttributeBag } from '../../electron/lab/sync-engine/attribute-bag.ts';
import { upgradeServer } from '../../electron/lab/ports/upgrade-server.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { schedulerSettings } from '../../electron/lab/scheduler/schedule.ts';
import { assertNever } from '../../shared/base/assert-never.ts';
import { guidToBytes } from '../../shared/base/guid.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { valueKey } from '../../shared/entra-connect/rules/values.ts';
import { nextSynchronization } from './next-synchronization.ts';
import { contributorsOf, copiesOf, dangersOfOverride, overridesIn, watchOver, type Watch } from './stand-in.ts';
import { synchronize, type TestedProcedure } from './subject.ts';

const guidAttribute = 'msExchMailboxGuid';
const remoteMailbox = 2_147_483_648n;

/** What a run that calls itself verified has missed, looked at in the lab itself and not through any port. */
export function goalOf(procedure: TestedProcedure, before: LabState): Watch {
  const originals = contributorsOf(before.server.rules);
  switch (procedure) {
    case 'null-clone':
      return (state) => missedGoals(state, originals);
    case 'null-override':
      return (state) => missedGoalsOfOverride(state, originals);
    case 'repair-recipe':
      return missedGoalsOfRepair(before);
    case 'restore-default':
      return missedGoalsOfRestore(before);
    default:
      return assertNever(procedure);
  }
}

export function missedGoals(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const { rules } = state.server;
  const treated = originals.filter(({ sourceObjectType }) => sourceObjectType === 'user');
  return [
    ...treated.filter(({ id }) => rules.some((rule) => rule.id === id)).map(({ name }) => `${name} is still there`),
    ...treated.flatMap((original) => copyProblems(original, rules)),
    ...(schedulerSettings(state).syncCycleEnabled ? [] : ['the scheduler is off']),
    ...missedEffects(state, () => false),
  ];
}

/** Remote mailboxes are not in the scope of an override. */
function missedGoalsOfOverride(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const treated = originals.filter(({ sourceObjectType }) => sourceObjectType === 'user');
  const overrides = overridesIn(state.server.rules).filter(({ sourceObjectType }) => sourceObjectType === 'user');
  return [
    ...dangersOfOverride(state, originals),
    ...(schedulerSettings(state).syncCycleEnabled ? [] : ['the scheduler is off']),
    ...(overrides.length === treated.length ? [] : [`${String(overrides.length)} overrides`]),
    ...missedEffects(state, isOfRemoteMailbox(state)),
  ];
}

/** No GUID in the cloud, now and after the next upgrade, nothing else gone, and the scheduler as it was. */
function missedGoalsOfRepair(before: LabState): Watch {
  const watch = watchOver('repair-recipe', before);
  return (state) => {
    // Exchange Online follows in its own time; nothing in the run waits for it.
    const later = nextSynchronization(state);
    const missedNow = missedEffects({ ...state, exchangeOnline: later.exchangeOnline }, isOfRemoteMailbox(state));
    upgradeServer(later, '2.9.0.0');
    synchronize(later);
    return [
      ...missedNow,
      ...missedEffects(later, isOfRemoteMailbox(later)).map((missed) => `after an upgrade: ${missed}`),
      ...watch(state),
      ...schedulerChanged(state, before),
    ];
  };
}

/** Exactly the GUIDs that the out-of-box rules bring, in metaverse and cloud. */
function missedGoalsOfRestore(before: LabState): Watch {
  const watch = watchOver('restore-default', before);
  const { standardRules } = before.server;
  const shipped = nextSynchronization({ ...before, server: { ...before.server, rules: standardRules } });
  const compared = (where: string, [found, expected]: readonly [readonly string[], readonly string[]]) =>
    JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`${where}: ${String(found.length)} GUIDs instead of ${String(expected.length)}`];
  return (state) => [
    ...(guidsIn(shipped.metaverse).length > 0 ? [] : ['the out-of-box rules bring no GUID']),
    ...compared('cloud', [guidsIn(state.tenant.objects), guidsIn(shipped.tenant.objects)]),
    ...compared('metaverse', [guidsIn(state.metaverse), guidsIn(shipped.metaverse)]),
    ...sharedNumbers(state),
    ...watch(state),
    ...schedulerChanged(state, before),
  ];
}

function schedulerChanged(state: LabState, before: LabState): readonly string[] {
  const { syncCycleEnabled } = schedulerSettings(state);
  return syncCycleEnabled === schedulerSettings(before).syncCycleEnabled ? [] : ['the scheduler is not as it was'];
}

export function guidsIn(rows: { values(): Iterable<{ readonly attributes: AttributeBag }> }): readonly string[] {
  return [...rows.values()].flatMap(({ attributes }) => (attributes.get(guidAttribute) ?? []).map(valueKey)).sort();
}

function isOfRemoteMailbox({ metaverse }: LabState): (guid: string) => boolean {
  const remote = new Set(
    [...metaverse.values()]
      .filter(({ attributes }) => attributes.get('msExchRecipientTypeDetails')?.[0] === remoteMailbox)
      .flatMap(({ attributes }) => attributes.get(guidAttribute)?.map(valueKey) ?? []),
  );
  return (guid) => remote.has(guid);
}

function sharedNumbers({ server }: LabState): readonly string[] {
  const numbers = server.rules.map(({ precedence }) => precedence);
  return new Set(numbers).size === numbers.length ? [] : ['two rules share a number'];
}

/** `isKept`: GUIDs, as `valueKey` tells them, that are to stay. */
function missedEffects(state: LabState, isKept: (guid: string) => boolean): readonly string[] {
  const holds = ({ attributes }: { readonly attributes: AttributeBag }) =>
    (attributes.get(guidAttribute) ?? []).some((value) => !isKept(valueKey(value)));
  const holders = [...state.metaverse.values()].filter(holds);
  const inCloud = [...state.tenant.objects.values()].filter(holds);
  const onPremises = new Set(
    state.forests.flatMap(({ objects }) =>
      [...objects.values()].flatMap(({ attributes }) => (attributes.get(guidAttribute) ?? []).map(valueKey)),
    ),
  );
  const keeping = [...state.exchangeOnline.recipients.values()].filter(({ exchangeGuid, recipientTypeDetails }) => {
    const guid = valueKey(guidToBytes(exchangeGuid));
    return recipientTypeDetails === 'MailUser' && onPremises.has(guid) && !isKept(guid);
  });
  return [
    ...sharedNumbers(state),
    ...holders.map(({ id }) => `metaverse object ${id} holds a GUID`),
    ...inCloud.map(({ id }) => `${id} of the tenant holds a GUID`),
    ...keeping.map(({ displayName }) => `${displayName} keeps the GUID in Exchange Online`),
    ...[...state.tenant.objects.values()]
      .filter(({ deletedAt }) => deletedAt !== undefined)
      .map(({ id }) => `${id} was deleted`),
  ];
}

/** The copy stands where the original stood, with every part of it but the one flow. */
function copyProblems(original: SyncRule, rules: readonly SyncRule[]): readonly string[] {
  const [copy] = copiesOf(original, rules);
  if (copy === undefined) return [`${original.name} has no copy`];
  const others = ({ flows }: SyncRule) =>
    JSON.stringify(flows.filter(({ destination }) => destination !== guidAttribute));
  const flow = copy.flows.find(({ destination }) => destination === guidAttribute);
  const reach = ({ scopeGroups, joinGroups }: SyncRule) => JSON.stringify([scopeGroups, joinGroups]);
  const isNull = flow?.source.type === 'expression' && flow.source.expression === 'NULL' && flow.applyOnce;
  return [
    ...(copy.disabled ? ['the copy is disabled'] : []),
    ...(copy.precedence === original.precedence ? [] : [`the copy stands at ${String(copy.precedence)}`]),
    ...(isNull && flow.mergeType === 'Update' ? [] : ['the flow of the copy is not NULL']),
    ...(others(copy) === others(original) ? [] : ['other flows of the copy differ']),
    ...(reach(copy) === reach(original) ? [] : ['scope or join differ']),
  ];
}
