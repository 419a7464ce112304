import type { ComparedPart } from '../../base/comparison.ts';

/** A comparison of two configurations as plain data: for the screen, JSON, the page and the lists. */

export const compareSchemaId = 'hybrid-preflight/compare/1';

export type ComparedAspect = 'flow' | 'scope' | 'join' | 'precedence' | 'state' | 'version' | 'other';

/** A rule as a list shows it. */
export interface RuleLine {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly precedence: number;
  readonly kind: 'default' | 'copy' | 'custom';
  readonly direction: 'inbound' | 'outbound';
  readonly sourceObjectType: string;
  readonly targetObjectType: string;
  readonly disabled: boolean;
}

/** A rule that is on one side only, with everything that it does. */
export interface WholeRule extends RuleLine {
  /** All parts are `added` (second side only) or `removed` (first side only). */
  readonly content: readonly ComparedPart[];
  /** What it does to msExchMailboxGuid on its server, in a sentence; absent: it does not flow it. */
  readonly mailboxGuid?: string;
}

/** Two rules that have each other's precedence on the other side. */
interface SwappedRules {
  readonly first: RuleLine;
  readonly second: RuleLine;
  /** Attributes that another of the two wins now. */
  readonly attributes: readonly string[];
}

/** An attribute of one kind of object for which another rule wins on the second side. */
export interface ChangedWinner {
  readonly attribute: string;
  readonly objects: string;
  readonly on: NamedRule;
  readonly with: NamedRule;
}

/** What becomes of msExchMailboxGuid of one kind of object, where it is not the same on both sides. */
export interface ChangedGuid {
  readonly objects: string;
  readonly on?: string;
  readonly with?: string;
}

export interface ChangedRule {
  readonly name: string;
  readonly connector: string;
  readonly on: RuleLine;
  readonly with: RuleLine;
  readonly matchedBy: string;
  readonly aspects: readonly ComparedAspect[];
  /** Whether it comes in another place among the rules that both sides have. */
  readonly orderChanged: boolean;
  /** The sides are `before` (first) and `after` (second). */
  readonly differences: readonly ComparedPart[];
}

/** A copy made with the rules editor, beside what it was made of on the other side. */
interface CopiedRule {
  readonly copy: RuleLine;
  readonly original: RuleLine;
  readonly differences: readonly ComparedPart[];
}

interface NamedRule {
  readonly name: string;
  readonly precedence: number;
}

export interface ConnectorChange {
  readonly connector: string;
  readonly partition: string;
  readonly what: string;
  readonly on: readonly string[];
  readonly with: readonly string[];
  /** What a side that selects less does to objects. */
  readonly consequence?: string;
}

export interface MetaverseChange {
  readonly name: string;
  readonly what: string;
  readonly on?: string;
  readonly with?: string;
}

export interface ServerComparison {
  readonly schema: typeof compareSchemaId;
  /** What was compared: a target, or the default rules. */
  readonly on: string;
  readonly with: string;
  /** Version of the default rules, where these are the second side. */
  readonly baselineVersion?: string;
  readonly outcome: 'same' | 'different';
  readonly summary: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly renumbered: number;
    readonly same: number;
    readonly connectors: number;
    readonly metaverse: number;
    readonly settings: number;
  };
  readonly rules: {
    /** Only on the second side. */
    readonly added: readonly WholeRule[];
    /** Only on the first side. */
    readonly removed: readonly WholeRule[];
    readonly changed: readonly ChangedRule[];
    readonly swaps: readonly SwappedRules[];
    readonly winners: readonly ChangedWinner[];
    readonly mailboxGuid: readonly ChangedGuid[];
    readonly copies: readonly CopiedRule[];
    /** Absent: that side has no such rule, or does not tell. */
    readonly notComparable: readonly { readonly on?: NamedRule; readonly with?: NamedRule }[];
  };
  readonly connectors: {
    readonly pairs: readonly { readonly on: string; readonly with: string; readonly matchedBy: string }[];
    readonly changes: readonly ConnectorChange[];
    /** Domains of different names that were taken for each other. */
    readonly domains: readonly { readonly on: string; readonly with: string; readonly matchedBy: string }[];
  };
  readonly metaverse: readonly MetaverseChange[];
  readonly settings: readonly { readonly name: string; readonly on?: string; readonly with?: string }[];
  /** What a reader must know: what one side does not hold, what the baseline is. */
  readonly remarks: readonly string[];
}
