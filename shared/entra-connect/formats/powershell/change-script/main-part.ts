/** What apply.ps1 and undo.ps1 carry out, in order. Nothing is written before every check has passed. */
export const mainPart = String.raw`
foreach ($index in 0..($states.Count - 1)) {
    if (-not $states[$index].ContainsKey('Like')) { continue }
    $state = $states[$states[$index].Like].Clone()
    foreach ($field in @($states[$index].Keys)) { if ($field -ne 'Like') { $state[$field] = $states[$index][$field] } }
    $states[$index] = $state
}

$stamp = (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssfffZ')
$notePath = Join-Path -Path $WorkFolder -ChildPath 'scheduler.json'
$null = New-Item -ItemType Directory -Path $WorkFolder -Force -WhatIf:$false -Confirm:$false
$null = Start-Transcript -LiteralPath (Join-Path -Path $WorkFolder -ChildPath ('{0}-{1}.txt' -f $plan.Action, $stamp)) -WhatIf:$false -Confirm:$false

# How far this call is: Checking, Paused, Changing, Done. What is said at a failure depends on it.
$stage = 'Checking'
$note = $null
try {
    Write-Output ($texts.About -f $plan.Title, $plan.Id)

    $empty = @(Get-EmptyPart)
    if ($empty.Count -gt 0) { throw ($empty -join [Environment]::NewLine) }

    # Module and rights
    if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { throw $texts.LanguageMode }
    if (-not (Test-Path -LiteralPath $ModulePath)) { throw ($texts.NoModule -f $ModulePath) }
    $module = Import-Module -Name $ModulePath -PassThru -Force | Select-Object -First 1
    $editions = @($module.CompatiblePSEditions)
    if ($editions.Count -eq 0) { $editions = @('Desktop') }
    if ($editions -notcontains $PSVersionTable.PSEdition) { throw ($texts.Edition -f $PSVersionTable.PSEdition) }
    foreach ($name in $commands) {
        if ($null -eq (Get-Command -Name $name -ErrorAction SilentlyContinue)) { throw ($texts.NoCommand -f $name) }
    }
    try { $scheduler = Get-ADSyncScheduler } catch { throw ($texts.NoRights -f $_.Exception.Message) }

    # The server
    if ($scheduler.SchedulerSuspended) { throw $texts.Suspended }
    if ([bool] $scheduler.StagingModeEnabled -ne $plan.StagingMode) { throw $texts.Staging }
    $present = @{}
    foreach ($connector in @(Get-ADSyncConnector)) { $present[([string] $connector.Identifier).ToLowerInvariant()] = [string] $connector.Name }
    foreach ($connector in $connectors) {
        if (-not $present.ContainsKey($connector.Identifier)) { throw ($texts.NoConnector -f $connector.Name, $connector.Identifier) }
    }

    # The rules, field by field, and the numbers that the change needs
    $rules = Get-PresentRule
    $standing = Get-Standing -Present $rules
    if ($standing.Done -lt 0) { throw ($texts.Foreign -f ($standing.Changes -join [Environment]::NewLine)) }
    $taken = @(Get-TakenNumber -Present $rules -Done $standing.Done)
    if ($taken.Count -gt 0) { throw ($taken -join [Environment]::NewLine) }
    Write-Output ($texts.Standing -f $standing.Done, $operations.Count)
    $note = Get-SchedulerNote -Path $notePath
    if ($standing.Done -gt 0) { $stage = 'Changing' }

    if ($standing.Done -lt $operations.Count) {
        # The scheduler
        if ($PSCmdlet.ShouldProcess($texts.Scheduler, $texts.Pause)) {
            if ($null -eq $note) {
                Save-SchedulerNote -Path $notePath -Enabled $scheduler.SyncCycleEnabled -Resumed $false
                $note = Get-SchedulerNote -Path $notePath
            }
            if ($stage -eq 'Checking') { $stage = 'Paused' }
            Set-ADSyncScheduler -SyncCycleEnabled $false
            Wait-Idle -Minute $IdleTimeoutMinutes
            Assert-Idle

            # Whoever changed rules while this was waiting has changed what was checked.
            $rules = Get-PresentRule
            $again = Get-Standing -Present $rules
            if ($again.Done -ne $standing.Done) { throw ($texts.Foreign -f ($again.Changes -join [Environment]::NewLine)) }
            $others = Get-OtherRuleText -Present $rules

            # The originals
            $folder = Join-Path -Path $WorkFolder -ChildPath ('before-{0}-{1}' -f $plan.Action, $stamp)
            $null = New-Item -ItemType Directory -Path $folder -Confirm:$false
            if ($plan.Action -eq 'apply') { $null = Get-ADSyncServerConfiguration -Path (Join-Path -Path $folder -ChildPath 'configuration') }
            foreach ($id in @((Get-Moment -Done 0).Keys)) {
                if ($rules.ContainsKey($id)) { $rules[$id] | Export-Clixml -LiteralPath (Join-Path -Path $folder -ChildPath ('{0}.xml' -f $id)) -Depth 8 -Confirm:$false }
            }
            Write-Output ($texts.Saved -f $folder)
        } elseif (-not $WhatIfPreference) { throw $texts.Declined }

        # The change, one operation after the other, each read back before the next
        for ($index = $standing.Done; $index -lt $operations.Count; $index++) {
            $operation = $operations[$index]
            if (-not $PSCmdlet.ShouldProcess($operation.About, $operation.Label)) {
                if ($WhatIfPreference) { continue }
                throw $texts.Declined
            }
            Assert-Idle
            $changes = @(Get-ForeignChange -Present (Get-PresentRule) -Done $index)
            if ($changes.Count -gt 0) { throw ($texts.Foreign -f ($changes -join [Environment]::NewLine)) }
            $stage = 'Changing'
            Write-Output ($texts.Doing -f ($index + 1), $operations.Count, $operation.Label, $operation.About)
            Invoke-Operation -Operation $operation
            $changes = @(Get-ForeignChange -Present (Get-PresentRule) -Done ($index + 1))
            if ($changes.Count -gt 0) { throw ($texts.ReadBackOtherwise -f ($changes -join [Environment]::NewLine)) }
        }

        # The proof: everything read once more
        if (-not $WhatIfPreference) {
            $rules = Get-PresentRule
            $changes = @(Get-ForeignChange -Present $rules -Done $operations.Count)
            if ($changes.Count -gt 0) { throw ($texts.ReadBackOtherwise -f ($changes -join [Environment]::NewLine)) }
            if (-not (Test-SameText -Left $others -Right (Get-OtherRuleText -Present $rules))) { throw $texts.OthersChanged }
            foreach ($group in @($rules.Values | Group-Object -Property Precedence | Where-Object { $_.Count -gt 1 })) {
                foreach ($rule in $group.Group) {
                    if ((Get-Moment -Done 0).Contains(([string] $rule.Identifier).ToLowerInvariant())) { throw ($texts.NumberShared -f $group.Name) }
                }
            }
            Write-Output $texts.Verified
        }
    } else {
        Write-Output $texts.NothingToDo
    }

    # The scheduler as it was, only now
    if ($null -ne $note) {
        if ($PSCmdlet.ShouldProcess($texts.Scheduler, ($texts.Resume -f $note.SyncCycleEnabled))) {
            Set-ADSyncScheduler -SyncCycleEnabled ([bool] $note.SyncCycleEnabled)
            if ([bool] (Get-ADSyncScheduler).SyncCycleEnabled -ne [bool] $note.SyncCycleEnabled) { throw $texts.NotResumed }
            Save-SchedulerNote -Path $notePath -Enabled ([bool] $note.SyncCycleEnabled) -Resumed $true
            Write-Output ($texts.Resumed -f $note.SyncCycleEnabled)
        } elseif (-not $WhatIfPreference) { throw $texts.Declined }
    }
    $stage = 'Done'
    if ($WhatIfPreference) { Write-Output $texts.OnlyLooked } else { Write-Output $texts.Next }
} catch {
    Write-Output ($texts.Stopped -f $_.Exception.Message)
    if ($stage -eq 'Paused') {
        # No rule has been touched by this call: the scheduler goes back to what it was.
        try {
            Set-ADSyncScheduler -SyncCycleEnabled ([bool] $note.SyncCycleEnabled)
            Save-SchedulerNote -Path $notePath -Enabled ([bool] $note.SyncCycleEnabled) -Resumed $true
        } catch { Write-Output $texts.NotResumed }
        $stage = 'Checking'
    }
    if ($stage -eq 'Checking') { Write-Output $texts.NothingChanged } else { Write-Output $texts.WayOn }
    throw
} finally {
    # A transcript ends, whatever was only looked at.
    $WhatIfPreference = $false
    $null = Stop-Transcript
}
`;
