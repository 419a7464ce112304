# Run history and what is pending.

function ConvertFrom-LabRun {
    # A run of the lab as the object that the module hands out.
    param($Run, [bool] $WithSteps)
    $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.RunProfileResult]::new()
    $made.RunHistoryId = ConvertFrom-LabText -Text $Run.runHistoryId
    $made.ConnectorId = ConvertFrom-LabText -Text $Run.connectorId
    $made.ConnectorName = ConvertFrom-LabText -Text $Run.connectorName
    $made.RunProfileName = ConvertFrom-LabText -Text $Run.runProfileName
    $made.RunNumber = $Run.runNumber
    $made.Username = 'NT SERVICE\ADSync'
    $made.IsRunComplete = $Run.isRunComplete
    $made.Result = ConvertFrom-LabText -Text $Run.result
    $made.TotalSteps = @($Run.steps).Count
    $made.CurrentStepNumber = $made.TotalSteps
    $made.StartDate = ConvertFrom-LabInstant -Text $Run.startedAt
    $made.EndDate = ConvertFrom-LabInstant -Text $Run.endedAt
    if (-not $WithSteps) { return $made }
    foreach ($step in $Run.steps) { $made.RunStepResults.Add((ConvertFrom-LabStep -Step $step -Run $made)) }
    return $made
}

function ConvertFrom-LabStep {
    # A step of a run of the lab as the object that the module hands out.
    param($Step, $Run)
    $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.RunStepResult]::new()
    $made.RunHistoryId = $Run.RunHistoryId
    $made.StepNumber = $Step.stepNumber
    $made.StepResult = ConvertFrom-LabText -Text $Step.result
    $made.StartDate = $Run.StartDate
    $made.EndDate = $Run.EndDate
    foreach ($counter in $Step.counters) {
        $name = ConvertFrom-LabText -Text $counter.name
        $made.$name = $counter.value
    }
    if (@($Step.errors).Count -eq 0) { return $made }
    $made.SyncErrors = [Microsoft.IdentityManagement.PowerShell.ObjectModel.RunStepResultSyncErrors]::new()
    foreach ($one in $Step.errors) {
        $failure = [Microsoft.IdentityManagement.PowerShell.ObjectModel.RunStepErrorObject]::new()
        $failure.ObjectDn = ConvertFrom-LabText -Text $one.distinguishedName
        $failure.ErrorType = ConvertFrom-LabText -Text $one.type
        $failure.CdError = ConvertFrom-LabText -Text $one.text
        $made.SyncErrors.SyncErrorsList.Add($failure)
    }
    return $made
}

function Get-ADSyncRunProfileResult {
    <#
    .SYNOPSIS
        Runs of the connectors, the latest first.
    #>
    [CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
    param(
        [Guid] $RunHistoryId,
        [Guid] $ConnectorId,
        [Guid] $RunProfileId,
        [int] $RunNumber,
        [int] $NumberRequested,
        [switch] $RunStepDetails,
        [int] $StepNumber
    )
    if ($PSBoundParameters.ContainsKey('RunProfileId')) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList ('The practice lab does not know the run profile {0}.' -f $RunProfileId)) }
    if (-not $PSCmdlet.ShouldProcess('Server', 'Read the run history')) { return }
    $given = 0
    $runs = @(Invoke-LabOperation -Operation 'run-history')
    for ($index = $runs.Count - 1; $index -ge 0; $index -= 1) {
        $run = ConvertFrom-LabRun -Run $runs[$index] -WithSteps $RunStepDetails
        if ($PSBoundParameters.ContainsKey('RunHistoryId') -and $run.RunHistoryId -ne $RunHistoryId) { continue }
        if ($PSBoundParameters.ContainsKey('ConnectorId') -and $run.ConnectorId -ne $ConnectorId) { continue }
        if ($PSBoundParameters.ContainsKey('RunNumber') -and $run.RunNumber -ne $RunNumber) { continue }
        if ($PSBoundParameters.ContainsKey('StepNumber')) { $null = $run.RunStepResults.RemoveAll([Predicate[Microsoft.IdentityManagement.PowerShell.ObjectModel.RunStepResult]] { param($step) $step.StepNumber -ne $StepNumber }) }
        if ($PSBoundParameters.ContainsKey('NumberRequested') -and $given -ge $NumberRequested) { return }
        $given += 1
        $run
    }
}

function Get-ADSyncRunStepResult {
    <#
    .SYNOPSIS
        Steps of runs.
    #>
    [CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
    param(
        [Guid] $RunHistoryId,
        [Guid] $StepHistoryId,
        [switch] $First,
        [int] $StepNumber
    )
    if ($PSBoundParameters.ContainsKey('StepHistoryId')) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList ('The practice lab does not know the step {0}.' -f $StepHistoryId)) }
    if (-not $PSCmdlet.ShouldProcess('Server', 'Read the run history')) { return }
    $given = @{ RunStepDetails = $true }
    if ($PSBoundParameters.ContainsKey('RunHistoryId')) { $given.RunHistoryId = $RunHistoryId }
    if ($PSBoundParameters.ContainsKey('StepNumber')) { $given.StepNumber = $StepNumber }
    foreach ($run in @(Get-ADSyncRunProfileResult @given)) {
        foreach ($step in $run.RunStepResults) {
            $step
            if ($First) { return }
        }
    }
}

function Get-ADSyncConnectorStatistics {
    <#
    .SYNOPSIS
        What is pending in a connector space.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '', Justification = 'The name of the product.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [string] $ConnectorName
    )
    $answer = Invoke-LabOperation -Operation 'connector-statistics' -Argument @{ connectorName = $ConnectorName }
    $statistics = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ConnectorStatistics]::new()
    foreach ($name in 'ExportAdds', 'ExportUpdates', 'ExportDeletes', 'ImportAdds', 'ImportUpdates', 'ImportDeletes', 'ImportNoChange', 'TotalConnectors') { $statistics.$name = $answer.$name }
    return $statistics
}
