import { entraConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import { freePrecedence, parkingPrecedence, planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import { mailboxGuidAttribute } from '../../../../shared/entra-connect/attributes.ts';
import type { AttributeFlow, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { isExchangeRule } from '../../../../shared/entra-connect/rules/origin.ts';
import { authoritativeNullFlow } from '../../../../shared/entra-connect/rules/override.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import type { LabState } from '../../state.ts';
import { putRule, removeRule } from './changes.ts';
import type { Scenario } from './scenario.ts';

/** What somebody did to a clean lab before we came; `after` decides whether it has been synchronized since. */
export interface Leftover {
  readonly id: string;
  readonly description: string;
  readonly forests?: Scenario['forests'];
  readonly inetOrgPersonsPerThousand?: number;
  /** The server lets nothing synchronize any more: a scheduler that was left off. */
  readonly schedulerOff?: boolean;
  readonly leave: (state: LabState, original: SyncRule) => void;
}

const date = '11/19/2026 4:12:09 PM';
export const customFirst = 50;

/** The enabled out-of-box Exchange rule of the first forest. */
export function firstExchangeRule(state: LabState, objectType: string): SyncRule | undefined {
  return state.server.rules.find(
    (rule) => isExchangeRule(rule) && !rule.disabled && rule.sourceObjectType === objectType,
  );
}

export function exchangeRule(state: LabState, objectType: string): SyncRule {
  const rule = firstExchangeRule(state, objectType);
  if (rule === undefined) throw new Error(`No Exchange rule for ${objectType}`);
  return rule;
}

/** What the Sync Rules Editor makes, with the articles' NULL in it. */
export function copyOf(state: LabState, original: SyncRule, { precedence = parkingPrecedence } = {}): SyncRule {
  const id = nextGuid(state.guids) as RuleId;
  return planClone(original, { id, date, precedence, configuration: state.server });
}

/** `source`: what the copy gives, where that is not the articles' NULL. */
export function finishRecipe(
  state: LabState,
  original: SyncRule,
  { name, source }: { readonly name?: string; readonly source?: AttributeFlow['source'] } = {},
): void {
  const exact = copyOf(state, original);
  const copy = source === undefined ? exact : withSource(exact, source);
  putRule(state, copy);
  putRule(state, { ...original, disabled: true });
  removeRule(state, original.id);
  putRule(state, { ...copy, ...(name === undefined ? {} : { name }), precedence: original.precedence });
}

function withSource(rule: SyncRule, source: AttributeFlow['source'], applyOnce?: boolean): SyncRule {
  const flows = rule.flows.map((flow) =>
    flow.destination === mailboxGuidAttribute ? { ...flow, applyOnce: applyOnce ?? flow.applyOnce, source } : flow,
  );
  return { ...rule, flows };
}

export function withExpression(rule: SyncRule, expression: string, applyOnce: boolean): SyncRule {
  return withSource(rule, { type: 'expression', expression, attributes: [] }, applyOnce);
}

/** A rule of its own for the objects of another one, without scope and joins. */
export function customRule(
  state: LabState,
  original: SyncRule,
  {
    name,
    precedence,
    flows,
  }: { readonly name: string; readonly precedence: number; readonly flows: readonly AttributeFlow[] },
): SyncRule {
  const id = nextGuid(state.guids) as RuleId;
  return {
    ...original,
    id,
    internalId: id,
    name,
    description: '',
    immutableTag: '',
    linkType: 'Join',
    precedence: freePrecedence(state.server.rules, precedence),
    scopeGroups: [],
    joinGroups: [],
    flows,
  };
}

export function overrideFor(state: LabState, original: SyncRule, precedence: number): SyncRule {
  const name = `In from AD - ${original.sourceObjectType} - no mailbox GUID`;
  return customRule(state, original, { name, precedence, flows: [authoritativeNullFlow(mailboxGuidAttribute)] });
}

/** What was meant as an override, and what somebody wrote into it. */
export function attempt(state: LabState, original: SyncRule, source: AttributeFlow['source']): SyncRule {
  return withSource(overrideFor(state, original, customFirst), source);
}

export function outboundRule(state: LabState, precedence: number, expression: string): SyncRule {
  const [exporting] = exportingRules(state);
  if (exporting === undefined) throw new Error('No rule exports the mailbox GUID');
  const flows = [authoritativeNullFlow(mailboxGuidAttribute)];
  const name = 'Out to AAD - User - no mailbox GUID';
  return withExpression(customRule(state, exporting, { name, precedence, flows }), expression, false);
}

export function exportingRules(state: LabState): readonly SyncRule[] {
  return state.server.rules.filter(
    ({ direction, connectorId, flows }) =>
      direction === 'outbound' &&
      connectorId === entraConnectorId &&
      flows.some(({ destination }) => destination === mailboxGuidAttribute),
  );
}

export function withoutOutboundFlow(state: LabState): void {
  for (const rule of exportingRules(state)) {
    putRule(state, { ...rule, flows: rule.flows.filter(({ destination }) => destination !== mailboxGuidAttribute) });
  }
}
