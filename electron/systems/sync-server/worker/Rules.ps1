# Rules as they are on the server (shared/entra-connect/rules/rule-json.ts).

function ConvertFrom-SyncRule {
    <#
    .SYNOPSIS
        A rule object of the module as the app holds it.
    .PARAMETER Rule
        What Get-ADSyncRule gives.
    #>
    param($Rule)
    return [ordered] @{
        id                       = ConvertTo-GuidText -Guid $Rule.Identifier
        internalId               = ConvertTo-GuidText -Guid $Rule.InternalId
        version                  = [int] $Rule.Version
        name                     = [string] $Rule.Name
        description              = [string] $Rule.Description
        immutableTag             = $(if ($null -eq $Rule.ImmutableTag) { '' } else { [string] $Rule.ImmutableTag.TagValue })
        direction                = $Rule.Direction.ToString().ToLowerInvariant()
        disabled                 = [bool] $Rule.Disabled
        connectorId              = ConvertTo-GuidText -Guid $Rule.Connector
        sourceObjectType         = [string] $Rule.SourceObjectType
        targetObjectType         = [string] $Rule.TargetObjectType
        linkType                 = $Rule.LinkType.ToString()
        precedence               = [int] $Rule.Precedence
        precedenceAfter          = ConvertTo-GuidText -Guid $Rule.PrecedenceAfter
        precedenceBefore         = ConvertTo-GuidText -Guid $Rule.PrecedenceBefore
        softDeleteExpiryInterval = $Rule.SoftDeleteExpiryInterval.ToString('c', [Globalization.CultureInfo]::InvariantCulture)
        enablePasswordSync       = [bool] $Rule.EnablePasswordSync
        flows                    = ConvertFrom-Flow -Flows $Rule.AttributeFlowMappings
        joinGroups               = ConvertFrom-JoinFilter -Groups $Rule.JoinFilter
        scopeGroups              = ConvertFrom-ScopeFilter -Groups $Rule.ScopeFilter
        uninterpreted            = [Collections.Generic.List[object]]::new()
    }
}

function ConvertFrom-Flow {
    <#
    .SYNOPSIS
        The attribute flows of a rule object.
    .PARAMETER Flows
        AttributeFlowMappings of the rule.
    #>
    param($Flows)
    $list = [Collections.Generic.List[object]]::new()
    foreach ($flow in $Flows) {
        $sources = [Collections.Generic.List[string]]::new()
        foreach ($one in $flow.Source) { $sources.Add([string] $one) }
        $source = switch ($flow.FlowType.ToString()) {
            'Direct' { [ordered] @{ type = 'direct'; attributes = $sources } }
            'Expression' { [ordered] @{ type = 'expression'; expression = [string] $flow.Expression; attributes = $sources } }
            'Constant' {
                if ($sources.Count -gt 1) { throw (Get-WorkerError -Id 'UnknownShape' -Message ('The constant flow to {0} has {1} values.' -f $flow.Destination, $sources.Count)) }
                [ordered] @{ type = 'constant'; value = $(if ($sources.Count -eq 0) { '' } else { $sources[0] }) }
            }
            default { throw (Get-WorkerError -Id 'UnknownShape' -Message ('The flow to {0} is of the unknown type {1}.' -f $flow.Destination, $flow.FlowType)) }
        }
        $list.Add([ordered] @{
                destination   = [string] $flow.Destination
                source        = $source
                applyOnce     = [bool] $flow.ExecuteOnce
                mergeType     = $flow.ValueMergeType.ToString()
                uninterpreted = [Collections.Generic.List[object]]::new()
            })
    }
    return , $list
}

function ConvertFrom-JoinFilter {
    <#
    .SYNOPSIS
        The join groups of a rule object.
    .PARAMETER Groups
        JoinFilter of the rule.
    #>
    param($Groups)
    $list = [Collections.Generic.List[object]]::new()
    foreach ($group in $Groups) {
        $clauses = [Collections.Generic.List[object]]::new()
        foreach ($clause in $group.JoinConditionList) {
            $clauses.Add([ordered] @{
                    connectorSpaceAttribute = [string] $clause.CSAttribute
                    metaverseAttribute      = [string] $clause.MVAttribute
                    caseSensitive           = [bool] $clause.CaseSensitive
                })
        }
        $list.Add($clauses)
    }
    return , $list
}

function ConvertFrom-ScopeFilter {
    <#
    .SYNOPSIS
        The scope groups of a rule object.
    .PARAMETER Groups
        ScopeFilter of the rule.
    #>
    param($Groups)
    $list = [Collections.Generic.List[object]]::new()
    foreach ($group in $Groups) {
        $clauses = [Collections.Generic.List[object]]::new()
        foreach ($clause in $group.ScopeConditionList) {
            $clauses.Add([ordered] @{
                    attribute = [string] $clause.Attribute
                    operator  = $clause.ComparisonOperator.ToString()
                    value     = [string] $clause.ComparisonValue
                })
        }
        $list.Add($clauses)
    }
    return , $list
}

function Invoke-RulesOperation {
    <#
    .SYNOPSIS
        All synchronization rules of the server.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $rules = [Collections.Generic.List[object]]::new()
    foreach ($rule in @(Get-ADSyncRule -ErrorAction Stop)) {
        if ($null -ne $rule) { $rules.Add((ConvertFrom-SyncRule -Rule $rule)) }
    }
    return (ConvertTo-Answer -Value $rules)
}
