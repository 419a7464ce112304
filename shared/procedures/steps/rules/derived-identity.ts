import { sha256Hex } from '../../../base/hash.ts';
import type { Guid } from '../../../base/guid.ts';
import type { RuleId } from '../../../base/identifiers.ts';

/**
 * The identifier of a rule that a run creates in place of or beside another: always the same, so that a resumed run
 * recognises its own rule. A version 8 identifier (RFC 9562 §5.8): SHA-256 of the names, with version and variant set.
 */
export function derivedRuleId(procedure: string, runId: string, beside: RuleId): RuleId {
  const digest = sha256Hex(`hybrid-preflight/${procedure}\n${runId}\n${beside}`);
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const groups = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return groups.join('-') as Guid as RuleId;
}
