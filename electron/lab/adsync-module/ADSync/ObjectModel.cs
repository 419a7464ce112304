// The types that the cmdlets of the ADSync module hand out, by their documented names (entra-connect.md section 3.3).
// Written for the practice lab; C# 5, which Windows PowerShell 5.1 compiles.
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.IdentityManagement.PowerShell.ObjectModel
{
    public enum SynchronizationRuleDirection { Inbound, Outbound }

    public enum SyncRuleLinkType { Provision, StickyJoin, Join, JoinNoFlow }

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
        public string Expression { get; set; }
        public AttributeValueMergeType ValueMergeType { get; set; }
        public string MappingSourceAsString { get { return Expression != null ? Expression : string.Join(",", Source.ToArray()); } }
    }

    public class ImmutableTag
    {
        public ImmutableTag(string tagValue) { TagValue = tagValue; }
        public string TagValue { get; set; }
        public string VersionAgnosticTag { get { return TagValue.Length > 4 && TagValue[TagValue.Length - 4] == '.' ? TagValue.Substring(0, TagValue.Length - 4) : TagValue; } }
        public int TagVersion { get { int version; return int.TryParse(TagValue.Substring(Math.Max(0, TagValue.Length - 3)), out version) ? version : 0; } }
        public bool IsLegacyCustomTag { get { return false; } }
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
        public SyncRuleLinkType LinkType { get; set; }
        public bool EnablePasswordSync { get; set; }
        public List<JoinConditionGroup> JoinFilter { get; set; }
        public List<ScopeConditionGroup> ScopeFilter { get; set; }
        public List<AttributeFlowMapping> AttributeFlowMappings { get; set; }
        public TimeSpan SoftDeleteExpiryInterval { get; set; }
        public Guid SourceNamespaceId { get { return Direction == SynchronizationRuleDirection.Inbound ? Connector : Guid.Empty; } }
        public Guid TargetNamespaceId { get { return Direction == SynchronizationRuleDirection.Inbound ? Guid.Empty : Connector; } }
        public string VersionAgnosticTag { get { return ImmutableTag == null ? null : ImmutableTag.VersionAgnosticTag; } }
        public int TagVersion { get { return ImmutableTag == null ? 0 : ImmutableTag.TagVersion; } }
        public bool IsLegacyCustomRule { get { return ImmutableTag != null && ImmutableTag.IsLegacyCustomTag; } }
        public string JoinHash { get { return string.Empty; } }
        public bool IsStandardRule { get { return ImmutableTag != null && ImmutableTag.IsStandardTag; } }
    }

    public class ConnectorPartition
    {
        public string Name { get; set; }
        public string DN { get; set; }
        public bool Selected { get; set; }
    }

    public class RunProfile
    {
        public Guid Identifier { get; set; }
        public string Name { get; set; }
        public Guid ConnectorIdentifier { get; set; }
        public int Version { get; set; }
    }

    public class Connector
    {
        public Connector() { RunProfiles = new List<RunProfile>(); }
        public List<RunProfile> RunProfiles { get; set; }
        public string Name { get; set; }
        public Guid Identifier { get; set; }
        public int Version { get; set; }
        public string Type { get; set; }
        public string ConnectorTypeName { get; set; }
        public string Subtype { get; set; }
        public List<ConnectorPartition> Partitions { get; set; }
        public DateTime CreationTime { get; set; }
        public DateTime LastModificationTime { get; set; }
    }

    public enum SynchronizationPolicyType { Unspecified, Delta, Initial }

    public enum Status { Success }

    public class SchedulerOperationStatus
    {
        public SchedulerOperationStatus(Status result) { Result = result; }
        public Status Result { get; set; }
    }

    public class SchedulerSettings
    {
        public TimeSpan AllowedSyncCycleInterval { get; set; }
        public TimeSpan CurrentlyEffectiveSyncCycleInterval { get; set; }
        public TimeSpan? CustomizedSyncCycleInterval { get; set; }
        public SynchronizationPolicyType NextSyncCyclePolicyType { get; set; }
        public DateTime NextSyncCycleStartTimeInUTC { get; set; }
        public TimeSpan PurgeRunHistoryInterval { get; set; }
        public bool SyncCycleEnabled { get; set; }
        public bool MaintenanceEnabled { get; set; }
        public bool StagingModeEnabled { get; set; }
        public bool SchedulerSuspended { get; set; }
        public bool SyncCycleInProgress { get; set; }
    }

    public enum ConnectorRunState { Busy }

    public class ConnectorRunStatus
    {
        public ConnectorRunState RunState { get; set; }
        public string ConnectorName { get; set; }
    }

    public class ConnectorStatistics
    {
        public int ExportAdds { get; set; }
        public int ExportUpdates { get; set; }
        public int ExportDeletes { get; set; }
        public int ImportAdds { get; set; }
        public int ImportUpdates { get; set; }
        public int ImportDeletes { get; set; }
        public int ImportNoChange { get; set; }
        public int TotalConnectors { get; set; }
    }

    public enum AutoUpgradeConfigurationState { Suspended, Enabled, Disabled }

    public class AutoUpgradeStatus
    {
        public AutoUpgradeStatus(AutoUpgradeConfigurationState state, string suspensionReason)
        {
            State = state;
            SuspensionReason = suspensionReason;
        }

        public AutoUpgradeConfigurationState State { get; private set; }
        public string SuspensionReason { get; private set; }
    }

    public class ConfigurationParameter
    {
        public string Name { get; set; }
        public string Value { get; set; }
    }

    public class ParameterKeyedCollection : KeyedCollection<string, ConfigurationParameter>
    {
        protected override string GetKeyForItem(ConfigurationParameter item) { return item.Name; }
    }

    public class GlobalSettings
    {
        public GlobalSettings() { Parameters = new ParameterKeyedCollection(); }
        public int Version { get; set; }
        public int SqlSchemaVersion { get; set; }
        public Guid InstanceId { get; set; }
        public ParameterKeyedCollection Parameters { get; set; }
    }

    public enum SchemaAttributeType { String, Integer, Boolean, Binary, Reference, Number }

    public class Attribute
    {
        public string Name { get; set; }
        public SchemaAttributeType Type { get; set; }
        public bool IsMultiValued { get; set; }
        public string SyncRuleName { get; set; }
        public string ConnectorName { get; set; }
        public Guid LineageId { get; set; }
        public DateTime LastModificationTime { get; set; }
        public IEnumerable<string> Values { get; set; }
    }

    public class AttributeKeyedCollection : KeyedCollection<string, Attribute>
    {
        public AttributeKeyedCollection() : base(StringComparer.OrdinalIgnoreCase) { }
        protected override string GetKeyForItem(Attribute item) { return item.Name; }
    }

    public class SynchronizationError
    {
        public int RetryCount { get; set; }
        public DateTime InitialOccurrence { get; set; }
        public DateTime LatestOccurrence { get; set; }
        public string ErrorType { get; set; }
        public bool ExportedChangedNotReimported { get; set; }
        public string SynchronizationStep { get; set; }
        public string StackTrace { get; set; }
    }

    public class ExportError
    {
        public int RetryCount { get; set; }
        public DateTime InitialOccurrence { get; set; }
        public DateTime LatestOccurrence { get; set; }
        public string ErrorType { get; set; }
        public string ErrorName { get; set; }
        public string ErrorCode { get; set; }
        public string ErrorLiteral { get; set; }
        public string ErrorExtraDetails { get; set; }
    }

    public class CsObject
    {
        public CsObject() { Attributes = new AttributeKeyedCollection(); }
        public Guid ObjectId { get; set; }
        public Guid ConnectorId { get; set; }
        public string ConnectorName { get; set; }
        public string ConnectorType { get; set; }
        public Guid PartitionId { get; set; }
        public string DistinguishedName { get; set; }
        public byte[] AnchorValue { get; set; }
        public string ObjectType { get; set; }
        public bool IsTransient { get; set; }
        public bool IsPlaceHolder { get; set; }
        public bool IsConnector { get; set; }
        public bool HasSyncError { get; set; }
        public bool HasExportError { get; set; }
        public ExportError ExportError { get; set; }
        public SynchronizationError SynchronizationError { get; set; }
        public Guid ConnectedMVObjectId { get; set; }
        public AttributeKeyedCollection Attributes { get; set; }
        public string SerializedXml { get; set; }
    }

    public class MvObjectLink
    {
        public Guid LineageId { get; set; }
        public string ConnectedCsObjectDN { get; set; }
        public Guid ConnectedCsObjectId { get; set; }
        public string ConnectorName { get; set; }
        public Guid ConnectorId { get; set; }
    }

    public class MvObject
    {
        public MvObject() { Attributes = new AttributeKeyedCollection(); }
        public Guid ObjectId { get; set; }
        public IEnumerable<MvObjectLink> Lineage { get; set; }
        public AttributeKeyedCollection Attributes { get; set; }
        public string SerializedXml { get; set; }
    }

    public class PreviewResult
    {
        public bool Commit { get; set; }
        public string ErrorXml { get; set; }
        public string SerializedXml { get; set; }
    }

    public class RunStepErrorObject
    {
        public string ObjectDisplayName { get; set; }
        public string ObjectDn { get; set; }
        public Guid? CsGuid { get; set; }
        public Guid? MvGuid { get; set; }
        public DateTime? FirstOccurred { get; set; }
        public int? RetryCount { get; set; }
        public DateTime? DateOccurred { get; set; }
        public int? LineNumber { get; set; }
        public int? ColumnNumber { get; set; }
        public int? EntryNumber { get; set; }
        public string ErrorType { get; set; }
        public string AlgorithmStep { get; set; }
        public string ExtensionErrorInfo { get; set; }
        public string CdError { get; set; }
    }

    public class RunStepResultSyncErrors
    {
        public RunStepResultSyncErrors() { SyncErrorsList = new List<RunStepErrorObject>(); }
        public string SyncErrorsXml { get; set; }
        public List<RunStepErrorObject> SyncErrorsList { get; set; }
    }

    public class RunStepResultConnectorDiscoveryErrors
    {
        public string ConnectorDiscoveryErrorsXml { get; set; }
        public List<RunStepErrorObject> ConnectorDiscoveryErrorsList { get; set; }
    }

    public class RunStepResultMvRetryErrors
    {
        public string MvRetryErrorsXml { get; set; }
        public List<RunStepErrorObject> MvRetryErrorsList { get; set; }
    }

    public class RunStepResult
    {
        public Guid RunHistoryId { get; set; }
        public Guid StepHistoryId { get; set; }
        public int StepNumber { get; set; }
        public string StepResult { get; set; }
        public DateTime StartDate { get; set; }
        public DateTime EndDate { get; set; }
        public int StageNoChange { get; set; }
        public int StageAdd { get; set; }
        public int StageUpdate { get; set; }
        public int StageRename { get; set; }
        public int StageDelete { get; set; }
        public int StageDeleteAdd { get; set; }
        public int StageFailure { get; set; }
        public int DisconnectorFiltered { get; set; }
        public int DisconnectorJoinedNoFlow { get; set; }
        public int DisconnectorJoinedFlow { get; set; }
        public int DisconnectorJoinedRemoveMv { get; set; }
        public int DisconnectorProjectedNoFlow { get; set; }
        public int DisconnectorProjectedFlow { get; set; }
        public int DisconnectorProjectedRemoveMv { get; set; }
        public int DisconnectorRemains { get; set; }
        public int ConnectorFilteredRemoveMv { get; set; }
        public int ConnectorFilteredLeaveMv { get; set; }
        public int ConnectorFlow { get; set; }
        public int ConnectorFlowRemoveMv { get; set; }
        public int ConnectorNoFlow { get; set; }
        public int ConnectorDeleteRemoveMv { get; set; }
        public int ConnectorDeleteLeaveMv { get; set; }
        public int ConnectorDeleteAddProcessed { get; set; }
        public int FlowFailure { get; set; }
        public int ExportAdd { get; set; }
        public int ExportUpdate { get; set; }
        public int ExportRename { get; set; }
        public int ExportDelete { get; set; }
        public int ExportDeleteAdd { get; set; }
        public int ExportFailure { get; set; }
        public int CurrentExportBatchNumber { get; set; }
        public int LastSuccessfulExportBatchNumber { get; set; }
        public string StepFileName { get; set; }
        public string ConnectorConnectionInformationXml { get; set; }
        public string ConnectorCountersXml { get; set; }
        public string StepXml { get; set; }
        public string FlowCountersXml { get; set; }
        public RunStepResultConnectorDiscoveryErrors ConnectorDiscoveryErrors { get; set; }
        public RunStepResultSyncErrors SyncErrors { get; set; }
        public RunStepResultMvRetryErrors MvRetryErrors { get; set; }
    }

    public class RunProfileResult
    {
        public RunProfileResult() { RunStepResults = new List<RunStepResult>(); }
        public Guid RunHistoryId { get; set; }
        public Guid ConnectorId { get; set; }
        public string ConnectorName { get; set; }
        public Guid RunProfileId { get; set; }
        public string RunProfileName { get; set; }
        public int RunNumber { get; set; }
        public string Username { get; set; }
        public bool IsRunComplete { get; set; }
        public string Result { get; set; }
        public int CurrentStepNumber { get; set; }
        public int TotalSteps { get; set; }
        public DateTime StartDate { get; set; }
        public DateTime EndDate { get; set; }
        public List<RunStepResult> RunStepResults { get; set; }
    }
}
