function Get-ADSyncScheduler {
    <#
    .SYNOPSIS
        The settings of the scheduler, and whether a cycle is going on.
    #>
    [CmdletBinding()]
    param()
    $answer = Invoke-LabOperation -Operation 'scheduler'
    $interval = [TimeSpan]::Parse((ConvertFrom-LabText -Text $answer.effectiveInterval), [Globalization.CultureInfo]::InvariantCulture)
    $settings = [Microsoft.IdentityManagement.PowerShell.ObjectModel.SchedulerSettings]::new()
    $settings.AllowedSyncCycleInterval = [TimeSpan] '00:30:00'
    $settings.CurrentlyEffectiveSyncCycleInterval = $interval
    $settings.NextSyncCyclePolicyType = ConvertFrom-LabText -Text $answer.nextSyncCyclePolicy
    $settings.NextSyncCycleStartTimeInUTC = ConvertFrom-LabInstant -Text $answer.nextSyncCycleStart
    $settings.PurgeRunHistoryInterval = [TimeSpan] '7.00:00:00'
    $settings.SyncCycleEnabled = $answer.syncCycleEnabled
    $settings.MaintenanceEnabled = $answer.maintenanceEnabled
    $settings.StagingModeEnabled = $answer.stagingModeEnabled
    $settings.SchedulerSuspended = $answer.schedulerSuspended
    $settings.SyncCycleInProgress = $answer.syncCycleInProgress
    return $settings
}

function Set-ADSyncScheduler {
    <#
    .SYNOPSIS
        Changes settings of the scheduler. The lab knows only whether it is on.
    #>
    # Like the real one it knows no -WhatIf: it acts.
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The product has none.')]
    [CmdletBinding()]
    param(
        [Nullable[TimeSpan]] $CustomizedSyncCycleInterval,
        [Nullable[bool]] $SyncCycleEnabled,
        [Nullable[Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationPolicyType]] $NextSyncCyclePolicyType,
        [Nullable[TimeSpan]] $PurgeRunHistoryInterval,
        [Nullable[bool]] $MaintenanceEnabled,
        [Nullable[bool]] $SchedulerSuspended,
        [switch] $Force
    )
    Write-Verbose -Message ('Force: {0}' -f $Force)
    foreach ($name in 'CustomizedSyncCycleInterval', 'NextSyncCyclePolicyType', 'PurgeRunHistoryInterval', 'MaintenanceEnabled', 'SchedulerSuspended') {
        if ($PSBoundParameters.ContainsKey($name)) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList ('The practice lab cannot set {0}.' -f $name)) }
    }
    if ($null -eq $SyncCycleEnabled) { return }
    $null = Invoke-LabOperation -Operation 'set-sync-cycle-enabled' -Argument @{ enabled = [bool] $SyncCycleEnabled }
}

function Start-ADSyncSyncCycle {
    <#
    .SYNOPSIS
        Starts a cycle and returns before it has ended.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The product has none.')]
    [CmdletBinding()]
    param(
        [Parameter(Position = 1)]
        [Nullable[Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationPolicyType]] $PolicyType,
        [Parameter(Position = 2)]
        [bool] $InteractiveMode
    )
    $policy = if ($PolicyType -eq 'Initial') { 'Initial' } else { 'Delta' }
    $null = Invoke-LabOperation -Operation 'start-sync-cycle' -Argument @{ policy = $policy }
    Write-Verbose -Message ('InteractiveMode: {0}' -f $InteractiveMode)
    return [Microsoft.IdentityManagement.PowerShell.ObjectModel.SchedulerOperationStatus]::new([Microsoft.IdentityManagement.PowerShell.ObjectModel.Status]::Success)
}

function Stop-ADSyncSyncCycle {
    <#
    .SYNOPSIS
        Asks the cycle that is going on to stop.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The product has none.')]
    [CmdletBinding()]
    param()
    $null = Invoke-LabOperation -Operation 'stop-sync-cycle'
}

function Get-ADSyncConnectorRunStatus {
    <#
    .SYNOPSIS
        The connectors that are busy; nothing when the server is idle.
    #>
    [CmdletBinding()]
    param()
    foreach ($one in @(Invoke-LabOperation -Operation 'run-status')) {
        if ($null -eq $one) { continue }
        $status = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ConnectorRunStatus]::new()
        $status.RunState = ConvertFrom-LabText -Text $one.runState
        $status.ConnectorName = ConvertFrom-LabText -Text $one.connectorName
        $status
    }
}
