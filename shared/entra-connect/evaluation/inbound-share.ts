import type { CompiledRule } from './compiled-rule.ts';
import { accepts } from './configuration.ts';

/** Whether a rule can hold an object in the metaverse: it joins, or it provisions. Other rules only add flows. */
export function canLink({ rule, joinFingerprint }: CompiledRule): boolean {
  return joinFingerprint !== undefined || rule.linkType === 'Provision' || rule.linkType === 'StickyJoin';
}

/** What one joined object contributes to its metaverse object. */
export interface InboundShare {
  /** Rules whose attributes flow, strongest first. */
  readonly rules: readonly CompiledRule[];
  /** "A metaverse object remains as long as there's one sync rule in scope with link type Provision or StickyJoin." */
  readonly holdsMetaverseObject: boolean;
}

/**
 * The share of an object by its rules in scope; undefined: it has none, because "an object must have a join rule in scope
 * for attributes to flow" (declarative-provisioning doc).
 */
export function inboundShare(inScope: readonly CompiledRule[], metaverseObjectType: string): InboundShare | undefined {
  if (!inScope.some(canLink)) return undefined;
  return {
    rules: inScope.filter(
      ({ rule }) => accepts(rule.targetObjectType, metaverseObjectType) && rule.linkType !== 'JoinNoFlow',
    ),
    holdsMetaverseObject: inScope.some(({ rule }) => rule.linkType === 'Provision' || rule.linkType === 'StickyJoin'),
  };
}

/** The strongest rule that makes a new metaverse object, of a type of its own. */
export function provisioningRule(inScope: readonly CompiledRule[]): CompiledRule | undefined {
  return inScope.find(({ rule }) => rule.linkType === 'Provision' && rule.targetObjectType !== '*');
}

/**
 * Rules with join conditions that an object not linked yet would be looked up by; more than one kind of them is an error.
 * Rules that join by the very same conditions do not conflict: seven out-of-box rules for groups do (139 to 145).
 */
export function joiningRules(inScope: readonly CompiledRule[]): {
  readonly rules: readonly CompiledRule[];
  readonly conflict: boolean;
} {
  const rules = inScope.filter(({ joinFingerprint }) => joinFingerprint !== undefined);
  return { rules, conflict: new Set(rules.map(({ joinFingerprint }) => joinFingerprint)).size > 1 };
}
