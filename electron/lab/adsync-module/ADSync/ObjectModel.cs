// The types that the cmdlets of the ADSync module hand out, by their documented names (entra-connect.md section 3.3).
// Written for the practice lab; C# 5, which Windows PowerShell 5.1 compiles.
using System;
using System.Collections.Generic;

namespace Microsoft.IdentityManagement.PowerShell.ObjectModel
{
    public enum SynchronizationRuleDirection { Inbound, Outbound }

    public enum LinkType { Provision, Join, StickyJoin, JoinNoFlow }

    public enum AttributeMappingFlowType { Direct, Constant, Expression }

    public enum AttributeValueMergeType { Update, Replace, MergeCaseInsensitive, Merge }

    public enum ComparisonOperator
    {
        EQUAL, NOTEQUAL, LESSTHAN, LESSTHAN_OR_EQUAL, CONTAINS, NOTCONTAINS, STARTSWITH, NOTSTARTSWITH, ENDSWITH, NOTENDSWITH,
        GREATERTHAN, GREATERTHAN_OR_EQUAL, ISNULL, ISNOTNULL, ISIN, ISNOTIN, ISBITSET, ISBITNOTSET, ISMEMBEROF, ISNOTMEMBEROF
    }

    public class ScopeCondition
    {
        public ScopeCondition() { }

        public ScopeCondition(string attribute, string comparisonValue, ComparisonOperator comparisonOperator)
        {
            Attribute = attribute;
            ComparisonValue = comparisonValue;
            ComparisonOperator = comparisonOperator;
        }

        public string Attribute { get; set; }
        public string ComparisonValue { get; set; }
        public ComparisonOperator ComparisonOperator { get; set; }
    }

    public class ScopeConditionGroup
    {
        public ScopeConditionGroup() { ScopeConditionList = new List<ScopeCondition>(); }
        public List<ScopeCondition> ScopeConditionList { get; set; }
    }

    public class JoinCondition
    {
        public JoinCondition() { }

        public JoinCondition(string csAttribute, string mvAttribute, bool caseSensitive)
        {
            CSAttribute = csAttribute;
            MVAttribute = mvAttribute;
            CaseSensitive = caseSensitive;
        }

        public string CSAttribute { get; set; }
        public string MVAttribute { get; set; }
        public bool CaseSensitive { get; set; }
    }

    public class JoinConditionGroup
    {
        public JoinConditionGroup() { JoinConditionList = new List<JoinCondition>(); }
        public List<JoinCondition> JoinConditionList { get; set; }
    }

    public class AttributeFlowMapping
    {
        public AttributeFlowMapping() { Source = new List<string>(); }
        public List<string> Source { get; set; }
        public string Destination { get; set; }
        public AttributeMappingFlowType FlowType { get; set; }
        public bool ExecuteOnce { get; set; }
        public bool AlwaysFlow { get; set; }
        public string Expression { get; set; }
        public AttributeValueMergeType ValueMergeType { get; set; }
        public string MappingSourceAsString { get { return Expression != null ? Expression : string.Join(",", Source.ToArray()); } }
    }

    public class ImmutableTag
    {
        public ImmutableTag(string tagValue) { TagValue = tagValue; }
        public string TagValue { get; private set; }
        public bool IsStandardTag { get { return TagValue.StartsWith("Microsoft.", StringComparison.Ordinal); } }
        public override string ToString() { return TagValue; }
    }

    public class SynchronizationRule
    {
        public SynchronizationRule()
        {
            JoinFilter = new List<JoinConditionGroup>();
            ScopeFilter = new List<ScopeConditionGroup>();
            AttributeFlowMappings = new List<AttributeFlowMapping>();
            ImmutableTag = new ImmutableTag(string.Empty);
        }

        public Guid Identifier { get; set; }
        public Guid InternalId { get; set; }
        public string Name { get; set; }
        public int Version { get; set; }
        public string Description { get; set; }
        public ImmutableTag ImmutableTag { get; set; }
        public Guid Connector { get; set; }
        public SynchronizationRuleDirection Direction { get; set; }
        public bool Disabled { get; set; }
        public string SourceObjectType { get; set; }
        public string TargetObjectType { get; set; }
        public int Precedence { get; set; }
        public Guid PrecedenceAfter { get; set; }
        public Guid PrecedenceBefore { get; set; }
        public LinkType LinkType { get; set; }
        public bool EnablePasswordSync { get; set; }
        public List<JoinConditionGroup> JoinFilter { get; set; }
        public List<ScopeConditionGroup> ScopeFilter { get; set; }
        public List<AttributeFlowMapping> AttributeFlowMappings { get; set; }
        public TimeSpan SoftDeleteExpiryInterval { get; set; }
        public bool IsStandardRule { get { return ImmutableTag != null && ImmutableTag.IsStandardTag; } }
    }

    public class Connector
    {
        public string Name { get; set; }
        public Guid Identifier { get; set; }
        public string Type { get; set; }
        public string ConnectorTypeName { get; set; }
        public string Subtype { get; set; }
        public DateTime CreationTime { get; set; }
    }
}
