import { entraConnectorId } from '../../base/identifiers.ts';
import { freePrecedence, parkingPrecedence } from '../rules/clone.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import type { SyncRule } from '../rules/model.ts';
import { modificationsOf } from '../rules/origin.ts';
import { exchangeRuleKind, exchangeRuleName } from '../rules/original.ts';
import { firstStandardPrecedence } from '../rules/override.ts';
import type { RuleOperation } from '../rules/rule-operation.ts';
import { asShipped, completedBy, withDirectGuid } from './as-shipped.ts';
import type { Examined } from './diagnose.ts';
import { patternFor } from './place-states.ts';
import { guidFlowsOf, guidWord, isAboutGuidOnly, placesOf, type Place } from './places.ts';
import type { NewRules } from './new-rules.ts';
import { RuleDraft } from './rule-draft.ts';
import { isExchangeOnline } from './server-states.ts';

export interface PlannedRestore {
  readonly operations: readonly RuleOperation[];
  /** Places whose rules change. */
  readonly places: readonly Place[];
  /** Places whose default rule is gone, and nothing on the server to make it from. */
  readonly lost: readonly Place[];
  /** No rule exports the GUID, and the default rule that did is gone: it is not made anew. */
  readonly isOutboundLost: boolean;
  /** Default rules that are made anew after another rule, with that rule: to be compared with Microsoft's. */
  readonly rebuilt: readonly { readonly rule: SyncRule; readonly after: SyncRule }[];
}

/** The operations that put the out-of-box rules back in force: first they, then what stood in their place goes. */
export function planRestore(examined: Examined, names: NewRules): PlannedRestore {
  const draft = new RuleDraft(examined.rules);
  const places: Place[] = [];
  const lost: Place[] = [];
  const rebuilt: { readonly rule: SyncRule; readonly after: SyncRule }[] = [];
  for (const place of placesOf(examined)) {
    const before = draft.operations.length;
    if (
      examined.holders(place.connectorId, place.objectType) === 0 &&
      place.copies.length + attemptsIn(place).length === 0
    )
      continue;
    if (place.standard === undefined) {
      const made = rebuild(place, draft, names);
      if (made === undefined) lost.push(place);
      else rebuilt.push(made);
    } else {
      enable(place.standard, draft);
      for (const copy of place.copies) draft.remove(copy);
    }
    if (place.standard !== undefined || !lost.includes(place)) {
      for (const rule of attemptsIn(place)) draft.remove(rule);
    }
    if (draft.operations.length > before) places.push(place);
  }
  restoreOutbound(draft);
  const isOutboundLost = !outboundOf(draft).some((rule) => isExchangeOnline(rule) || exportsGuid(rule));
  return { operations: draft.operations, places, lost, isOutboundLost, rebuilt };
}

function enable(standard: SyncRule, draft: RuleDraft): void {
  const isEdited = modificationsOf(standard, mailboxGuidAttribute).length > 0;
  if (isEdited) draft.replace(standard, { ...asShipped(standard), disabled: false });
  else if (standard.disabled) draft.replace(standard, { ...standard, disabled: false });
}

/** Rules that somebody made to take the GUID out, whether they do so or not; a value of its own is for something else. */
function attemptsIn({ overrides, others }: Pick<Place, 'overrides' | 'others'>): readonly SyncRule[] {
  return [...overrides, ...others].filter(isAttempt);
}

function isAttempt(rule: SyncRule): boolean {
  return isAboutGuidOnly(rule) && guidWord(rule) !== 'value';
}

/** From the copy, which has everything but the GUID; without one, after another Exchange rule of the server. */
function rebuild(
  { connectorId, objectType, copies }: Place,
  draft: RuleDraft,
  names: NewRules,
): { readonly rule: SyncRule; readonly after: SyncRule } | undefined {
  const copy = copies.find(({ disabled }) => !disabled) ?? copies[0];
  const pattern = patternFor({ connectorId }, objectType, draft.rules);
  const source = copy ?? pattern;
  if (source === undefined || pattern === undefined) return undefined;
  const kind = exchangeRuleKind(objectType);
  const id = names.idFor(`default ${connectorId} ${objectType.toLowerCase()}`);
  const complete = completedBy(source, pattern);
  const inRange = (number: number) => number >= firstStandardPrecedence && number < parkingPrecedence;
  const wanted = copy !== undefined && inRange(copy.precedence) ? copy.precedence : pattern.precedence;
  // The copy stays in force until the default rule stands: its number is freed by moving it.
  const moved =
    copy?.precedence === wanted
      ? draft.replace(copy, { ...copy, precedence: freePrecedence(draft.rules, parkingPrecedence) })
      : copy;
  const precedence = draft.freeNumber(wanted, firstStandardPrecedence, parkingPrecedence - 1);
  if (precedence === undefined) return undefined;
  const rule: SyncRule = {
    ...asShipped({ ...complete, flows: withDirectGuid(complete.flows) }),
    id,
    internalId: id,
    connectorId,
    sourceObjectType: objectType,
    name: exchangeRuleName(objectType),
    description: `${kind} object with Exchange schema in Active Directory.`,
    immutableTag: pattern.immutableTag.replace(/InfromAD(?:User|InetOrgPerson)Exchange/, `InfromAD${kind}Exchange`),
    disabled: false,
    precedence,
  };
  draft.create(rule);
  for (const one of copies) draft.remove(one === copy && moved !== undefined ? moved : one);
  return { rule, after: source };
}

/** The one out-of-box rule that exports the GUID (entra-connect.md §2.1); what keeps it from doing so goes. */
function restoreOutbound(draft: RuleDraft): void {
  const outbound = outboundOf(draft);
  for (const rule of outbound.filter(isExchangeOnline)) {
    const hasFlow = guidFlowsOf(rule).length === 1 && modificationsOf(rule, mailboxGuidAttribute).length === 0;
    if (hasFlow && !rule.disabled) continue;
    draft.replace(rule, { ...rule, disabled: false, flows: hasFlow ? rule.flows : withDirectGuid(rule.flows) });
  }
  for (const rule of outbound.filter((one) => isAttempt(one) && !one.disabled && guidFlowsOf(one).length > 0)) {
    draft.remove(rule);
  }
}

function exportsGuid(rule: SyncRule): boolean {
  return !rule.disabled && rule.linkType !== 'JoinNoFlow' && guidFlowsOf(rule).length > 0;
}

function outboundOf({ rules }: RuleDraft): readonly SyncRule[] {
  return rules.filter(({ direction, connectorId }) => direction === 'outbound' && connectorId === entraConnectorId);
}
