#Requires -Version 5.1
# Stand-in for the module ADSyncDiagnostics, which the product installs beside ADSync: the one function of it that is used.
# Like the product's it is no module with a manifest, and it defines a constant: importing it twice into one session fails.

Set-Variable -Name ADSyncDiagnosticsStandIn -Value $PSScriptRoot -Option Constant -Scope global
. (Join-Path -Path $PSScriptRoot -ChildPath '../ADSync/Lab.ps1')

function Invoke-ADSyncSingleObjectSync {
    <#
    .SYNOPSIS
        Imports, synchronizes and exports one object; tells what came of it in JSON.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $DistinguishedName,
        [Parameter(Mandatory = $false)]
        [switch] $StagingMode,
        [Parameter(Mandatory = $false)]
        [switch] $NoHtmlReport
    )
    if (-not $NoHtmlReport) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList 'The practice lab opens no browser: give -NoHtmlReport.') }
    if ($StagingMode) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList 'The practice lab knows staging mode of servers alone.') }
    Write-Progress -Activity 'Single object sync in progress' -Status 'Running single object sync' -PercentComplete 0
    return (ConvertFrom-LabText -Text (Invoke-LabOperation -Operation 'synchronize-object' -Argument @{ distinguishedName = $DistinguishedName }))
}

Export-ModuleMember -Function 'Invoke-ADSyncSingleObjectSync'
