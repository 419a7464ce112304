import type { Json } from '../../../base/json.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import { flowText, joinText, scopeText } from '../../../entra-connect/rules/rule-difference-texts.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import { literalOf } from '../../../entra-connect/rules/flow-outcomes.ts';
import { flowsTo } from '../../../entra-connect/rules/flows-to.ts';
import type { AttributeFlow, SyncRule } from '../../../entra-connect/rules/model.ts';
import { meaningfulDifferences, type RuleDifference } from '../../../entra-connect/rules/rule-difference.ts';

/** The flow of a rule to an attribute. */
export function flowTo(rule: Pick<SyncRule, 'flows'>, attribute: string): AttributeFlow | undefined {
  return flowsTo(rule, attribute)[0];
}

/** The scope of a rule in one line: clauses with “and” within groups, groups with “or” between them. */
export function wholeScopeText({ scopeGroups }: Pick<SyncRule, 'scopeGroups'>): string {
  return scopeGroups.length === 0
    ? texts.everyObject
    : scopeGroups.map((group) => inOneLine(scopeText(group))).join(' or ');
}

/** Whom a rule with AuthoritativeNull clears the mailbox GUID for: its scope, and the condition of its expression. */
export function coverageText(rule: Pick<SyncRule, 'scopeGroups' | 'flows'>): string {
  const flow = flowTo(rule, mailboxGuidAttribute);
  const scope = wholeScopeText(rule);
  return flow?.source.type !== 'expression' || literalOf(flow) !== undefined
    ? scope
    : texts.conditionally(scope, flow.source.expression);
}

function inOneLine(lines: string): string {
  return lines.replaceAll('\n', ' and ');
}

/** A flow in one line; null: there is none. */
export function flowTextOf(flow: AttributeFlow | undefined): string | null {
  return flow === undefined ? null : flowText(flow);
}

/** A part of a rule that an operation changes, with its values before and after. */
export interface ChangedPart {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** What differs between two states of one rule, each part once. */
export function partsBetween(before: SyncRule, after: SyncRule): readonly ChangedPart[] {
  const differences = meaningfulDifferences(before, after);
  const scope = { field: texts.scopeField, before: wholeScopeText(before), after: wholeScopeText(after) };
  return [
    ...differences.flatMap((difference): readonly ChangedPart[] => {
      switch (difference.kind) {
        case 'field':
          return [{ field: difference.field, before: difference.before, after: difference.after }];
        case 'flow':
          return [
            {
              field: texts.flowField(difference.destination),
              before: flowTextOf(difference.before),
              after: flowTextOf(difference.after),
            },
          ];
        case 'join-group':
          return [
            {
              field: differenceText([difference]),
              before: difference.before === undefined ? null : inOneLine(joinText(difference.before)),
              after: difference.after === undefined ? null : inOneLine(joinText(difference.after)),
            },
          ];
        case 'uninterpreted':
          return [
            {
              field: difference.path,
              before: difference.before?.xml ?? null,
              after: difference.after?.xml ?? null,
            },
          ];
        case 'scope-group':
          return [];
      }
    }),
    ...(differences.some(({ kind }) => kind === 'scope-group') ? [scope] : []),
  ];
}

/** What is different, in words: `name, flow to mail, scope group 1`. */
export function differenceText(differences: readonly RuleDifference[]): string {
  return differences
    .map((difference) => {
      switch (difference.kind) {
        case 'field':
          return difference.field;
        case 'flow':
          return `flow to ${difference.destination}`;
        case 'join-group':
          return `join group ${String(difference.index + 1)}`;
        case 'scope-group':
          return `scope group ${String(difference.index + 1)}`;
        case 'uninterpreted':
          return difference.path;
      }
    })
    .join(', ');
}

/** Numbers that more than one rule has; two rules of one number are not predictable (entra-connect.md §9). */
export function sharedNumbers(rules: readonly SyncRule[]): readonly number[] {
  const byNumber = Map.groupBy(rules, ({ precedence }) => precedence);
  return [...byNumber].filter(([, holders]) => holders.length > 1).map(([precedence]) => precedence);
}
