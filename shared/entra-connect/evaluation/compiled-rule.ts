import type { AttributeFlow, AttributeType, Connector, Schema, SyncRule } from '../rules/model.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { EvaluationContext, EvaluationResult } from '../expressions/evaluation.ts';
import { parseExpression } from '../expressions/parse.ts';
import { internedOrigin, type AttributeOrigin } from './origins.ts';
import { connectorParameter } from './parameters.ts';
import { compileScope, type ScopePredicate } from '../rules/scope.ts';

/** An attribute flow ready to run. */
export interface CompiledFlow {
  readonly rule: CompiledRule;
  readonly flow: AttributeFlow;
  readonly target: AttributeType | undefined;
  /** Values are references: they change their form between connector space and metaverse. */
  readonly isReference: boolean;
  evaluate(source: EvaluationContext): EvaluationResult;
}

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: SyncRule;
  readonly inScope: ScopePredicate;
  readonly flows: readonly CompiledFlow[];
  /** The flow to `dn` of an outbound rule, which names a new object. */
  readonly distinguishedName: CompiledFlow | undefined;
  readonly origin: AttributeOrigin;
  /** Two rules with the same join groups have the same fingerprint; undefined without join groups. */
  readonly joinFingerprint: string | undefined;
}

const nothing: EvaluationResult = { kind: 'null' };

interface Compiled {
  readonly connector: Connector;
  readonly metaverse: Schema;
  readonly compiled: CompiledRule;
}

/** Plans are compared by what becomes of the same rules but for a few, again and again. */
const known = new WeakMap<SyncRule, Compiled>();

/** Compiles a rule, once for the same connector and metaverse; `connector` is that of the rule. */
export function compileRule(rule: SyncRule, connector: Connector, metaverse: Schema): CompiledRule {
  const before = known.get(rule);
  if (before?.connector === connector && before.metaverse === metaverse) return before.compiled;
  const compiled = compile(rule, connector, metaverse);
  known.set(rule, { connector, metaverse, compiled });
  return compiled;
}

function compile(rule: SyncRule, connector: Connector, metaverse: Schema): CompiledRule {
  const [source, target] = rule.direction === 'inbound' ? [connector.schema, metaverse] : [metaverse, connector.schema];
  const joinGroups = rule.joinGroups.filter((group) => group.length > 0);
  const flows: CompiledFlow[] = [];
  const compiled: CompiledRule = {
    rule,
    inScope: compileScope(rule, (name) => connectorParameter(connector, name)),
    flows,
    get distinguishedName() {
      return distinguishedName;
    },
    origin: internedOrigin(rule.id, rule.connectorId),
    joinFingerprint: joinGroups.length === 0 ? undefined : JSON.stringify(joinGroups),
  };
  let distinguishedName: CompiledFlow | undefined;
  for (const flow of rule.flows) {
    const compiledFlow = compileFlow(compiled, flow, source, target);
    if (rule.direction === 'outbound' && flow.destination === 'dn') distinguishedName = compiledFlow;
    else if (isWritable(rule, flow.destination, connector)) flows.push(compiledFlow);
  }
  return compiled;
}

/** Only attributes selected on the connector are exported; a connector without a list has no restriction. */
function isWritable(rule: SyncRule, destination: string, connector: Connector): boolean {
  if (rule.direction === 'inbound' || connector.attributeInclusions.length === 0) return true;
  return connector.attributeInclusions.includes(destination);
}

function compileFlow(rule: CompiledRule, flow: AttributeFlow, source: Schema, target: Schema): CompiledFlow {
  const targetType = target.attributes.get(flow.destination);
  const sources = flow.source.type === 'direct' ? flow.source.attributes : [];
  const flowsReferences = sources.some((name) => source.attributes.get(name)?.syntax === 'reference');
  return {
    rule,
    flow,
    target: targetType,
    isReference: targetType === undefined ? flowsReferences : targetType.syntax === 'reference',
    evaluate: evaluatorOf(flow, source),
  };
}

function evaluatorOf(flow: AttributeFlow, schema: Schema): (source: EvaluationContext) => EvaluationResult {
  const { source } = flow;
  switch (source.type) {
    case 'direct': {
      const [name, ...more] = source.attributes;
      if (name === undefined) return () => nothing;
      if (more.length > 0)
        return () => ({ kind: 'error', message: `Direct flow with several sources: ${source.attributes.join(', ')}` });
      return (context) => {
        const values = context.attribute(name);
        return values === undefined ? nothing : { kind: 'values', values };
      };
    }
    case 'constant': {
      const result: EvaluationResult = source.value === '' ? nothing : { kind: 'values', values: [source.value] };
      return () => result;
    }
    case 'expression': {
      const parsed = parseExpression(source.expression);
      if (parsed.ok) return compileExpression(parsed.expression, schema.attributes);
      const { message } = parsed.error;
      return () => ({ kind: 'error', message });
    }
  }
}
