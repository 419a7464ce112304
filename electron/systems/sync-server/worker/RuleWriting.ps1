# Changes of rules: always the whole rule, built anew in memory, and read back afterwards.

function Invoke-PutRuleOperation {
    <#
    .SYNOPSIS
        Creates a rule, or replaces the one of the same identifier, and reads back whether it is as asked.
    .PARAMETER Arguments
        rule: a rule as shared/entra-connect/rules/rule-json.ts has it, texts marked.
    #>
    param($Arguments)
    $asked = ConvertFrom-RuleArgument -Rule $Arguments.rule
    Assert-Writable -Rule $asked
    try {
        $rule = ConvertTo-SyncRule -Rule $asked
    } catch {
        throw (Get-UntouchedError -Record $_)
    }
    $null = Add-ADSyncRule -SynchronizationRule $rule -ErrorAction Stop
    $found = @(Get-ADSyncRule -Identifier ([Guid] $asked.id) -ErrorAction Stop)
    if ($found.Count -ne 1) { throw (Get-WorkerError -Id 'NotAsAsked' -Message ('The server took the rule without an error, but then gives {0} rules of its identifier.' -f $found.Count)) }
    $deviations = Compare-Rule -Asked $asked -Found (ConvertFrom-SyncRule -Rule $found[0])
    if ($deviations.Count -gt 0) { throw (Get-WorkerError -Id 'NotAsAsked' -Message ('The server took the rule without an error, but it is not as asked: {0}.' -f ($deviations -join ', '))) }
    return (ConvertTo-Answer -Value $null)
}

function Invoke-RemoveRuleOperation {
    <#
    .SYNOPSIS
        Deletes a rule, and reads back whether it is gone.
    .PARAMETER Arguments
        id: identifier of the rule.
    #>
    param($Arguments)
    $identifier = [Guid] (ConvertFrom-MarkedText -Text $Arguments.id)
    try { $isPresent = Test-Rule -Identifier $identifier } catch { throw (Get-UntouchedError -Record $_) }
    if (-not $isPresent) { throw (Get-WorkerError -Id 'RuleNotFound' -Message ('The server has no rule {0}.' -f $identifier) -Category ObjectNotFound) }
    $null = Remove-ADSyncRule -Identifier $identifier -ErrorAction Stop
    if (Test-Rule -Identifier $identifier) { throw (Get-WorkerError -Id 'NotAsAsked' -Message 'The server took the deletion without an error, but still has the rule.') }
    return (ConvertTo-Answer -Value $null)
}

function Test-Rule {
    <#
    .SYNOPSIS
        Whether the server has a rule; asks for all of them, as what it says to an unknown identifier is not documented.
    .PARAMETER Identifier
        Identifier of the rule.
    #>
    param([Guid] $Identifier)
    foreach ($rule in @(Get-ADSyncRule -ErrorAction Stop)) {
        if ($null -ne $rule -and $rule.Identifier -eq $Identifier) { return $true }
    }
    return $false
}

function ConvertFrom-RuleArgument {
    <#
    .SYNOPSIS
        A rule of a request, texts unmarked, in the very shape in which ConvertFrom-SyncRule gives one.
    .PARAMETER Rule
        The rule as it came.
    #>
    param($Rule)
    if (@($Rule.uninterpreted).Count -gt 0) { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'The rule has parts that the module cannot write.') }
    $flows = [Collections.Generic.List[object]]::new()
    foreach ($flow in $Rule.flows) {
        if (@($flow.uninterpreted).Count -gt 0) { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'A flow of the rule has parts that the module cannot write.') }
        $type = ConvertFrom-MarkedText -Text $flow.source.type
        $source = switch -CaseSensitive ($type) {
            'direct' { [ordered] @{ type = $type; attributes = Select-Text -Texts $flow.source.attributes } }
            'constant' { [ordered] @{ type = $type; value = ConvertFrom-MarkedText -Text $flow.source.value } }
            'expression' { [ordered] @{ type = $type; expression = ConvertFrom-MarkedText -Text $flow.source.expression; attributes = Select-Text -Texts $flow.source.attributes } }
            default { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'A flow of the rule has an unknown source.') }
        }
        $flows.Add([ordered] @{
                destination   = ConvertFrom-MarkedText -Text $flow.destination
                source        = $source
                applyOnce     = [bool] $flow.applyOnce
                mergeType     = ConvertFrom-MarkedText -Text $flow.mergeType
                uninterpreted = [Collections.Generic.List[object]]::new()
            })
    }
    $joinGroups = [Collections.Generic.List[object]]::new()
    foreach ($group in $Rule.joinGroups) {
        $clauses = [Collections.Generic.List[object]]::new()
        foreach ($clause in $group) {
            $clauses.Add([ordered] @{
                    connectorSpaceAttribute = ConvertFrom-MarkedText -Text $clause.connectorSpaceAttribute
                    metaverseAttribute      = ConvertFrom-MarkedText -Text $clause.metaverseAttribute
                    caseSensitive           = [bool] $clause.caseSensitive
                })
        }
        $joinGroups.Add($clauses)
    }
    $scopeGroups = [Collections.Generic.List[object]]::new()
    foreach ($group in $Rule.scopeGroups) {
        $clauses = [Collections.Generic.List[object]]::new()
        foreach ($clause in $group) {
            $clauses.Add([ordered] @{
                    attribute = ConvertFrom-MarkedText -Text $clause.attribute
                    operator  = ConvertFrom-MarkedText -Text $clause.operator
                    value     = ConvertFrom-MarkedText -Text $clause.value
                })
        }
        $scopeGroups.Add($clauses)
    }
    return [ordered] @{
        id                       = ([Guid] (ConvertFrom-MarkedText -Text $Rule.id)).ToString()
        internalId               = ([Guid] (ConvertFrom-MarkedText -Text $Rule.internalId)).ToString()
        version                  = [int] $Rule.version
        name                     = ConvertFrom-MarkedText -Text $Rule.name
        description              = ConvertFrom-MarkedText -Text $Rule.description
        immutableTag             = ConvertFrom-MarkedText -Text $Rule.immutableTag
        direction                = ConvertFrom-MarkedText -Text $Rule.direction
        disabled                 = [bool] $Rule.disabled
        connectorId              = ([Guid] (ConvertFrom-MarkedText -Text $Rule.connectorId)).ToString()
        sourceObjectType         = ConvertFrom-MarkedText -Text $Rule.sourceObjectType
        targetObjectType         = ConvertFrom-MarkedText -Text $Rule.targetObjectType
        linkType                 = ConvertFrom-MarkedText -Text $Rule.linkType
        precedence               = [int] $Rule.precedence
        precedenceAfter          = ([Guid] (ConvertFrom-MarkedText -Text $Rule.precedenceAfter)).ToString()
        precedenceBefore         = ([Guid] (ConvertFrom-MarkedText -Text $Rule.precedenceBefore)).ToString()
        softDeleteExpiryInterval = ConvertFrom-MarkedText -Text $Rule.softDeleteExpiryInterval
        enablePasswordSync       = [bool] $Rule.enablePasswordSync
        flows                    = $flows
        joinGroups               = $joinGroups
        scopeGroups              = $scopeGroups
        uninterpreted            = [Collections.Generic.List[object]]::new()
    }
}

function Assert-Writable {
    <#
    .SYNOPSIS
        Refuses a rule with an empty part that the cmdlets do not take (ValidateNotNullOrEmpty of module 2.2.8.0), before anything is built.
    .PARAMETER Rule
        What ConvertFrom-RuleArgument gives.
    #>
    param($Rule)
    $parts = [Collections.Generic.List[string]]::new()
    foreach ($name in 'name', 'sourceObjectType', 'targetObjectType') { if ($Rule[$name] -ceq '') { $parts.Add($name) } }
    foreach ($flow in $Rule.flows) {
        $source = $flow.source
        # A constant has one value, an expression its text; beside it, and in a direct flow, stand names of attributes.
        $values = @(
            if ($source.type -ceq 'constant') { $source.value } else { $source.attributes }
            if ($source.type -ceq 'expression') { $source.expression }
        )
        if ($flow.destination -ceq '' -or $values.Count -eq 0 -or $values -ccontains '') { $parts.Add(('the {0} flow to {1}' -f $source.type, $flow.destination)) }
    }
    foreach ($group in $Rule.scopeGroups) { if ($group.Count -eq 0) { $parts.Add('a group of the scoping filter') } }
    foreach ($group in $Rule.joinGroups) { if ($group.Count -eq 0) { $parts.Add('a group of the join rules') } }
    if ($parts.Count -gt 0) { throw (Get-WorkerError -Id 'InvalidArguments' -Message ('Nothing was written. The cmdlets of the ADSync module take no empty value: {0}.' -f ($parts -join ', '))) }
}

function ConvertTo-SyncRule {
    <#
    .SYNOPSIS
        A rule object in memory, in the order in which the editor's own scripts build one (entra-connect.md section 3.1).
    .PARAMETER Rule
        What ConvertFrom-RuleArgument gives.
    #>
    param($Rule)
    $new = @{
        Name                     = $Rule.name
        Identifier               = $Rule.id
        Description              = $Rule.description
        Direction                = $Rule.direction
        Precedence               = $Rule.precedence
        PrecedenceAfter          = $Rule.precedenceAfter
        PrecedenceBefore         = $Rule.precedenceBefore
        SourceObjectType         = $Rule.sourceObjectType
        TargetObjectType         = $Rule.targetObjectType
        Connector                = $Rule.connectorId
        LinkType                 = $Rule.linkType
        SoftDeleteExpiryInterval = [TimeSpan]::Parse($Rule.softDeleteExpiryInterval, [Globalization.CultureInfo]::InvariantCulture)
        ImmutableTag             = $Rule.immutableTag
        ErrorAction              = 'Stop'
    }
    # Switches stand there or not, as the editor writes them.
    if ($Rule.enablePasswordSync) { $new.EnablePasswordSync = $true }
    if ($Rule.disabled) { $new.Disabled = $true }
    $made = New-ADSyncRule @new
    foreach ($flow in $Rule.flows) {
        $mapping = @{
            SynchronizationRule = $made
            Destination         = $flow.destination
            FlowType            = $flow.source.type
            ValueMergeType      = $flow.mergeType
            ErrorAction         = 'Stop'
        }
        if ($flow.applyOnce) { $mapping.ExecuteOnce = $true }
        switch -CaseSensitive ($flow.source.type) {
            'direct' { $mapping.Source = $flow.source.attributes.ToArray() }
            'constant' { $mapping.Source = @($flow.source.value) }
            'expression' {
                $mapping.Expression = $flow.source.expression
                # The editor leaves the parameter out where there is no attribute.
                if ($flow.source.attributes.Count -gt 0) { $mapping.Source = $flow.source.attributes.ToArray() }
            }
        }
        $null = Add-ADSyncAttributeFlowMapping @mapping
    }
    foreach ($group in $Rule.scopeGroups) {
        $conditions = @(foreach ($clause in $group) {
                # In this order: attribute, value, operator.
                New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' -ArgumentList $clause.attribute, $clause.value, $clause.operator
            })
        $null = Add-ADSyncScopeConditionGroup -SynchronizationRule $made -ScopeConditions $conditions -ErrorAction Stop
    }
    foreach ($group in $Rule.joinGroups) {
        $conditions = @(foreach ($clause in $group) {
                New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition' -ArgumentList $clause.connectorSpaceAttribute, $clause.metaverseAttribute, $clause.caseSensitive
            })
        $null = Add-ADSyncJoinConditionGroup -SynchronizationRule $made -JoinConditions $conditions -ErrorAction Stop
    }
    return $made
}

function Compare-Rule {
    <#
    .SYNOPSIS
        Names of the members in which a rule differs from what was asked; flows and groups in any order.
    .DESCRIPTION
        As apply.ps1 compares (shared/entra-connect/formats/powershell/change-script): what an expression reads stands in the expression, and
        rules travel as XML, which keeps one kind of line end.
        The server gives versions and the internal identifier, and where a place before or after another rule was asked,
        the precedence and these two as well.
    .PARAMETER Asked
        The rule as asked.
    .PARAMETER Found
        The rule as read back.
    #>
    param($Asked, $Found)
    $given = @('version', 'internalId')
    if ([Guid] $Asked.precedenceAfter -ne [Guid]::Empty -or [Guid] $Asked.precedenceBefore -ne [Guid]::Empty) { $given += 'precedence', 'precedenceAfter', 'precedenceBefore' }
    $deviations = [Collections.Generic.List[string]]::new()
    foreach ($name in $Asked.Keys) {
        if ($given -ccontains $name) { continue }
        # Ordinal: the operators of PowerShell overlook characters without width.
        if (-not [string]::Equals((Get-ComparedText -Value (ConvertTo-KeptValue -Value $Asked[$name])), (Get-ComparedText -Value (ConvertTo-KeptValue -Value $Found[$name])), [StringComparison]::Ordinal)) { $deviations.Add($name) }
    }
    return , $deviations
}

function ConvertTo-KeptValue {
    <#
    .SYNOPSIS
        A member of a rule without what the server need not keep: the kind of line ends, and attributes listed beside an expression.
    .PARAMETER Value
        A member of a rule.
    #>
    param($Value)
    if ($Value -is [string]) {
        $lineFeed = [string] [char] 10
        return $Value -replace '\r\n?', $lineFeed
    }
    if ($Value -is [Collections.IDictionary]) {
        $kept = [ordered] @{}
        foreach ($name in $Value.Keys) { if (-not ($name -ceq 'attributes' -and $Value['type'] -ceq 'expression')) { $kept[$name] = ConvertTo-KeptValue -Value $Value[$name] } }
        return $kept
    }
    if ($Value -isnot [Collections.IList]) { return $Value }
    $list = [Collections.Generic.List[object]]::new()
    foreach ($item in $Value) { $list.Add((ConvertTo-KeptValue -Value $item)) }
    return , $list
}

function Get-ComparedText {
    <#
    .SYNOPSIS
        A text that two members of a rule share when they are equal, whatever the order of a list's items.
    .PARAMETER Value
        A member of a rule.
    #>
    param($Value)
    if ($Value -isnot [Collections.IList]) { return (ConvertTo-AnswerJson -Value $Value) }
    $texts = [Collections.Generic.List[string]]::new()
    foreach ($item in $Value) {
        # Clauses of one group are joined by AND: their order means nothing either.
        if ($item -is [Collections.IList]) { $texts.Add((Get-ComparedText -Value $item)) } else { $texts.Add((ConvertTo-AnswerJson -Value $item)) }
    }
    $texts.Sort([StringComparer]::Ordinal)
    return (ConvertTo-AnswerJson -Value $texts)
}
