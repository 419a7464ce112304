import { entraConnectorId } from '../../base/identifiers.ts';
import type { ServerRules } from '../evaluation/configuration.ts';
import { inspectExpression } from '../expressions/inspect.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { AttributeFlow, SyncRule } from '../rules/model.ts';

/** The part of a server's rules that decides whether some attributes reach the cloud. */
export interface RuleSlice {
  readonly attributes: readonly string[];
  /**
   * Inbound rules of every connector and outbound rules of the Entra connector, each only with the flows that matter:
   * to the attributes themselves, and to whatever the outbound rules ask of an object.
   */
  readonly server: ServerRules;
  /** Metaverse attributes that these rules bring in. */
  readonly brings: readonly string[];
  /** Attributes of connected objects that these rules look at, in ascending order. */
  readonly looksAt: readonly string[];
  /** Groups that inbound scopes ask membership of, as written. */
  readonly groups: readonly string[];
}

/** Cuts the rules down to what some attributes depend on; whatever the engine decides about them stays the same. */
export function sliceFor(attributes: readonly string[], server: ServerRules): RuleSlice {
  const enabled = server.rules.filter(({ disabled }) => !disabled);
  const outbound = enabled
    .filter(({ direction, connectorId }) => direction === 'outbound' && connectorId === entraConnectorId)
    .map(withFlowsTo(new Set(attributes)))
    .filter(matters);
  const asked = new Set([...attributes, ...outbound.flatMap(attributesReadBy)]);
  const inbound = enabled
    .filter(({ direction }) => direction === 'inbound')
    .map(withFlowsTo(asked))
    .filter(matters);
  const rules = [...inbound, ...outbound].toSorted((left, right) => left.precedence - right.precedence);
  return {
    attributes,
    server: { ...server, rules },
    brings: [...new Set(inbound.flatMap(({ flows }) => flows.map(({ destination }) => destination)))],
    looksAt: [...new Set([...attributes, ...inbound.flatMap(attributesReadBy)])].sort(),
    groups: [...new Set(inbound.flatMap(groupsAskedBy))],
  };
}

/** Each rule as it was cut last, so that rules which a plan does not change stay the same objects and are compiled once. */
const lastCut = new WeakMap<SyncRule, { readonly wanted: string; readonly rule: SyncRule }>();

function withFlowsTo(attributes: ReadonlySet<string>): (rule: SyncRule) => SyncRule {
  const wanted = [...attributes].sort().join('\n');
  return (rule) => {
    const last = lastCut.get(rule);
    if (last?.wanted === wanted) return last.rule;
    const cut = { ...rule, flows: rule.flows.filter(({ destination }) => attributes.has(destination)) };
    lastCut.set(rule, { wanted, rule: cut });
    return cut;
  };
}

/** A rule that neither flows something wanted nor links objects decides nothing. */
function matters({ flows, linkType, joinGroups }: SyncRule): boolean {
  return flows.length > 0 || linkType === 'Provision' || linkType === 'StickyJoin' || joinGroups.length > 0;
}

/** What a rule reads of its source: by scope, and by its flows. */
function attributesReadBy({ scopeGroups, flows }: SyncRule): readonly string[] {
  const scope = scopeGroups
    .flat()
    .filter(({ operator }) => !isMembership(operator))
    .map(({ attribute }) => attribute);
  return [...scope, ...flows.flatMap(sourcesOf)];
}

function groupsAskedBy({ scopeGroups }: SyncRule): readonly string[] {
  return scopeGroups
    .flat()
    .filter(({ operator }) => isMembership(operator))
    .map(({ value }) => value);
}

/** ISMEMBEROF and ISNOTMEMBEROF ask for a group, not for an attribute. */
export function isMembership(operator: string): boolean {
  return operator === 'ISMEMBEROF' || operator === 'ISNOTMEMBEROF';
}

/** Attributes that a flow reads; those of an expression that cannot be parsed are the ones listed beside it. */
function sourcesOf({ source }: AttributeFlow): readonly string[] {
  if (source.type === 'constant') return [];
  if (source.type === 'direct') return source.attributes;
  const parsed = parseExpression(source.expression);
  return parsed.ok ? inspectExpression(parsed.expression).attributes : source.attributes;
}
