import type { ConnectorId } from '../../base/identifiers.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import { sameType } from '../contributors/contributor-reach.ts';
import { canClear, canGiveValue, mistakenLiteralOf } from '../rules/flow-outcomes.ts';
import { flowsTo } from '../rules/flows-to.ts';
import type { AttributeFlow, ServerConfiguration, SyncRule } from '../rules/model.ts';
import { clonePrefix, isExchangeRule, looksLikeExchangeRule } from '../rules/origin.ts';
import { exchangeRuleName } from '../rules/original.ts';

/** Objects of one type of one AD connector, with the rules that matter for their mailbox GUID, strongest first. */
export interface Place {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly objectType: string;
  /** The out-of-box Exchange rule, changed or not. */
  readonly standard: SyncRule | undefined;
  /** Rules that do what the Exchange rule does without being it, whatever they are called. */
  readonly copies: readonly SyncRule[];
  /** Further rules whose flow can be AuthoritativeNull. */
  readonly overrides: readonly SyncRule[];
  /** Further enabled rules that flow the GUID. */
  readonly others: readonly SyncRule[];
}

type Configuration = Pick<ServerConfiguration, 'rules' | 'connectors'>;

/** Out-of-box rules that are there exactly where the Exchange rule is (entra-connect.md §2.1). */
const companionTag = /^Microsoft\.InfromAD(User|InetOrgPerson)CommonfromExchange\.\d+$/;

/** Every place that has, or should have, an Exchange rule. */
export function placesOf({ rules, connectors }: Configuration): readonly Place[] {
  const inbound = rules
    .filter(({ direction }) => direction === 'inbound')
    .toSorted((left, right) => left.precedence - right.precedence);
  const byConnector = Map.groupBy(inbound, ({ connectorId }) => connectorId);
  return connectors
    .filter(({ kind }) => kind === 'ad')
    .flatMap(({ id, name }) => {
      const own = byConnector.get(id) ?? [];
      const marks = own.filter((rule) => isExchangeRule(rule) || isCompanion(rule) || looksLikeExchangeRule(rule));
      const types = new Map(marks.map(({ sourceObjectType }) => [sourceObjectType.toLowerCase(), sourceObjectType]));
      types.delete('*');
      return [...types.values()].map((objectType) => placeOf(id, name, objectType, own));
    });
}

function placeOf(
  connectorId: ConnectorId,
  connectorName: string,
  objectType: string,
  inbound: readonly SyncRule[],
): Place {
  const own = inbound.filter(({ sourceObjectType }) => sameType(sourceObjectType, objectType));
  // The editor may keep the tag in a copy (entra-connect.md §9 item 2); its name tells.
  const tagged = own.filter(isExchangeRule);
  const standard =
    tagged.find(({ name }) => name === exchangeRuleName(objectType)) ??
    tagged.find(({ name }) => !name.includes(clonePrefix)) ??
    tagged[0];
  const copies = own.filter((rule) => rule !== standard && (isExchangeRule(rule) || looksLikeExchangeRule(rule)));
  const rest = own.filter((rule) => rule !== standard && !copies.includes(rule) && !rule.disabled);
  const flowing = rest.filter((rule) => guidFlowsOf(rule).length > 0 && rule.linkType !== 'JoinNoFlow');
  const overrides = flowing.filter((rule) => guidFlowsOf(rule).some(canClear));
  return {
    connectorId,
    connectorName,
    objectType,
    standard,
    copies,
    overrides,
    others: flowing.filter((rule) => !overrides.includes(rule)),
  };
}

function isCompanion({ immutableTag }: SyncRule): boolean {
  return companionTag.test(immutableTag);
}

export function guidFlowsOf(rule: SyncRule): readonly AttributeFlow[] {
  return flowsTo(rule, mailboxGuidAttribute);
}

/** What a rule says of the GUID, in one word. */
export type GuidWord = 'nothing' | 'clears' | 'value' | 'mistaken-literal';

/** A rule without the flow, and one whose flow can come to no value, contribute nothing. */
export function guidWord(rule: SyncRule): GuidWord {
  const flows = guidFlowsOf(rule);
  if (flows.some(canClear)) return 'clears';
  if (flows.some((flow) => mistakenLiteralOf(flow) !== undefined)) return 'mistaken-literal';
  return flows.some(canGiveValue) ? 'value' : 'nothing';
}

/** Whether a rule is there for the GUID alone: whoever uses a rule for something else must not lose it. */
export function isAboutGuidOnly(rule: SyncRule): boolean {
  return rule.immutableTag === '' && guidFlowsOf(rule).length === rule.flows.length;
}

/** The enabled rules of a place that flow the GUID, whatever comes of it. */
export function askedIn({ standard, copies, overrides, others }: Place): readonly SyncRule[] {
  const original = standard === undefined ? [] : [standard];
  return [...original, ...copies, ...overrides, ...others].filter(
    (rule) => !rule.disabled && rule.linkType !== 'JoinNoFlow' && guidFlowsOf(rule).length > 0,
  );
}
