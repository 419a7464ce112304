import type { ConnectorId } from '../../identifiers.ts';
import { mailboxGuidAttribute } from '../clone.ts';
import { literalOf } from '../contributor-ranking.ts';
import { inspectExpression } from '../expressions/inspect.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { AttributeFlow, ServerConfiguration, SyncRule } from '../model.ts';
import { clonePrefix, isExchangeRule } from '../origin.ts';

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
/** Attributes that only the Exchange rules bring in (entra-connect.md §2.1, §2.2). */
const telltales: readonly string[] = ['contributingconnectorexchange', 'legacyexchangedn', 'targetaddress'];
const telltalesNeeded = 2;

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
      return [...types.values()].map((objectType) => placeOf(id, name, objectType, own));
    });
}

function placeOf(
  connectorId: ConnectorId,
  connectorName: string,
  objectType: string,
  inbound: readonly SyncRule[],
): Place {
  const own = inbound.filter(({ sourceObjectType }) => sourceObjectType.toLowerCase() === objectType.toLowerCase());
  // The editor may keep the tag in a copy (entra-connect.md §9 item 2); its name tells.
  const tagged = own.filter(isExchangeRule);
  const standard = tagged.find(({ name }) => !name.includes(clonePrefix)) ?? tagged[0];
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

/** A rule of somebody's own that brings in what only the Exchange rules bring: a copy, whatever its name. */
function looksLikeExchangeRule(rule: SyncRule): boolean {
  if (rule.immutableTag !== '') return false;
  const destinations = new Set(rule.flows.map(({ destination }) => destination.toLowerCase()));
  return telltales.filter((name) => destinations.has(name)).length >= telltalesNeeded;
}

export function guidFlowsOf(rule: SyncRule): readonly AttributeFlow[] {
  return rule.flows.filter(({ destination }) => destination.toLowerCase() === mailboxGuidAttribute.toLowerCase());
}

/** Whether AuthoritativeNull is a possible outcome of the flow. */
function canClear(flow: AttributeFlow): boolean {
  if (literalOf(flow) === 'AuthoritativeNull') return true;
  if (flow.source.type !== 'expression') return false;
  const parsed = parseExpression(flow.source.expression);
  return parsed.ok && inspectExpression(parsed.expression).flowConstants.includes('AuthoritativeNull');
}

/** What a rule says of the GUID, in one word. */
export type GuidWord = 'nothing' | 'clears' | 'value';

/** A rule without the flow, and one whose flow is NULL, contribute nothing. */
export function guidWord(rule: SyncRule): GuidWord {
  const flows = guidFlowsOf(rule);
  if (flows.some(canClear)) return 'clears';
  return flows.some((flow) => literalOf(flow) !== 'NULL') ? 'value' : 'nothing';
}
