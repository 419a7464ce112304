/**
 * The functions of apply.ps1 and undo.ps1: the same text in every script, so that it can be read and checked once.
 * Windows PowerShell 5.1 syntax. No value of a plan is ever written into it; those stand in the data before it.
 */
export const readingFunctions = String.raw`
# What is only to be looked at or to be asked, this script itself decides. Reading cmdlets of the module take -WhatIf and -Confirm
# too, and binary cmdlets inherit both from their caller: they would read nothing.
$PSDefaultParameterValues = @{ '*-ADSync*:WhatIf' = $false; '*-ADSync*:Confirm' = $false }

function Get-KeptText {
    # Rules travel as XML, which keeps one kind of line end.
    param([string] $Text)
    $lineFeed = [string] [char] 10
    return $Text -replace '\r\n?', $lineFeed
}

function Join-Exactly {
    # One text out of several that no other list of texts gives.
    param([string[]] $Part)
    $text = New-Object -TypeName System.Text.StringBuilder
    foreach ($one in $Part) {
        $kept = Get-KeptText -Text $one
        $null = $text.Append($kept.Length).Append(':').Append($kept)
    }
    return $text.ToString()
}

function Test-SameText {
    # The operators of PowerShell compare by culture, which overlooks characters without width.
    param([string] $Left, [string] $Right)
    return [string]::Equals((Get-KeptText -Text $Left), (Get-KeptText -Text $Right), [StringComparison]::Ordinal)
}

function Join-Sorted {
    # The order of flows has no meaning.
    param([string[]] $Part)
    $sorted = [string[]] @($Part)
    [Array]::Sort($sorted, [StringComparer]::Ordinal)
    return Join-Exactly -Part $sorted
}

function Get-TagText {
    # The tag of a rule is an object with its text inside; some builds hand out the text itself.
    param($Tag)
    if ($null -eq $Tag) { return '' }
    if ($Tag -is [string]) { return $Tag }
    return [string] $Tag.TagValue
}

function Get-IntervalText {
    param($Interval)
    if ($null -eq $Interval) { return '00:00:00' }
    if ($Interval -is [TimeSpan]) { return $Interval.ToString() }
    if ([string] $Interval -eq '0') { return '00:00:00' }
    return [string] $Interval
}

function Get-FlowText {
    # What an expression reads stands in the expression; the server may list it beside it or not.
    param([string[]] $Source, [string] $Destination, [string] $FlowType, [string] $Expression, [bool] $ExecuteOnce, [string] $ValueMergeType)
    if ($FlowType -eq 'Expression') { $from = $Expression } else { $from = Join-Exactly -Part $Source }
    return Join-Exactly -Part @($Destination, $FlowType, $from, [string] $ExecuteOnce, $ValueMergeType)
}

function Get-PartOfState {
    # A rule as the plan knows it, part by part as text.
    param([hashtable] $State)
    $flows = @(foreach ($flow in $State.Flows) {
            Get-FlowText -Source $flow.Source -Destination $flow.Destination -FlowType $flow.FlowType -Expression $flow.Expression -ExecuteOnce $flow.ExecuteOnce -ValueMergeType $flow.ValueMergeType
        })
    $scope = @(foreach ($group in $State.ScopeGroups) {
            Join-Exactly -Part @(foreach ($clause in $group.Clauses) { Join-Exactly -Part @($clause.Attribute, $clause.Operator, $clause.Value) })
        })
    $join = @(foreach ($group in $State.JoinGroups) {
            Join-Exactly -Part @(foreach ($clause in $group.Clauses) { Join-Exactly -Part @($clause.CSAttribute, $clause.MVAttribute, [string] $clause.CaseSensitive) })
        })
    return [ordered] @{
        Name                     = $State.Name
        Description              = $State.Description
        ImmutableTag             = $State.ImmutableTag
        Direction                = $State.Direction
        Disabled                 = [string] $State.Disabled
        Connector                = $State.Connector
        SourceObjectType         = $State.SourceObjectType
        TargetObjectType         = $State.TargetObjectType
        LinkType                 = $State.LinkType
        Precedence               = [string] $State.Precedence
        PrecedenceAfter          = $State.PrecedenceAfter
        PrecedenceBefore         = $State.PrecedenceBefore
        SoftDeleteExpiryInterval = $State.SoftDeleteExpiryInterval
        EnablePasswordSync       = [string] $State.EnablePasswordSync
        AttributeFlowMappings    = Join-Sorted -Part $flows
        ScopeFilter              = Join-Exactly -Part $scope
        JoinFilter               = Join-Exactly -Part $join
    }
}

function Get-PartOfRule {
    # A rule as the server has it, part by part as text.
    param($Rule)
    $flows = @(foreach ($flow in $Rule.AttributeFlowMappings) {
            Get-FlowText -Source @($flow.Source | Where-Object { $null -ne $_ }) -Destination $flow.Destination -FlowType ([string] $flow.FlowType) -Expression ([string] $flow.Expression) -ExecuteOnce ([bool] $flow.ExecuteOnce) -ValueMergeType ([string] $flow.ValueMergeType)
        })
    $scope = @(foreach ($group in $Rule.ScopeFilter) {
            Join-Exactly -Part @(foreach ($clause in $group.ScopeConditionList) { Join-Exactly -Part @($clause.Attribute, [string] $clause.ComparisonOperator, [string] $clause.ComparisonValue) })
        })
    $join = @(foreach ($group in $Rule.JoinFilter) {
            Join-Exactly -Part @(foreach ($clause in $group.JoinConditionList) { Join-Exactly -Part @($clause.CSAttribute, $clause.MVAttribute, [string] $clause.CaseSensitive) })
        })
    return [ordered] @{
        Name                     = [string] $Rule.Name
        Description              = [string] $Rule.Description
        ImmutableTag             = Get-TagText -Tag $Rule.ImmutableTag
        Direction                = [string] $Rule.Direction
        Disabled                 = [string] [bool] $Rule.Disabled
        Connector                = ([string] $Rule.Connector).ToLowerInvariant()
        SourceObjectType         = [string] $Rule.SourceObjectType
        TargetObjectType         = [string] $Rule.TargetObjectType
        LinkType                 = [string] $Rule.LinkType
        Precedence               = [string] $Rule.Precedence
        PrecedenceAfter          = ([string] $Rule.PrecedenceAfter).ToLowerInvariant()
        PrecedenceBefore         = ([string] $Rule.PrecedenceBefore).ToLowerInvariant()
        SoftDeleteExpiryInterval = Get-IntervalText -Interval $Rule.SoftDeleteExpiryInterval
        EnablePasswordSync       = [string] [bool] $Rule.EnablePasswordSync
        AttributeFlowMappings    = Join-Sorted -Part $flows
        ScopeFilter              = Join-Exactly -Part $scope
        JoinFilter               = Join-Exactly -Part $join
    }
}

function Get-DifferenceText {
    # What of a rule is not as expected, as one text; empty where everything is.
    param([hashtable] $State, $Rule)
    $expected = Get-PartOfState -State $State
    $found = Get-PartOfRule -Rule $Rule
    $lists = @('AttributeFlowMappings', 'ScopeFilter', 'JoinFilter')
    return (@(foreach ($name in @($expected.Keys)) {
                if (Test-SameText -Left $expected[$name] -Right $found[$name]) { continue }
                if ($lists -contains $name) { $name } else { $texts.DifferentPart -f $name, $found[$name], $expected[$name] }
            }) -join '; ')
}

function Get-PresentRule {
    # All rules of the server by identifier.
    $present = @{}
    foreach ($rule in @(Get-ADSyncRule)) { $present[([string] $rule.Identifier).ToLowerInvariant()] = $rule }
    return $present
}

function Get-Moment {
    # How each rule of the change stands after the first so many operations: an index of $states, or -1 for absent.
    param([int] $Done)
    $moment = [ordered] @{}
    foreach ($operation in $operations) { if (-not $moment.Contains($operation.Rule)) { $moment[$operation.Rule] = $operation.Before } }
    for ($index = 0; $index -lt $Done; $index++) { $moment[$operations[$index].Rule] = $operations[$index].After }
    return $moment
}

function Get-ForeignChange {
    # What of the rules is not as it is after the first so many operations.
    param([hashtable] $Present, [int] $Done)
    $moment = Get-Moment -Done $Done
    foreach ($id in @($moment.Keys)) {
        $expected = $moment[$id]
        if ($expected -lt 0) {
            if ($Present.ContainsKey($id)) { $texts.RuleAppeared -f $Present[$id].Name, $id }
            continue
        }
        if (-not $Present.ContainsKey($id)) { $texts.RuleGone -f $states[$expected].Name, $id; continue }
        $difference = Get-DifferenceText -State $states[$expected] -Rule $Present[$id]
        if ($difference -ne '') { $texts.RuleDiffers -f $states[$expected].Name, $difference }
    }
}

function Get-Standing {
    # How many operations have been carried out; -1 and what is foreign where the rules belong to no moment of the change.
    param([hashtable] $Present)
    $fewest = $null
    for ($done = $operations.Count; $done -ge 0; $done--) {
        $changes = @(Get-ForeignChange -Present $Present -Done $done)
        if ($changes.Count -eq 0) { return @{ Done = $done; Changes = @() } }
        if ($null -eq $fewest -or $changes.Count -lt $fewest.Count) { $fewest = $changes }
    }
    return @{ Done = -1; Changes = $fewest }
}

function Get-TakenNumber {
    # Numbers that the operations still need and that another rule holds by then.
    param([hashtable] $Present, [int] $Done)
    $numbers = @{}
    foreach ($id in @($Present.Keys)) { $numbers[$id] = [int] $Present[$id].Precedence }
    for ($index = $Done; $index -lt $operations.Count; $index++) {
        $operation = $operations[$index]
        if ($operation.After -lt 0) { $numbers.Remove($operation.Rule); continue }
        $number = $states[$operation.After].Precedence
        foreach ($id in @($numbers.Keys)) {
            if ($id -ne $operation.Rule -and $numbers[$id] -eq $number) { $texts.NumberTaken -f $number, $id }
        }
        $numbers[$operation.Rule] = $number
    }
}

function Get-EmptyPart {
    # Parts of the rules to be written that are empty, where the cmdlets take no empty value.
    foreach ($operation in $operations) {
        if ($operation.Way -ne 'Write') { continue }
        $state = $states[$operation.After]
        foreach ($field in 'Name', 'SourceObjectType', 'TargetObjectType') { if ($state[$field] -eq '') { $texts.EmptyPart -f $state.Name, $field } }
        foreach ($flow in $state.Flows) {
            $values = @($flow.Source)
            if ($flow.FlowType -eq 'Expression') { $values += $flow.Expression }
            if ($flow.Destination -eq '' -or $values.Count -eq 0 -or $values -contains '') { $texts.EmptyPart -f $state.Name, ('{0} -> {1}' -f $flow.FlowType, $flow.Destination) }
        }
        $groups = @($state.ScopeGroups) + @($state.JoinGroups)
        foreach ($group in $groups) { if (@($group.Clauses).Count -eq 0) { $texts.EmptyPart -f $state.Name, 'Group' } }
    }
}

function Get-OtherRuleText {
    # Every rule that this change is not about, as text: none of them may differ afterwards.
    param([hashtable] $Present)
    $own = (Get-Moment -Done 0)
    return Join-Sorted -Part @(foreach ($id in @($Present.Keys)) {
            if ($own.Contains($id)) { continue }
            Join-Exactly -Part (@($id) + @((Get-PartOfRule -Rule $Present[$id]).Values))
        })
}
`;

export const writingFunctions = String.raw`
function Assert-Idle {
    # Nothing may synchronize while rules are half changed.
    $scheduler = Get-ADSyncScheduler
    if ($scheduler.SchedulerSuspended) { throw $texts.Suspended }
    if ($scheduler.SyncCycleEnabled) { throw $texts.SchedulerOn }
    if ($scheduler.SyncCycleInProgress) { throw $texts.CycleRunning }
    if (@(Get-ADSyncConnectorRunStatus).Count -gt 0) { throw $texts.CycleRunning }
}

function Wait-Idle {
    param([int] $Minute)
    $limit = (Get-Date).AddMinutes($Minute)
    while ((Get-ADSyncScheduler).SyncCycleInProgress -or @(Get-ADSyncConnectorRunStatus).Count -gt 0) {
        if ((Get-Date) -gt $limit) { throw ($texts.NeverIdle -f $Minute) }
        Write-Progress -Activity $texts.Waiting -Status $texts.CycleRunning
        Start-Sleep -Seconds 5
    }
    Write-Progress -Activity $texts.Waiting -Completed
}

function Save-SchedulerNote {
    param([string] $Path, [bool] $Enabled, [bool] $Resumed)
    @{ SyncCycleEnabled = $Enabled; Resumed = $Resumed } | ConvertTo-Json | Set-Content -LiteralPath $Path -Encoding UTF8 -WhatIf:$false -Confirm:$false
}

function Get-SchedulerNote {
    # What an earlier call of either script found and has not put back; nothing where there is none.
    param([string] $Path)
    if (-not (Test-Path -LiteralPath $Path)) { return $null }
    $note = Get-Content -LiteralPath $Path -Raw -Encoding UTF8 | ConvertFrom-Json
    if ($note.Resumed) { return $null }
    return $note
}

function Invoke-RuleBuild {
    # The rule of a state, in the shape of the Sync Rules Editor's own export; nothing is written yet.
    param([hashtable] $State)
    $arguments = @{
        Name             = $State.Name
        Identifier       = $State.Identifier
        Description      = $State.Description
        Direction        = $State.Direction
        Precedence       = $State.Precedence
        PrecedenceAfter  = $State.PrecedenceAfter
        PrecedenceBefore = $State.PrecedenceBefore
        SourceObjectType = $State.SourceObjectType
        TargetObjectType = $State.TargetObjectType
        Connector        = $State.Connector
        LinkType         = $State.LinkType
        ImmutableTag     = $State.ImmutableTag
    }
    if ($State.SoftDeleteExpiryInterval -eq '00:00:00') { $arguments['SoftDeleteExpiryInterval'] = 0 } else { $arguments['SoftDeleteExpiryInterval'] = $State.SoftDeleteExpiryInterval }
    if ($State.EnablePasswordSync) { $arguments['EnablePasswordSync'] = $true }
    if ($State.Disabled) { $arguments['Disabled'] = $true }
    $rule = @(New-ADSyncRule @arguments)[0]
    foreach ($flow in $State.Flows) {
        $arguments = @{ SynchronizationRule = $rule; Destination = $flow.Destination; FlowType = $flow.FlowType; ValueMergeType = $flow.ValueMergeType }
        if (@($flow.Source).Count -gt 0) { $arguments['Source'] = @($flow.Source) }
        if ($flow.FlowType -eq 'Expression') { $arguments['Expression'] = $flow.Expression }
        if ($flow.ExecuteOnce) { $arguments['ExecuteOnce'] = $true }
        $rule = @(Add-ADSyncAttributeFlowMapping @arguments)[0]
    }
    foreach ($group in $State.ScopeGroups) {
        $conditions = @(foreach ($clause in $group.Clauses) {
                New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' -ArgumentList $clause.Attribute, $clause.Value, $clause.Operator
            })
        $rule = @(Add-ADSyncScopeConditionGroup -SynchronizationRule $rule -ScopeConditions $conditions)[0]
    }
    foreach ($group in $State.JoinGroups) {
        $conditions = @(foreach ($clause in $group.Clauses) {
                New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition' -ArgumentList $clause.CSAttribute, $clause.MVAttribute, $clause.CaseSensitive
            })
        $rule = @(Add-ADSyncJoinConditionGroup -SynchronizationRule $rule -JoinConditions $conditions)[0]
    }
    return $rule
}

function Invoke-Operation {
    # Add-ADSyncRule with the identifier of a rule that is there changes that rule in place.
    param([hashtable] $Operation)
    switch ($Operation.Way) {
        'Remove' {
            $null = Remove-ADSyncRule -Identifier $Operation.Rule
        }
        'Set' {
            $rule = @(Get-ADSyncRule -Identifier $Operation.Rule)[0]
            $rule.Disabled = $states[$Operation.After].Disabled
            $rule.Precedence = $states[$Operation.After].Precedence
            $null = Add-ADSyncRule -SynchronizationRule $rule
        }
        'Write' {
            $rule = Invoke-RuleBuild -State $states[$Operation.After]
            $null = Add-ADSyncRule -SynchronizationRule $rule
        }
        default { throw $Operation.Way }
    }
}
`;
