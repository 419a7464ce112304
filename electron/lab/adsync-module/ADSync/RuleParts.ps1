# Flows, scope and join of a rule in memory. Each hands the rule on, as the editor's own scripts rely on.

function Add-ADSyncAttributeFlowMapping {
    <#
    .SYNOPSIS
        Adds flows to a rule in memory.
    #>
    [CmdletBinding(DefaultParameterSetName = 'SingleAttributeFlowMapping', SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ParameterSetName = 'AllAttributeFlowMappings')]
        [Parameter(ParameterSetName = 'SingleAttributeFlowMapping')]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1, ParameterSetName = 'AllAttributeFlowMappings')]
        [ValidateNotNullOrEmpty()]
        [Collections.Generic.List[Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping]] $AttributeFlowMappings,
        [Parameter(Position = 1, ParameterSetName = 'SingleAttributeFlowMapping')]
        [ValidateNotNullOrEmpty()]
        [Collections.Generic.List[string]] $Source,
        [Parameter(Mandatory = $true, Position = 2, ParameterSetName = 'SingleAttributeFlowMapping')]
        [ValidateNotNullOrEmpty()]
        [string] $Destination,
        [Parameter(Mandatory = $true, Position = 3, ParameterSetName = 'SingleAttributeFlowMapping')]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeMappingFlowType] $FlowType,
        [Parameter(ParameterSetName = 'SingleAttributeFlowMapping')]
        [ValidateNotNullOrEmpty()]
        [string] $Expression,
        [Parameter(ParameterSetName = 'SingleAttributeFlowMapping')] [switch] $ExecuteOnce,
        [Parameter(Position = 5, ParameterSetName = 'SingleAttributeFlowMapping')]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeValueMergeType] $ValueMergeType
    )
    if (-not $PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Add flows')) { return }
    if ($PSCmdlet.ParameterSetName -eq 'AllAttributeFlowMappings') {
        foreach ($one in $AttributeFlowMappings) { $SynchronizationRule.AttributeFlowMappings.Add($one) }
        return $SynchronizationRule
    }
    $mapping = [Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping]::new()
    foreach ($one in $Source) { $mapping.Source.Add($one) }
    $mapping.Destination = $Destination
    $mapping.FlowType = $FlowType
    $mapping.ExecuteOnce = $ExecuteOnce.IsPresent
    if ($PSBoundParameters.ContainsKey('Expression')) { $mapping.Expression = $Expression }
    if ($PSBoundParameters.ContainsKey('ValueMergeType')) { $mapping.ValueMergeType = $ValueMergeType }
    $SynchronizationRule.AttributeFlowMappings.Add($mapping)
    return $SynchronizationRule
}

function Remove-ADSyncAttributeFlowMapping {
    <#
    .SYNOPSIS
        Takes flows out of a rule in memory.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNull()]
        [Collections.Generic.List[Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping]] $AttributeFlowMappings
    )
    if (-not $PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Take out flows')) { return $SynchronizationRule }
    foreach ($one in $AttributeFlowMappings) {
        $null = $SynchronizationRule.AttributeFlowMappings.RemoveAll([Predicate[Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping]] { param($flow) $flow.Destination -eq $one.Destination })
    }
    return $SynchronizationRule
}

function Add-ADSyncScopeConditionGroup {
    <#
    .SYNOPSIS
        Adds a scope group to a rule in memory.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [Collections.Generic.List[Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition]] $ScopeConditions
    )
    if (-not $PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Add a scope group')) { return }
    $group = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeConditionGroup]::new()
    foreach ($one in $ScopeConditions) { $group.ScopeConditionList.Add($one) }
    $SynchronizationRule.ScopeFilter.Add($group)
    return $SynchronizationRule
}

function Add-ADSyncJoinConditionGroup {
    <#
    .SYNOPSIS
        Adds a join group to a rule in memory.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [Collections.Generic.List[Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition]] $JoinConditions
    )
    if (-not $PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Add a join group')) { return }
    $group = [Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinConditionGroup]::new()
    foreach ($one in $JoinConditions) { $group.JoinConditionList.Add($one) }
    $SynchronizationRule.JoinFilter.Add($group)
    return $SynchronizationRule
}

function Remove-ADSyncScopeConditionGroup {
    <#
    .SYNOPSIS
        Takes a scope group out of a rule in memory.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1)] [int] $Index
    )
    if ($PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Take out scope group {0}' -f $Index)) { $SynchronizationRule.ScopeFilter.RemoveAt($Index) }
    return $SynchronizationRule
}

function Remove-ADSyncJoinConditionGroup {
    <#
    .SYNOPSIS
        Takes a join group out of a rule in memory.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 1)] [int] $Index
    )
    if ($PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Take out join group {0}' -f $Index)) { $SynchronizationRule.JoinFilter.RemoveAt($Index) }
    return $SynchronizationRule
}
