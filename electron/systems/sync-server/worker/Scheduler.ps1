# The scheduler: what it does, on and off, starting and stopping a cycle.

function Invoke-SchedulerOperation {
    <#
    .SYNOPSIS
        Settings of the scheduler, and whether a cycle is going on.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $settings = Get-ADSyncScheduler -ErrorAction Stop
    # Early 1.1 builds do not know the last two (entra-connect.md section 3.3).
    $inProgress = $settings.PSObject.Properties['SyncCycleInProgress']
    $suspended = $settings.PSObject.Properties['SchedulerSuspended']
    return (ConvertTo-Answer -Value ([ordered] @{
                syncCycleEnabled    = [bool] $settings.SyncCycleEnabled
                syncCycleInProgress = $(if ($null -eq $inProgress) { $null } else { [bool] $inProgress.Value })
                stagingModeEnabled  = [bool] $settings.StagingModeEnabled
                schedulerSuspended  = $(if ($null -eq $suspended) { $false } else { [bool] $suspended.Value })
                maintenanceEnabled  = [bool] $settings.MaintenanceEnabled
                nextSyncCyclePolicy = $settings.NextSyncCyclePolicyType.ToString()
                nextSyncCycleStart  = ConvertTo-InstantOrNull -Date $settings.NextSyncCycleStartTimeInUTC
                effectiveInterval   = ([TimeSpan] $settings.CurrentlyEffectiveSyncCycleInterval).ToString('c', [Globalization.CultureInfo]::InvariantCulture)
            }))
}

function Invoke-ConnectorRunStatusOperation {
    <#
    .SYNOPSIS
        The connectors that are busy; none when the server is idle.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $busy = [Collections.Generic.List[object]]::new()
    foreach ($status in @(Get-ADSyncConnectorRunStatus -ErrorAction Stop)) {
        if ($null -eq $status) { continue }
        $busy.Add([ordered] @{ connectorName = [string] $status.ConnectorName; runState = $status.RunState.ToString() })
    }
    return (ConvertTo-Answer -Value $busy)
}

function Invoke-SetSyncCycleEnabledOperation {
    <#
    .SYNOPSIS
        Switches the scheduler on or off, and reads back whether it is.
    .PARAMETER Arguments
        enabled: truth value.
    #>
    param($Arguments)
    $enabled = $Arguments.enabled
    if ($enabled -isnot [bool]) { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'enabled is neither true nor false.') }
    $null = Set-ADSyncScheduler -SyncCycleEnabled $enabled -ErrorAction Stop
    if ((Get-ADSyncScheduler -ErrorAction Stop).SyncCycleEnabled -ne $enabled) {
        throw (Get-WorkerError -Id 'NotAsAsked' -Message ('The scheduler took the change without an error, but SyncCycleEnabled is not {0}.' -f $enabled))
    }
    return (ConvertTo-Answer -Value $null)
}

function Invoke-StartSyncCycleOperation {
    <#
    .SYNOPSIS
        Starts a cycle and returns before it has ended.
    .PARAMETER Arguments
        policy: Delta or Initial.
    #>
    param($Arguments)
    $policy = ConvertFrom-MarkedText -Text $Arguments.policy
    if ($policy -cne 'Delta' -and $policy -cne 'Initial') { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'policy is neither Delta nor Initial.') }
    $started = Start-ADSyncSyncCycle -PolicyType $policy -ErrorAction Stop
    # The only value that the product knows; everything else comes as an error (entra-connect.md section 3.2).
    if ($null -eq $started -or $started.Result.ToString() -ne 'Success') {
        throw (Get-WorkerError -Id 'NotAsAsked' -Message 'The server did not say that it has started the cycle.')
    }
    return (ConvertTo-Answer -Value $null)
}

function Invoke-StopSyncCycleOperation {
    <#
    .SYNOPSIS
        Asks the cycle that is going on to stop; returns before it is idle.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $null = Stop-ADSyncSyncCycle -ErrorAction Stop
    return (ConvertTo-Answer -Value $null)
}
