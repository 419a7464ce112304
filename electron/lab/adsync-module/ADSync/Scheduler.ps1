function Get-ADSyncScheduler {
    <#
    .SYNOPSIS
        The settings of the scheduler, and whether a cycle is going on.
    #>
    [CmdletBinding()]
    param()
    $answer = Invoke-LabOperation -Operation 'scheduler'
    $next = ConvertFrom-LabText -Text $answer.nextSyncCycleStart
    if ($null -ne $next) { $next = [DateTime]::Parse($next, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]::RoundtripKind) }
    $interval = [TimeSpan]::Parse((ConvertFrom-LabText -Text $answer.effectiveInterval), [Globalization.CultureInfo]::InvariantCulture)
    return [PSCustomObject] @{
        PSTypeName                          = 'Microsoft.IdentityManagement.PowerShell.ObjectModel.SchedulerSettings'
        AllowedSyncCycleInterval            = [TimeSpan] '00:30:00'
        CurrentlyEffectiveSyncCycleInterval = $interval
        CustomizedSyncCycleInterval         = $null
        NextSyncCyclePolicyType             = ConvertFrom-LabText -Text $answer.nextSyncCyclePolicy
        NextSyncCycleStartTimeInUTC         = $next
        PurgeRunHistoryInterval             = [TimeSpan] '7.00:00:00'
        SyncCycleEnabled                    = [bool] $answer.syncCycleEnabled
        MaintenanceEnabled                  = [bool] $answer.maintenanceEnabled
        StagingModeEnabled                  = [bool] $answer.stagingModeEnabled
        SchedulerSuspended                  = [bool] $answer.schedulerSuspended
        SyncCycleInProgress                 = [bool] $answer.syncCycleInProgress
    }
}

function Set-ADSyncScheduler {
    <#
    .SYNOPSIS
        Changes settings of the scheduler. The lab knows only whether it is on.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Nullable[TimeSpan]] $CustomizedSyncCycleInterval,
        [Nullable[bool]] $SyncCycleEnabled,
        [ValidateSet('Unspecified', 'Delta', 'Initial')]
        [string] $NextSyncCyclePolicyType,
        [Nullable[TimeSpan]] $PurgeRunHistoryInterval,
        [Nullable[bool]] $MaintenanceEnabled,
        [Nullable[bool]] $SchedulerSuspended,
        [switch] $Force
    )
    foreach ($name in 'CustomizedSyncCycleInterval', 'NextSyncCyclePolicyType', 'PurgeRunHistoryInterval', 'MaintenanceEnabled', 'SchedulerSuspended') {
        if ($PSBoundParameters.ContainsKey($name)) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList ('The practice lab cannot set {0}.' -f $name)) }
    }
    if ($null -eq $SyncCycleEnabled) { return }
    if ($Force -or $PSCmdlet.ShouldProcess('Scheduler', 'SyncCycleEnabled {0}' -f $SyncCycleEnabled)) {
        $null = Invoke-LabOperation -Operation 'set-sync-cycle-enabled' -Argument @{ enabled = [bool] $SyncCycleEnabled }
    }
}

function Start-ADSyncSyncCycle {
    <#
    .SYNOPSIS
        Starts a cycle and returns before it has ended.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [ValidateSet('Unspecified', 'Delta', 'Initial')]
        [string] $PolicyType = 'Unspecified',
        [bool] $InteractiveMode
    )
    if (-not $PSCmdlet.ShouldProcess('Scheduler', 'Start {0}' -f $PolicyType)) { return }
    $policy = if ($PolicyType -eq 'Initial') { 'Initial' } else { 'Delta' }
    $null = Invoke-LabOperation -Operation 'start-sync-cycle' -Argument @{ policy = $policy }
    Write-Verbose -Message ('InteractiveMode: {0}' -f $InteractiveMode)
    return [PSCustomObject] @{ Result = 'Success' }
}

function Stop-ADSyncSyncCycle {
    <#
    .SYNOPSIS
        Asks the cycle that is going on to stop.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param()
    if ($PSCmdlet.ShouldProcess('Scheduler', 'Stop')) { $null = Invoke-LabOperation -Operation 'stop-sync-cycle' }
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
        [PSCustomObject] @{ RunState = ConvertFrom-LabText -Text $one.runState; ConnectorName = ConvertFrom-LabText -Text $one.connectorName }
    }
}
