import type { Guid } from '../../base/guid.ts';
import type { ConnectorId, RuleId } from '../../base/identifiers.ts';

/** The model of a server's configuration, as `Get-ADSyncServerConfiguration` writes it (entra-connect.md §1). */

export type Direction = 'inbound' | 'outbound';
export type LinkType = 'Provision' | 'Join' | 'StickyJoin' | 'JoinNoFlow';
export type MergeType = 'Update' | 'Replace' | 'Merge' | 'MergeCaseInsensitive';

/** Operators of a scope clause, in the product's spelling (entra-connect.md §3.3 ComparisonOperator). */
export const comparisonOperators = [
  'EQUAL',
  'NOTEQUAL',
  'LESSTHAN',
  'LESSTHAN_OR_EQUAL',
  'CONTAINS',
  'NOTCONTAINS',
  'STARTSWITH',
  'NOTSTARTSWITH',
  'ENDSWITH',
  'NOTENDSWITH',
  'GREATERTHAN',
  'GREATERTHAN_OR_EQUAL',
  'ISNULL',
  'ISNOTNULL',
  'ISIN',
  'ISNOTIN',
  'ISBITSET',
  'ISBITNOTSET',
  'ISMEMBEROF',
  'ISNOTMEMBEROF',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** An XML element that the model does not interpret, kept so that nothing is lost between reading and writing. */
export interface UninterpretedElement {
  /** Path of element names from the file's root, e.g. `synchronizationRule/attribute-mappings/mapping/hint`. */
  readonly path: string;
  /** The element, verbatim in meaning. */
  readonly xml: string;
}

/** Where the value of an attribute flow comes from. `attributes` are the sources listed beside an expression. */
export type FlowSource =
  | { readonly type: 'direct'; readonly attributes: readonly string[] }
  | { readonly type: 'constant'; readonly value: string }
  | { readonly type: 'expression'; readonly expression: string; readonly attributes: readonly string[] };

/** One attribute flow (a row of the editor's Transformations page). */
export interface AttributeFlow {
  readonly destination: string;
  readonly source: FlowSource;
  /** Apply Once, `execute-once` in the export. */
  readonly applyOnce: boolean;
  readonly mergeType: MergeType;
  readonly uninterpreted: readonly UninterpretedElement[];
}

/** One clause of a join group; the metaverse attribute is `ilmAttribute` in the export. */
export interface JoinCondition {
  readonly connectorSpaceAttribute: string;
  readonly metaverseAttribute: string;
  readonly caseSensitive: boolean;
}

/** One clause of a scope group. */
export interface ScopeCondition {
  readonly attribute: string;
  readonly operator: ComparisonOperator;
  readonly value: string;
}

/** A synchronization rule. Groups are joined by OR, the clauses of one group by AND. No scope group: every object. */
export interface SyncRule {
  readonly id: RuleId;
  readonly internalId: Guid;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** `Microsoft.….NNN` for an out-of-box rule, empty for every other. */
  readonly immutableTag: string;
  readonly direction: Direction;
  readonly disabled: boolean;
  readonly connectorId: ConnectorId;
  readonly sourceObjectType: string;
  readonly targetObjectType: string;
  readonly linkType: LinkType;
  /** The lower number wins; unique over all rules of a server. */
  readonly precedence: number;
  /** All-zero GUID when unused. */
  readonly precedenceAfter: Guid;
  readonly precedenceBefore: Guid;
  /** .NET TimeSpan text, `00:00:00` by default. */
  readonly softDeleteExpiryInterval: string;
  readonly enablePasswordSync: boolean;
  readonly flows: readonly AttributeFlow[];
  readonly joinGroups: readonly (readonly JoinCondition[])[];
  readonly scopeGroups: readonly (readonly ScopeCondition[])[];
  readonly uninterpreted: readonly UninterpretedElement[];
}

/** Syntax of an attribute in a connector's or the metaverse's schema. */
export type AttributeSyntax = 'string' | 'integer' | 'boolean' | 'binary' | 'reference';

export interface AttributeType {
  readonly name: string;
  readonly syntax: AttributeSyntax;
  readonly multiValued: boolean;
}

/** Object types with the names of their attributes, and the attributes' types, keyed by name. */
export interface Schema {
  readonly objectTypes: ReadonlyMap<string, readonly string[]>;
  readonly attributes: ReadonlyMap<string, AttributeType>;
}

/** A partition of a connector with its OU scope; the longest matching container decides (entra-connect.md §7.4). */
export interface Partition {
  readonly id: Guid;
  readonly name: string;
  /** Distinguished name of the naming context, `default` on the Entra connector. */
  readonly distinguishedName: string;
  readonly selected: boolean;
  readonly isDomain: boolean;
  readonly objectTypes: readonly string[];
  readonly containerInclusions: readonly string[];
  readonly containerExclusions: readonly string[];
}

export type RunStepType =
  'full-import' | 'delta-import' | 'full-synchronization' | 'delta-synchronization' | 'export' | 'other';

export interface RunProfile {
  readonly id: Guid;
  readonly name: string;
  readonly steps: readonly RunStepType[];
}

/** A setting of a connector by the product's name, e.g. `forest-login-user`; secrets are never among them. */
interface ConnectorParameter {
  readonly name: string;
  readonly value: string;
}

export type ConnectorKind = 'ad' | 'entra' | 'other';

export interface Connector {
  readonly id: ConnectorId;
  readonly name: string;
  readonly kind: ConnectorKind;
  /** `AD` or `Extensible2`. */
  readonly category: string;
  readonly subtype: string;
  /** Forest name of an AD connector, otherwise empty. */
  readonly forestName: string;
  /** ISO UTC; decides ties between forests (entra-connect.md §4). */
  readonly createdAt: string;
  readonly partitions: readonly Partition[];
  /** Attributes selected on the connector (`attribute-inclusion`). */
  readonly attributeInclusions: readonly string[];
  readonly schema: Schema;
  readonly runProfiles: readonly RunProfile[];
  /** Undefined: what it was read from does not tell. */
  readonly parameters?: readonly ConnectorParameter[];
}

/** Global settings: parameters by their full name, e.g. `Microsoft.Synchronize.StagingMode` → `False`. */
export type GlobalParameters = ReadonlyMap<string, string>;

/** A whole server configuration. */
export interface ServerConfiguration {
  /** Name of the server that wrote it, when the export says so. */
  readonly serverName: string | undefined;
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
  readonly globalParameters: GlobalParameters;
  readonly metaverseSchema: Schema;
}
