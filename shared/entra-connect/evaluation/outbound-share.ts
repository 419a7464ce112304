import type { CompiledRule } from './compiled-rule.ts';
import { accepts } from './configuration.ts';

/** What the outbound rules in scope do to one object of a connector. */
export interface OutboundShare {
  /** Rules whose attributes flow, strongest first. */
  readonly rules: readonly CompiledRule[];
  /** One of them creates the object, and deletes it when none does any more. */
  readonly provisions: boolean;
  readonly joins: boolean;
}

export function outboundShare(inScope: readonly CompiledRule[], objectType: string): OutboundShare {
  const rules = inScope.filter(({ rule }) => accepts(rule.targetObjectType, objectType));
  return {
    rules,
    provisions: rules.some(({ rule }) => rule.linkType === 'Provision'),
    joins: rules.some(({ joinFingerprint }) => joinFingerprint !== undefined),
  };
}
