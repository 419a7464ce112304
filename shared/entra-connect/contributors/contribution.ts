import { assertNever } from '../../base/assert-never.ts';
import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { flowsTo } from '../rules/flows-to.ts';
import type { AttributeFlow, Direction, FlowSource, MergeType, SyncRule } from '../rules/model.ts';
import { originOf, type RuleOrigin } from '../rules/origin.ts';

/** The flow of a contributor; `source` is the attribute of a direct flow or the text of a constant one. */
interface ContributorFlow {
  readonly type: FlowSource['type'];
  readonly source?: string;
  readonly expression?: string;
  readonly applyOnce: boolean;
  readonly mergeType: MergeType;
}

/** A rule with a flow to an attribute (design.md §11, `contributors[]`). */
export interface Contributor {
  readonly ruleId: RuleId;
  readonly name: string;
  readonly connectorId: ConnectorId;
  readonly direction: Direction;
  readonly sourceObjectType: string;
  readonly targetObjectType: string;
  readonly precedence: number;
  readonly disabled: boolean;
  readonly origin: RuleOrigin;
  readonly flow: ContributorFlow;
}

/** A rule, its flow to the attribute in question, and what is told of the two. */
export interface Contribution {
  readonly rule: SyncRule;
  readonly flow: AttributeFlow;
  readonly contributor: Contributor;
}

/** All flows to an attribute in order of precedence; rules of one number keep their order. */
export function contributionsTo(attribute: string, rules: readonly SyncRule[]): readonly Contribution[] {
  return rules
    .flatMap((rule) => flowsTo(rule, attribute).map((flow) => ({ rule, flow, contributor: contributorOf(rule, flow) })))
    .toSorted((left, right) => left.rule.precedence - right.rule.precedence);
}

function contributorOf(rule: SyncRule, flow: AttributeFlow): Contributor {
  return {
    ruleId: rule.id,
    name: rule.name,
    connectorId: rule.connectorId,
    direction: rule.direction,
    sourceObjectType: rule.sourceObjectType,
    targetObjectType: rule.targetObjectType,
    precedence: rule.precedence,
    disabled: rule.disabled,
    origin: originOf(rule, flow.destination),
    flow: contributorFlowOf(flow),
  };
}

function contributorFlowOf({ source, applyOnce, mergeType }: AttributeFlow): ContributorFlow {
  switch (source.type) {
    case 'direct':
      return { type: source.type, source: source.attributes.join(', '), applyOnce, mergeType };
    case 'constant':
      return { type: source.type, source: source.value, applyOnce, mergeType };
    case 'expression':
      return { type: source.type, expression: source.expression, applyOnce, mergeType };
    default:
      return assertNever(source);
  }
}
