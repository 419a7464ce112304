#Requires -Version 5.1
# Stand-in for the ADSync module: the documented cmdlets, parameters and parameter sets (entra-connect.md section 3.2).
# Every answer comes from a running practice lab over loopback; nothing is decided here.
Set-StrictMode -Version 3.0

if ($null -eq ('Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule' -as [type])) {
    # Compiling takes longer than all the rest: whoever loads the module often compiles the types once.
    if ([string]::IsNullOrEmpty($env:HYBRID_PREFLIGHT_LAB_TYPES)) {
        Add-Type -TypeDefinition ([IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath 'ObjectModel.cs')))
    } else {
        Add-Type -LiteralPath $env:HYBRID_PREFLIGHT_LAB_TYPES
    }
}
. (Join-Path -Path $PSScriptRoot -ChildPath 'Lab.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Scheduler.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Configuration.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Rules.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'RuleParts.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Runs.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Objects.ps1')

# Versions before 2.5.3.0 do not have this cmdlet. A lab that does not answer is told of where it is asked for something.
try {
    if ($null -eq (Invoke-LabOperation -Operation 'connector-identity-type')) { Remove-Item -Path 'Function:\Get-ADSyncEntraConnectorCredential' }
} catch {
    Write-Debug -Message ([string] $_.Exception.Message)
}
