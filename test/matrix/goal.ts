import type { LabState } from '../../electron/lab/state.ts';
import { schedulerSettings } from '../../electron/lab/scheduler/schedule.ts';
import { guidToBytes } from '../../shared/guid.ts';
import type { SyncRule } from '../../shared/sync-rules/model.ts';
import { valueKey } from '../../shared/sync-rules/values.ts';
import { copiesOf } from './stand-in.ts';

const guidAttribute = 'msExchMailboxGuid';

/** What a run that calls itself verified must have reached, looked at in the lab itself and not through any port. */
export function missedGoals(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const { rules } = state.server;
  const treated = originals.filter(({ sourceObjectType }) => sourceObjectType === 'user');
  const numbers = rules.map(({ precedence }) => precedence);
  const holders = [...state.metaverse.values()].filter(({ attributes }) => attributes.get(guidAttribute) !== undefined);
  const inCloud = [...state.tenant.objects.values()].filter(
    ({ attributes }) => attributes.get(guidAttribute) !== undefined,
  );
  const onPremises = new Set(
    state.forests.flatMap(({ objects }) =>
      [...objects.values()].flatMap(({ attributes }) => (attributes.get(guidAttribute) ?? []).map(valueKey)),
    ),
  );
  const keeping = [...state.exchangeOnline.recipients.values()].filter(
    ({ exchangeGuid, recipientTypeDetails }) =>
      recipientTypeDetails === 'MailUser' && onPremises.has(valueKey(guidToBytes(exchangeGuid))),
  );
  return [
    ...treated.filter(({ id }) => rules.some((rule) => rule.id === id)).map(({ name }) => `${name} is still there`),
    ...treated.flatMap((original) => copyProblems(original, rules)),
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
