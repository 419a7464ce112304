import { z } from 'zod';
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { AttributeFlow, FlowSource, SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { joinCondition, mergeType, ruleHead, scopeCondition } from '../../../shared/entra-connect/rules/rule-json.ts';

/** A rule as the stand-in module and the lab tell each other of it: with the words of the module's own types. */

const flowSchema = z.strictObject({
  source: z.array(z.string()),
  destination: z.string(),
  flowType: z.enum(['Direct', 'Constant', 'Expression']),
  executeOnce: z.boolean(),
  expression: z.string().nullable(),
  valueMergeType: mergeType,
});

export const wireRuleSchema = z.strictObject({
  ...ruleHead(z.enum(['Inbound', 'Outbound'])),
  flows: z.array(flowSchema),
  scopeGroups: z.array(z.strictObject({ clauses: z.array(scopeCondition) })),
  joinGroups: z.array(z.strictObject({ clauses: z.array(joinCondition) })),
});
type WireRule = z.infer<typeof wireRuleSchema>;

/** What the module cannot say about a rule, the server keeps of the one that was there. */
export function ruleOfWire(wire: WireRule, present: SyncRule | undefined): SyncRule {
  const { flows, scopeGroups, joinGroups, direction, ...fields } = wire;
  return {
    ...(fields as unknown as Omit<SyncRule, 'flows' | 'scopeGroups' | 'joinGroups' | 'direction' | 'uninterpreted'>),
    direction: direction === 'Inbound' ? 'inbound' : 'outbound',
    flows: flows.map(flowOfWire),
    scopeGroups: scopeGroups.map(({ clauses }) => clauses),
    joinGroups: joinGroups.map(({ clauses }) => clauses),
    uninterpreted: present?.uninterpreted ?? [],
  };
}

function flowOfWire(flow: WireRule['flows'][number]): AttributeFlow {
  const { destination, executeOnce: applyOnce, valueMergeType: mergeType } = flow;
  return { destination, source: sourceOfWire(flow), applyOnce, mergeType, uninterpreted: [] };
}

function sourceOfWire({ flowType, source, expression }: WireRule['flows'][number]): FlowSource {
  switch (flowType) {
    case 'Direct':
      return { type: 'direct', attributes: source };
    case 'Constant':
      return { type: 'constant', value: source[0] ?? '' };
    case 'Expression':
      return { type: 'expression', expression: expression ?? '', attributes: source };
    default:
      return assertNever(flowType);
  }
}

export function wireOfRule(rule: SyncRule): Json {
  const { flows, scopeGroups, joinGroups, direction, uninterpreted: _uninterpreted, ...fields } = rule;
  return {
    ...fields,
    direction: direction === 'inbound' ? 'Inbound' : 'Outbound',
    flows: flows.map(wireOfFlow),
    scopeGroups: scopeGroups.map((clauses) => ({ clauses: clauses.map((clause) => ({ ...clause })) })),
    joinGroups: joinGroups.map((clauses) => ({ clauses: clauses.map((clause) => ({ ...clause })) })),
  };
}

function wireOfFlow({ source, destination, applyOnce: executeOnce, mergeType: valueMergeType }: AttributeFlow): Json {
  const rest = { destination, executeOnce, valueMergeType };
  switch (source.type) {
    case 'direct':
      return { ...rest, flowType: 'Direct', source: [...source.attributes], expression: null };
    case 'constant':
      return { ...rest, flowType: 'Constant', source: [source.value], expression: null };
    case 'expression':
      return { ...rest, flowType: 'Expression', source: [...source.attributes], expression: source.expression };
    default:
      return assertNever(source);
  }
}
