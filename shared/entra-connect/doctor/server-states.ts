import { entraConnectorId } from '../../base/identifiers.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import { MeetingPoints, reachOf } from '../contributors/contributor-reach.ts';
import type { SyncRule } from '../rules/model.ts';
import { modificationsOf } from '../rules/origin.ts';
import { mailboxTypes, type UserKind } from '../prediction/user-kinds.ts';
import type { Examined } from './diagnose.ts';
import type { Found, FlowState, ServerState } from './diagnosis.ts';
import { decisiveOf, effectOfKinds } from './place-effect.ts';
import { comesToAnything, mergeConflict, mistaken, withoutEffect } from './place-states.ts';
import { guidFlowsOf, guidWord } from './places.ts';

type FoundOnServer = Found<ServerState | FlowState>;

/** What concerns the whole server: filters, the way out, numbers and names of rules, the scheduler. */
export function serverStatesOf(
  { rules, connectors, globalParameters, schedulerOn }: Examined,
  kinds: readonly UserKind[],
  hasTraces: boolean,
): readonly FoundOnServer[] {
  const directories = new Set(connectors.filter(({ kind }) => kind === 'ad').map(({ id }) => id));
  const found: readonly FoundOnServer[] = [
    ...(filtersGuid(globalParameters) ? [{ state: 'attribute-filter', rules: [] } as const] : []),
    ...outboundStates(rules, kinds),
    ...rules
      .filter((rule) => directories.has(rule.connectorId) && clearsNoUser(rule))
      .map((rule) => {
        return { state: 'override-for-no-user', rules: [rule] } as const;
      }),
    ...sharedPrecedences(rules),
    ...sharedNames(rules),
  ];
  const leftOff = schedulerOn === false && (hasTraces || found.length > 0);
  return [...found, ...(leftOff ? [{ state: 'scheduler-left-off', rules: [] } as const] : [])];
}

function outboundStates(rules: readonly SyncRule[], kinds: readonly UserKind[]): readonly FoundOnServer[] {
  const outbound = rules.filter(
    ({ direction, connectorId }) => direction === 'outbound' && connectorId === entraConnectorId,
  );
  const exporting = outbound
    .filter((rule) => !rule.disabled && rule.linkType !== 'JoinNoFlow' && guidFlowsOf(rule).length > 0)
    .toSorted((left, right) => left.precedence - right.precedence);
  if (exporting.length === 0) {
    return kinds.length === 0 ? [] : [{ state: 'outbound-removed', rules: outbound.filter(isExchangeOnline) }];
  }
  const effect = effectOfKinds(decisiveOf(kinds.filter(({ hasNickname }) => hasNickname)));
  const isEdited = (rule: SyncRule) => modificationsOf(rule, mailboxGuidAttribute).length > 0;
  const conflict = mergeConflict(exporting, effect);
  return [
    ...exporting.filter(isEdited).map((rule) => ({ state: 'edited-outbound', rules: [rule] }) as const),
    ...(conflict === undefined ? [] : [conflict]),
    ...exporting
      .filter((rule) => rule.immutableTag === '' && conflict?.rules.includes(rule) !== true)
      .flatMap((rule): readonly FoundOnServer[] => {
        const reaches = effect.fates.includes('reaches');
        switch (guidWord(rule)) {
          case 'mistaken-literal':
            return [mistaken(rule)];
          case 'nothing':
            return reaches ? [withoutEffect(rule)] : [];
          case 'clears': {
            const isLate = exporting.some((one) => one.precedence < rule.precedence && comesToAnything(one));
            const state = isLate ? 'outbound-too-late' : reaches ? 'outbound-for-some' : 'outbound-override';
            return [{ state, rules: [rule] }];
          }
          case 'value':
            return [];
        }
      }),
  ];
}

/** The out-of-box rule that exports the GUID (entra-connect.md §2.1). */
export function isExchangeOnline({ immutableTag }: SyncRule): boolean {
  return /^Microsoft\.OuttoAADUserExchangeOnline\.\d+$/.test(immutableTag);
}

/** Somebody meant to take the GUID out, of objects that Exchange makes no mailboxes for. */
function clearsNoUser(rule: SyncRule): boolean {
  const { direction, disabled, sourceObjectType } = rule;
  if (direction !== 'inbound' || disabled || sourceObjectType === '*' || guidFlowsOf(rule).length === 0) return false;
  const isOfUsers = [...mailboxTypes].some((type) => type.toLowerCase() === sourceObjectType.toLowerCase());
  return !isOfUsers && guidWord(rule) !== 'value';
}

/** Rules of one number, one of which flows the GUID: an undefined order, where two flow it for the same objects. */
function sharedPrecedences(rules: readonly SyncRule[]): readonly FoundOnServer[] {
  const meetingPoints = new MeetingPoints(rules);
  return [...Map.groupBy(rules, ({ precedence }) => precedence).values()]
    .filter((holders) => holders.length > 1 && holders.some((rule) => guidFlowsOf(rule).length > 0))
    .map((holders) => {
      const flowing = holders.filter((rule) => !rule.disabled && guidFlowsOf(rule).length > 0);
      const meeting = flowing.filter((rule) =>
        flowing.some((one) => one !== rule && reachOf(one, rule, meetingPoints) !== 'none'),
      );
      return meeting.length > 0
        ? { state: 'precedence-collision', rules: meeting }
        : { state: 'shared-precedence', rules: holders };
    });
}

function sharedNames(rules: readonly SyncRule[]): readonly FoundOnServer[] {
  const flowing = rules.filter((rule) => guidFlowsOf(rule).length > 0);
  return [...Map.groupBy(flowing, ({ connectorId, name }) => `${connectorId}\n${name}`).values()]
    .filter((holders) => holders.length > 1)
    .map((holders) => ({ state: 'shared-name', rules: holders }));
}

/** App and attribute filtering of the wizard (entra-connect.md §7.3). */
function filtersGuid(parameters: Examined['globalParameters']): boolean {
  if (parameters.get('Microsoft.OptionalFeature.FilterAAD')?.toLowerCase() !== 'true') return false;
  const excluded = parameters.get('Microsoft.AADFilter.AttributeExclusionList') ?? '';
  return excluded.toLowerCase().includes(mailboxGuidAttribute.toLowerCase());
}
