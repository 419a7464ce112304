<#
.SYNOPSIS
    Carries out what Hybrid Preflight asks of this Entra Connect server, one request at a time, until its input ends.
.DESCRIPTION
    Reads a greeting and then requests from standard input, one JSON document each line, and answers on standard output in lines that
    begin with the marker of the greeting. Nothing of a request is ever run as code: an operation is one of the functions below, and
    values reach the cmdlets as parameters. Started by the app; there is nothing to see for a person who starts it.
#>
#Requires -Version 5.1
param()
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

. (Join-Path -Path $PSScriptRoot -ChildPath 'Json.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Values.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Errors.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Frames.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'StartUp.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Server.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Scheduler.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Rules.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'RuleWriting.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Runs.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Objects.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Preview.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'SingleObject.ps1')

function Invoke-Operation {
    <#
    .SYNOPSIS
        Carries out one operation (wire/operations.ts).
    .PARAMETER Name
        Name of the operation.
    .PARAMETER Arguments
        Its arguments as they came.
    #>
    param([string] $Name, $Arguments)
    switch -CaseSensitive ($Name) {
        'serverFacts' { return (Invoke-ServerFactsOperation -Arguments $Arguments) }
        'scheduler' { return (Invoke-SchedulerOperation -Arguments $Arguments) }
        'connectorRunStatus' { return (Invoke-ConnectorRunStatusOperation -Arguments $Arguments) }
        'connectorStamps' { return (Invoke-ConnectorStampsOperation -Arguments $Arguments) }
        'rules' { return (Invoke-RulesOperation -Arguments $Arguments) }
        'globalParameters' { return (Invoke-GlobalParametersOperation -Arguments $Arguments) }
        'exportConfiguration' { return (Invoke-ExportConfigurationOperation -Arguments $Arguments) }
        'autoUpgrade' { return (Invoke-AutoUpgradeOperation -Arguments $Arguments) }
        'credentialKind' { return (Invoke-CredentialKindOperation -Arguments $Arguments) }
        'connectorStatistics' { return (Invoke-ConnectorStatisticsOperation -Arguments $Arguments) }
        'runHistory' { return (Invoke-RunHistoryOperation -Arguments $Arguments) }
        'connectorSpace' { return (Invoke-ConnectorSpaceOperation -Arguments $Arguments) }
        'metaverse' { return (Invoke-MetaverseOperation -Arguments $Arguments) }
        'preview' { return (Invoke-PreviewOperation -Arguments $Arguments) }
        'setSyncCycleEnabled' { return (Invoke-SetSyncCycleEnabledOperation -Arguments $Arguments) }
        'stopSyncCycle' { return (Invoke-StopSyncCycleOperation -Arguments $Arguments) }
        'startSyncCycle' { return (Invoke-StartSyncCycleOperation -Arguments $Arguments) }
        'putRule' { return (Invoke-PutRuleOperation -Arguments $Arguments) }
        'removeRule' { return (Invoke-RemoveRuleOperation -Arguments $Arguments) }
        'synchronizeObject' { return (Invoke-SynchronizeObjectOperation -Arguments $Arguments) }
    }
    throw (Get-WorkerError -Id 'UnknownOperation' -Message ('There is no operation {0}.' -f $Name) -Category NotImplemented)
}

function Get-Answer {
    <#
    .SYNOPSIS
        The value of one request's answer; what its cmdlets say beside it goes out as frames at once.
    .PARAMETER Request
        The request as it came.
    #>
    param($Request)
    if (Test-Late -Deadline $Request.deadline) { throw (Get-WorkerError -Id 'TooLate' -Message 'The request came after its deadline; nothing was done.' -Category OperationTimeout) }
    $answers = [Collections.Generic.List[object]]::new()
    Invoke-Operation -Name $Request.operation -Arguments $Request.arguments *>&1 | ForEach-Object -Process {
        if ($null -ne $_ -and $_.PSObject.TypeNames[0] -ceq 'HybridPreflight.Answer') { $answers.Add($_) } else { Write-Frame -Frame (ConvertTo-StreamFrame -Id $Request.id -Said $_) }
    }
    if ($answers.Count -ne 1) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'The operation ended without an answer.') }
    return , $answers[0].Value
}

function Invoke-Conversation {
    <#
    .SYNOPSIS
        Answers the greeting and then every request, until the input ends.
    #>
    param()
    $ErrorActionPreference = 'Stop'
    Open-Conversation
    $line = Read-Line
    if ($null -eq $line) { return }
    $greeting = ConvertFrom-Json -InputObject $line
    $script:marker = [string] $greeting.marker
    $facts = Get-WorkerFact -ModulePath $greeting.module
    Write-Frame -Frame ([ordered] @{ kind = 'ready'; facts = $facts })
    while ($true) {
        $line = Read-Line
        if ($null -eq $line) { return }
        $id = 0
        try {
            $request = ConvertFrom-Json -InputObject $line
            $id = [int] $request.id
            if (Test-HalfCharacter -Line $line) { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'A text of the request holds half a character.') }
            $value = Get-Answer -Request $request
            $isPrepared = Test-ObjectToSynchronize -Answer $value
            if (-not $isPrepared) { Write-Frame -Frame ([ordered] @{ kind = 'result'; id = $id; value = $value }) }
        } catch {
            # Without a number there is nobody to answer to: the app speaks another language.
            if ($id -lt 1) { throw }
            Write-Frame -Frame (ConvertTo-ErrorFrame -Id $id -Record $_)
            continue
        }
        if ($isPrepared) { Write-ObjectSyncAnswer -Id $id -DistinguishedName $value.DistinguishedName }
    }
}

# A script that was started with -File shares its scope with the modules that it loads, and the product's are written for the usual
# preference: they go on after a statement that failed.
$ErrorActionPreference = 'Continue'
Invoke-Conversation
