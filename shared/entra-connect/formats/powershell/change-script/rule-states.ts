import { assertNever } from '../../../../base/assert-never.ts';
import { changeScriptLabels as labels } from './texts.ts';
import type { AttributeFlow, Direction, SyncRule } from '../../../rules/model.ts';
import { meaningfulDifferences } from '../../../rules/rule-difference.ts';
import { ruleIdOf, stateAfter, stateBefore, type RuleOperation } from '../../../rules/rule-operation.ts';
import type { ScriptData } from './data-literal.ts';

/** A list of operations as the scripts hold it: each state of a rule once, and operations that refer to them. */
export interface ScriptedOperations {
  readonly states: readonly ScriptData[];
  readonly operations: readonly ScriptData[];
}

const absent = -1;
const directionSpelling: Readonly<Record<Direction, string>> = { inbound: 'Inbound', outbound: 'Outbound' };

export function scriptedOperations(operations: readonly RuleOperation[]): ScriptedOperations {
  const known: SyncRule[] = [];
  const indexOf = (rule: SyncRule | undefined): number => {
    if (rule === undefined) return absent;
    const index = known.findIndex((other) => isSameState(other, rule));
    return index >= 0 ? index : known.push(rule) - 1;
  };
  const scripted = operations.map((operation) => ({
    Rule: ruleIdOf(operation),
    Way: wayOf(operation),
    Before: indexOf(stateBefore(operation)),
    After: indexOf(stateAfter(operation)),
    About: (stateAfter(operation) ?? stateBefore(operation))?.name ?? '',
    Label: labelOf(operation),
  }));
  return { states: known.map((rule, index) => stateOf(rule, known.slice(0, index))), operations: scripted };
}

function isSameState(left: SyncRule, right: SyncRule): boolean {
  return left.id === right.id && meaningfulDifferences(left, right).length === 0;
}

/** Fields that can be set on a rule as it was read; anything else is written as a whole. */
function isOnlySwitched(before: SyncRule, after: SyncRule): boolean {
  return meaningfulDifferences(before, after).every(
    (one) => one.kind === 'field' && (one.field === 'disabled' || one.field === 'precedence'),
  );
}

function wayOf(operation: RuleOperation): 'Remove' | 'Set' | 'Write' {
  switch (operation.kind) {
    case 'create':
      return 'Write';
    case 'remove':
      return 'Remove';
    case 'replace':
      return isOnlySwitched(operation.before, operation.after) ? 'Set' : 'Write';
    default:
      return assertNever(operation);
  }
}

function labelOf(operation: RuleOperation): string {
  switch (operation.kind) {
    case 'create':
      return labels.create(operation.rule.precedence);
    case 'remove':
      return labels.remove;
    case 'replace': {
      const { before, after } = operation;
      if (!isOnlySwitched(before, after)) return labels.change;
      return [
        ...(before.disabled === after.disabled ? [] : [after.disabled ? labels.disable : labels.enable]),
        ...(before.precedence === after.precedence ? [] : [labels.move(before.precedence, after.precedence)]),
      ].join(', ');
    }
    default:
      return assertNever(operation);
  }
}

/** A state in full, or what it changes of an earlier one. */
function stateOf(rule: SyncRule, earlier: readonly SyncRule[]): ScriptData {
  const like = earlier.findIndex((other) => other.id === rule.id && isOnlySwitched(other, rule));
  if (like >= 0) return { Like: like, Disabled: rule.disabled, Precedence: rule.precedence };
  return {
    Identifier: rule.id,
    Name: rule.name,
    Description: rule.description,
    ImmutableTag: rule.immutableTag,
    Direction: directionSpelling[rule.direction],
    Disabled: rule.disabled,
    Connector: rule.connectorId,
    SourceObjectType: rule.sourceObjectType,
    TargetObjectType: rule.targetObjectType,
    LinkType: rule.linkType,
    Precedence: rule.precedence,
    PrecedenceAfter: rule.precedenceAfter,
    PrecedenceBefore: rule.precedenceBefore,
    SoftDeleteExpiryInterval: rule.softDeleteExpiryInterval,
    EnablePasswordSync: rule.enablePasswordSync,
    Flows: rule.flows.map(flowOf),
    ScopeGroups: rule.scopeGroups.map((group) => ({
      Clauses: group.map(({ attribute, operator, value }) => ({
        Attribute: attribute,
        Operator: operator,
        Value: value,
      })),
    })),
    JoinGroups: rule.joinGroups.map((group) => ({
      Clauses: group.map((clause) => ({
        CSAttribute: clause.connectorSpaceAttribute,
        MVAttribute: clause.metaverseAttribute,
        CaseSensitive: clause.caseSensitive,
      })),
    })),
  };
}

function flowOf({ source, destination, applyOnce, mergeType }: AttributeFlow): ScriptData {
  const rest = { Destination: destination, ExecuteOnce: applyOnce, ValueMergeType: mergeType };
  switch (source.type) {
    case 'direct':
      return { ...rest, FlowType: 'Direct', Source: source.attributes, Expression: '' };
    case 'constant':
      return { ...rest, FlowType: 'Constant', Source: [source.value], Expression: '' };
    case 'expression':
      return { ...rest, FlowType: 'Expression', Source: source.attributes, Expression: source.expression };
    default:
      return assertNever(source);
  }
}
