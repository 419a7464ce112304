import type { AttributeBag } from '../../electron/lab/engine/attribute-bag.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { schedulerSettings } from '../../electron/lab/scheduler/schedule.ts';
import { guidToBytes } from '../../shared/guid.ts';
import type { SyncRule } from '../../shared/sync-rules/model.ts';
import { valueKey } from '../../shared/sync-rules/values.ts';
import { copiesOf, dangersOf, overridesIn, type TestedProcedure } from './stand-in.ts';

const guidAttribute = 'msExchMailboxGuid';
const remoteMailbox = 2_147_483_648n;

/** What a run that calls itself verified must have reached, looked at in the lab itself and not through any port. */
export const missedGoalsOf: Readonly<
  Record<TestedProcedure, (state: LabState, originals: readonly SyncRule[]) => readonly string[]>
> = { 'null-clone': missedGoals, 'null-override': missedGoalsOfOverride };

export function missedGoals(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const { rules } = state.server;
  const treated = originals.filter(({ sourceObjectType }) => sourceObjectType === 'user');
  return [
    ...treated.filter(({ id }) => rules.some((rule) => rule.id === id)).map(({ name }) => `${name} is still there`),
    ...treated.flatMap((original) => copyProblems(original, rules)),
    ...missedEffects(state, () => false),
  ];
}

/** Remote mailboxes are not in the scope of an override. */
function missedGoalsOfOverride(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const treated = originals.filter(({ sourceObjectType }) => sourceObjectType === 'user');
  const overrides = overridesIn(state.server.rules).filter(({ sourceObjectType }) => sourceObjectType === 'user');
  const remote = new Set(
    [...state.metaverse.values()]
      .filter(({ attributes }) => attributes.get('msExchRecipientTypeDetails')?.[0] === remoteMailbox)
      .flatMap(({ attributes }) => attributes.get(guidAttribute)?.map(valueKey) ?? []),
  );
  return [
    ...dangersOf['null-override'](state, originals),
    ...(overrides.length === treated.length ? [] : [`${String(overrides.length)} overrides`]),
    ...missedEffects(state, (guid) => remote.has(guid)),
  ];
}

/** `isKept`: GUIDs, as `valueKey` tells them, that are to stay. */
function missedEffects(state: LabState, isKept: (guid: string) => boolean): readonly string[] {
  const numbers = state.server.rules.map(({ precedence }) => precedence);
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
    ...(new Set(numbers).size === numbers.length ? [] : ['two rules share a number']),
    ...(schedulerSettings(state).syncCycleEnabled ? [] : ['the scheduler is off']),
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
