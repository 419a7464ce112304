#Requires -Version 5.1
<#
.SYNOPSIS
    Starts a program as administrator; Windows asks for consent.
.PARAMETER Program
    Absolute path of the program.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [ValidateNotNullOrEmpty()]
    [string] $Program
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
try {
    Start-Process -FilePath $Program -Verb RunAs
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
