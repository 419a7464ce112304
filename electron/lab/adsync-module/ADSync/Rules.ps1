function ConvertFrom-LabRule {
    # A rule of the lab as the object that the module hands out; every text comes with a leading character, see Lab.ps1.
    param($Rule)
    $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule]::new()
    $made.Identifier = $Rule.id.Substring(1)
    $made.InternalId = $Rule.internalId.Substring(1)
    $made.Name = $Rule.name.Substring(1)
    $made.Version = $Rule.version
    $made.Description = $Rule.description.Substring(1)
    $made.ImmutableTag = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ImmutableTag]::new($Rule.immutableTag.Substring(1))
    $made.Connector = $Rule.connectorId.Substring(1)
    $made.Direction = $Rule.direction.Substring(1)
    $made.Disabled = $Rule.disabled
    $made.SourceObjectType = $Rule.sourceObjectType.Substring(1)
    $made.TargetObjectType = $Rule.targetObjectType.Substring(1)
    $made.Precedence = $Rule.precedence
    $made.PrecedenceAfter = $Rule.precedenceAfter.Substring(1)
    $made.PrecedenceBefore = $Rule.precedenceBefore.Substring(1)
    $made.LinkType = $Rule.linkType.Substring(1)
    $made.EnablePasswordSync = $Rule.enablePasswordSync
    $made.SoftDeleteExpiryInterval = [TimeSpan]::Parse($Rule.softDeleteExpiryInterval.Substring(1), [Globalization.CultureInfo]::InvariantCulture)
    foreach ($flow in $Rule.flows) {
        $mapping = [Microsoft.IdentityManagement.PowerShell.ObjectModel.AttributeFlowMapping]::new()
        foreach ($source in $flow.source) { $mapping.Source.Add($source.Substring(1)) }
        $mapping.Destination = $flow.destination.Substring(1)
        $mapping.FlowType = $flow.flowType.Substring(1)
        $mapping.ExecuteOnce = $flow.executeOnce
        if ($null -ne $flow.expression) { $mapping.Expression = $flow.expression.Substring(1) }
        $mapping.ValueMergeType = $flow.valueMergeType.Substring(1)
        $made.AttributeFlowMappings.Add($mapping)
    }
    foreach ($group in $Rule.scopeGroups) {
        $filter = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeConditionGroup]::new()
        foreach ($clause in $group.clauses) {
            $filter.ScopeConditionList.Add([Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition]::new($clause.attribute.Substring(1), $clause.value.Substring(1), $clause.operator.Substring(1)))
        }
        $made.ScopeFilter.Add($filter)
    }
    foreach ($group in $Rule.joinGroups) {
        $filter = [Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinConditionGroup]::new()
        foreach ($clause in $group.clauses) {
            $filter.JoinConditionList.Add([Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition]::new($clause.connectorSpaceAttribute.Substring(1), $clause.metaverseAttribute.Substring(1), $clause.caseSensitive))
        }
        $made.JoinFilter.Add($filter)
    }
    return $made
}

function ConvertTo-LabRule {
    # A rule object as the lab is told of it.
    param($Rule)
    return @{
        id                       = $Rule.Identifier.ToString()
        internalId               = $Rule.InternalId.ToString()
        version                  = $Rule.Version
        name                     = $Rule.Name
        description              = [string] $Rule.Description
        immutableTag             = $Rule.ImmutableTag.TagValue
        direction                = $Rule.Direction.ToString()
        disabled                 = $Rule.Disabled
        connectorId              = $Rule.Connector.ToString()
        sourceObjectType         = $Rule.SourceObjectType
        targetObjectType         = $Rule.TargetObjectType
        linkType                 = $Rule.LinkType.ToString()
        precedence               = $Rule.Precedence
        precedenceAfter          = $Rule.PrecedenceAfter.ToString()
        precedenceBefore         = $Rule.PrecedenceBefore.ToString()
        softDeleteExpiryInterval = $Rule.SoftDeleteExpiryInterval.ToString()
        enablePasswordSync       = $Rule.EnablePasswordSync
        flows                    = @(foreach ($flow in $Rule.AttributeFlowMappings) {
                @{
                    source         = [string[]] $flow.Source.ToArray()
                    destination    = $flow.Destination
                    flowType       = $flow.FlowType.ToString()
                    executeOnce    = $flow.ExecuteOnce
                    expression     = $flow.Expression
                    valueMergeType = $flow.ValueMergeType.ToString()
                }
            })
        scopeGroups              = @(foreach ($group in $Rule.ScopeFilter) {
                @{ clauses = @(foreach ($clause in $group.ScopeConditionList) {
                            @{ attribute = $clause.Attribute; operator = $clause.ComparisonOperator.ToString(); value = [string] $clause.ComparisonValue }
                        })
                }
            })
        joinGroups               = @(foreach ($group in $Rule.JoinFilter) {
                @{ clauses = @(foreach ($clause in $group.JoinConditionList) {
                            @{ connectorSpaceAttribute = $clause.CSAttribute; metaverseAttribute = $clause.MVAttribute; caseSensitive = $clause.CaseSensitive }
                        })
                }
            })
    }
}

function Get-ADSyncRule {
    <#
    .SYNOPSIS
        The synchronization rules of the server, or one of them.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Position = 0)] [Guid] $Identifier)
    if (-not $PSCmdlet.ShouldProcess('Server', 'Read the rules')) { return }
    foreach ($rule in @(Invoke-LabOperation -Operation 'rules')) {
        if ($PSBoundParameters.ContainsKey('Identifier') -and [Guid] $rule.id.Substring(1) -ne $Identifier) { continue }
        ConvertFrom-LabRule -Rule $rule
    }
}

function New-ADSyncRule {
    <#
    .SYNOPSIS
        Builds a rule in memory. The server does not know it yet.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Name,
        [Parameter(Mandatory = $true, Position = 1)] [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRuleDirection] $Direction,
        [Parameter(Mandatory = $true, Position = 2)] [Guid] $Connector,
        [Parameter(Mandatory = $true, Position = 3)] [ValidateNotNullOrEmpty()] [string] $SourceObjectType,
        [Parameter(Mandatory = $true, Position = 4)] [ValidateNotNullOrEmpty()] [string] $TargetObjectType,
        [Parameter(Mandatory = $true, Position = 5)] [Microsoft.IdentityManagement.PowerShell.ObjectModel.SyncRuleLinkType] $LinkType,
        [int] $Precedence,
        [Guid] $PrecedenceAfter,
        [Guid] $PrecedenceBefore,
        [string] $Description,
        [string] $ImmutableTag,
        [Guid] $Identifier = [Guid]::NewGuid(),
        [TimeSpan] $SoftDeleteExpiryInterval,
        [switch] $EnablePasswordSync,
        [switch] $Disabled
    )
    if (-not $PSCmdlet.ShouldProcess($Name, 'Build the rule')) { return }
    $rule = [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule]::new()
    $rule.Identifier = $Identifier
    $rule.InternalId = $Identifier
    $rule.Name = $Name
    $rule.Version = 1
    $rule.Description = $Description
    $rule.ImmutableTag = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ImmutableTag]::new(([string] $ImmutableTag))
    $rule.Connector = $Connector
    $rule.Direction = $Direction
    $rule.Disabled = $Disabled.IsPresent
    $rule.SourceObjectType = $SourceObjectType
    $rule.TargetObjectType = $TargetObjectType
    $rule.Precedence = $Precedence
    if ($PSBoundParameters.ContainsKey('PrecedenceAfter')) { $rule.PrecedenceAfter = $PrecedenceAfter }
    if ($PSBoundParameters.ContainsKey('PrecedenceBefore')) { $rule.PrecedenceBefore = $PrecedenceBefore }
    $rule.LinkType = $LinkType
    $rule.EnablePasswordSync = $EnablePasswordSync.IsPresent
    if ($PSBoundParameters.ContainsKey('SoftDeleteExpiryInterval')) { $rule.SoftDeleteExpiryInterval = $SoftDeleteExpiryInterval }
    return $rule
}

function Add-ADSyncRule {
    <#
    .SYNOPSIS
        Creates a rule on the server, or changes the one of the same identifier.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule
    )
    process {
        if (-not $PSCmdlet.ShouldProcess($SynchronizationRule.Name, 'Write the rule')) { return }
        $null = Invoke-LabOperation -Operation 'put-rule' -Argument (ConvertTo-LabRule -Rule $SynchronizationRule)
        return $SynchronizationRule
    }
}

function Remove-ADSyncRule {
    <#
    .SYNOPSIS
        Deletes a rule.
    #>
    [CmdletBinding(DefaultParameterSetName = 'ByIdentifier', SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'BySynchronizationRule', ValueFromPipeline = $true)]
        [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule] $SynchronizationRule,
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'ByIdentifier')]
        [Guid] $Identifier
    )
    process {
        $id = if ($PSCmdlet.ParameterSetName -eq 'BySynchronizationRule') { $SynchronizationRule.Identifier } else { $Identifier }
        if ($PSCmdlet.ShouldProcess($id.ToString(), 'Delete the rule')) {
            $null = Invoke-LabOperation -Operation 'remove-rule' -Argument @{ id = $id.ToString() }
        }
    }
}
