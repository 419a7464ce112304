import type { AttributeFlow, SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { comparisonOperators } from '../../../../../shared/entra-connect/rules/model.ts';

const linkTypes = ['Provision', 'StickyJoin', 'Join', 'JoinNoFlow'];
const mergeTypes = ['Update', 'Replace', 'MergeCaseInsensitive', 'Merge'];
const flowTypes = ['Direct', 'Constant', 'Expression'];

/** How enumerations are written. */
export type Enumerations = 'numbers' | 'names';

/** The object that Get-ADSyncRule hands out for a rule, as ConvertTo-Json writes it (entra-connect.md §3.3). */
export function dumpedRule(rule: SyncRule, enumerations: Enumerations = 'numbers'): object {
  const written = (names: readonly string[], name: string) => (enumerations === 'numbers' ? names.indexOf(name) : name);
  const direction = rule.direction === 'inbound' ? 'Inbound' : 'Outbound';
  return {
    Identifier: rule.id,
    InternalId: rule.internalId,
    Name: rule.name,
    Version: rule.version,
    Description: rule.description,
    ImmutableTag: { TagValue: rule.immutableTag, IsStandardTag: rule.immutableTag !== '', IsLegacyCustomTag: false },
    Connector: rule.connectorId,
    Direction: written(['Inbound', 'Outbound'], direction),
    Disabled: rule.disabled,
    SourceObjectType: rule.sourceObjectType,
    TargetObjectType: rule.targetObjectType,
    Precedence: rule.precedence,
    PrecedenceAfter: rule.precedenceAfter,
    PrecedenceBefore: rule.precedenceBefore,
    LinkType: written(linkTypes, rule.linkType),
    EnablePasswordSync: rule.enablePasswordSync,
    JoinFilter: rule.joinGroups.map((group) => ({
      JoinConditionList: group.map((clause) => ({
        CSAttribute: clause.connectorSpaceAttribute,
        MVAttribute: clause.metaverseAttribute,
        CaseSensitive: clause.caseSensitive,
      })),
      JoinHash: 'x',
    })),
    ScopeFilter: rule.scopeGroups.map((group) => ({
      ScopeConditionList: group.map((clause) => ({
        Attribute: clause.attribute,
        ComparisonValue: clause.value,
        ComparisonOperator: written(comparisonOperators, clause.operator),
      })),
    })),
    AttributeFlowMappings: rule.flows.map((flow) => ({
      Source: sourcesOf(flow),
      Destination: flow.destination,
      FlowType: written(flowTypes, flowTypes.find((type) => type.toLowerCase() === flow.source.type) ?? ''),
      ExecuteOnce: flow.applyOnce,
      Expression: flow.source.type === 'expression' ? flow.source.expression : null,
      ValueMergeType: written(mergeTypes, flow.mergeType),
      MappingSourceAsString: 'x',
    })),
    SoftDeleteExpiryInterval: { Ticks: ticksOf(rule.softDeleteExpiryInterval), Days: 0 },
    IsStandardRule: rule.immutableTag !== '',
  };
}

function sourcesOf({ source }: AttributeFlow): readonly string[] {
  return source.type === 'constant' ? [source.value] : source.attributes;
}

function ticksOf(interval: string): number {
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] =
    /^(-?)(?:(\d+)\.)?(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(interval) ?? [];
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -1 : 1) * (whole * 10_000_000 + Number(fraction.padEnd(7, '0')));
}
