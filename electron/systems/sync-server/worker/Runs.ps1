# Run history and what is pending.

# Statistics of a step by the product's names; what is not listed here is no count of objects.
$script:runCounters = @(
    'StageNoChange', 'StageAdd', 'StageUpdate', 'StageRename', 'StageDelete', 'StageDeleteAdd', 'StageFailure',
    'DisconnectorFiltered', 'DisconnectorJoinedNoFlow', 'DisconnectorJoinedFlow', 'DisconnectorJoinedRemoveMv',
    'DisconnectorProjectedNoFlow', 'DisconnectorProjectedFlow', 'DisconnectorProjectedRemoveMv', 'DisconnectorRemains',
    'ConnectorFilteredRemoveMv', 'ConnectorFilteredLeaveMv', 'ConnectorFlow', 'ConnectorFlowRemoveMv', 'ConnectorNoFlow',
    'ConnectorDeleteRemoveMv', 'ConnectorDeleteLeaveMv', 'ConnectorDeleteAddProcessed', 'FlowFailure',
    'ExportAdd', 'ExportUpdate', 'ExportRename', 'ExportDelete', 'ExportDeleteAdd', 'ExportFailure'
)

function Get-RunSince {
    <#
    .SYNOPSIS
        Runs that began at an instant or later, without their steps, oldest first.
    .DESCRIPTION
        Asks for more and more of the latest runs until one is older, or until there are no more. In what order the server gives
        them is not documented, so none is relied on.
    .PARAMETER Since
        In UTC.
    #>
    param([DateTime] $Since)
    $asked = 50
    while ($true) {
        $runs = @(Get-ADSyncRunProfileResult -NumberRequested $asked -ErrorAction Stop | Where-Object -FilterScript { $null -ne $_ })
        $older = @($runs | Where-Object -FilterScript { $_.StartDate.Ticks -lt $Since.Ticks })
        if ($older.Count -gt 0 -or $runs.Count -lt $asked) { break }
        $asked = $asked * 4
    }
    return $runs | Where-Object -FilterScript { $_.StartDate.Ticks -ge $Since.Ticks } | Sort-Object -Property 'StartDate', 'RunNumber'
}

function Get-LastSynchronization {
    <#
    .SYNOPSIS
        When the last run ended that belongs to the latest synchronization; null when there is none in the latest runs.
    .DESCRIPTION
        No cmdlet tells when the last cycle ended; its last runs are the ones that began with or after a synchronization.
    #>
    $ended = @(Get-ADSyncRunProfileResult -NumberRequested 100 -ErrorAction Stop | Where-Object -FilterScript { $null -ne $_ -and $_.IsRunComplete })
    $latest = $ended | Where-Object -FilterScript { $_.RunProfileName -like '*Synchronization' } | Sort-Object -Property 'StartDate' | Select-Object -Last 1
    if ($null -eq $latest) { return $null }
    $last = $ended | Where-Object -FilterScript { $_.StartDate.Ticks -ge $latest.StartDate.Ticks } | Sort-Object -Property 'EndDate' | Select-Object -Last 1
    return (ConvertTo-InstantOrNull -Date $last.EndDate)
}

function ConvertFrom-RunStep {
    <#
    .SYNOPSIS
        One step of a run with its statistics and errors.
    .PARAMETER Step
        A RunStepResult.
    #>
    param($Step)
    $counters = [Collections.Generic.List[object]]::new()
    foreach ($name in $script:runCounters) {
        $count = [int] $Step.$name
        if ($count -ne 0) { $counters.Add([ordered] @{ name = $name; value = $count }) }
    }
    $errors = [Collections.Generic.List[object]]::new()
    $found = @(
        if ($null -ne $Step.SyncErrors) { $Step.SyncErrors.SyncErrorsList }
        if ($null -ne $Step.ConnectorDiscoveryErrors) { $Step.ConnectorDiscoveryErrors.ConnectorDiscoveryErrorsList }
        if ($null -ne $Step.MvRetryErrors) { $Step.MvRetryErrors.MvRetryErrorsList }
    )
    foreach ($one in $found) {
        if ($null -eq $one) { continue }
        $said = @(@($one.AlgorithmStep, $one.CdError, $one.ExtensionErrorInfo) | Where-Object -FilterScript { -not [string]::IsNullOrEmpty($_) })
        $errors.Add([ordered] @{ distinguishedName = [string] $one.ObjectDn; type = [string] $one.ErrorType; text = $said -join "`n" })
    }
    return [ordered] @{ stepNumber = [int] $Step.StepNumber; result = [string] $Step.StepResult; counters = $counters; errors = $errors }
}

function Invoke-RunHistoryOperation {
    <#
    .SYNOPSIS
        Runs that began at an instant or later with their steps, oldest first.
    .PARAMETER Arguments
        since: ISO UTC.
    #>
    param($Arguments)
    $history = [Collections.Generic.List[object]]::new()
    foreach ($run in @(Get-RunSince -Since (ConvertFrom-Instant -Text (ConvertFrom-MarkedText -Text $Arguments.since)))) {
        # Of each run by itself: the details of all runs of a week are a lot.
        $detailed = @(Get-ADSyncRunProfileResult -RunHistoryId $run.RunHistoryId -RunStepDetails -ErrorAction Stop)
        # Purged in between.
        if ($detailed.Count -eq 0 -or $null -eq $detailed[0]) { continue }
        $steps = [Collections.Generic.List[object]]::new()
        foreach ($step in $detailed[0].RunStepResults) { $steps.Add((ConvertFrom-RunStep -Step $step)) }
        $history.Add([ordered] @{
                runHistoryId   = ConvertTo-GuidText -Guid $detailed[0].RunHistoryId
                connectorId    = ConvertTo-GuidText -Guid $detailed[0].ConnectorId
                connectorName  = [string] $detailed[0].ConnectorName
                runProfileName = [string] $detailed[0].RunProfileName
                runNumber      = [int] $detailed[0].RunNumber
                isRunComplete  = [bool] $detailed[0].IsRunComplete
                result         = [string] $detailed[0].Result
                startedAt      = ConvertTo-Instant -Date $detailed[0].StartDate
                endedAt        = $(if ($detailed[0].IsRunComplete) { ConvertTo-InstantOrNull -Date $detailed[0].EndDate } else { $null })
                steps          = $steps
                # No cmdlet tells how far a run is.
                progress       = $null
            })
    }
    return (ConvertTo-Answer -Value $history)
}

function Invoke-ConnectorStatisticsOperation {
    <#
    .SYNOPSIS
        What is pending in a connector space.
    .PARAMETER Arguments
        connectorId: identifier of the connector.
    #>
    param($Arguments)
    $connector = Get-KnownConnector -Identifier ([Guid] (ConvertFrom-MarkedText -Text $Arguments.connectorId))
    $statistics = Get-ADSyncConnectorStatistics -ConnectorName $connector.Name -ErrorAction Stop
    return (ConvertTo-Answer -Value ([ordered] @{
                exportAdds      = [int] $statistics.ExportAdds
                exportUpdates   = [int] $statistics.ExportUpdates
                exportDeletes   = [int] $statistics.ExportDeletes
                importAdds      = [int] $statistics.ImportAdds
                importUpdates   = [int] $statistics.ImportUpdates
                importDeletes   = [int] $statistics.ImportDeletes
                importNoChange  = [int] $statistics.ImportNoChange
                totalConnectors = [int] $statistics.TotalConnectors
            }))
}
