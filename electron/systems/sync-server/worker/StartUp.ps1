# What the worker finds out before it takes requests. Nothing here may end it: the app judges the facts.

function Get-WorkerFact {
    <#
    .SYNOPSIS
        What this process is and what it found on the server (wire/shapes.ts, workerFacts).
    .PARAMETER ModulePath
        Manifest of the module to load; null looks for it where the product puts it.
    #>
    param($ModulePath)
    return [ordered] @{
        version          = $PSVersionTable.PSVersion.ToString()
        edition          = [string] $PSVersionTable.PSEdition
        is64Bit          = [Environment]::Is64BitProcess
        languageMode     = $ExecutionContext.SessionState.LanguageMode.ToString()
        culture          = [Globalization.CultureInfo]::CurrentCulture.Name
        isElevated       = Test-Elevated
        isInAdSyncAdmins = Test-AdSyncAdmin
        module           = Import-SyncModule -Path $ModulePath
        serviceStatus    = Get-SyncServiceStatus
    }
}

function Test-Windows {
    <#
    .SYNOPSIS
        Whether this is Windows.
    #>
    return ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT)
}

function Test-Elevated {
    <#
    .SYNOPSIS
        Whether this process runs as administrator; null where there is no such thing.
    #>
    if (-not (Test-Windows)) { return $null }
    try {
        $principal = New-Object -TypeName System.Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())
        return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
    } catch {
        return $null
    }
}

function Test-AdSyncAdmin {
    <#
    .SYNOPSIS
        Whether the token of this process holds the group ADSyncAdmins; null where it cannot be told.
    .DESCRIPTION
        The name without a machine before it finds the local group, and on a domain controller the one of the domain.
    #>
    if (-not (Test-Windows)) { return $null }
    try {
        $group = New-Object -TypeName System.Security.Principal.NTAccount -ArgumentList 'ADSyncAdmins'
        $identifier = $group.Translate([Security.Principal.SecurityIdentifier])
        $principal = New-Object -TypeName System.Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())
        return $principal.IsInRole($identifier)
    } catch {
        return $null
    }
}

function Get-SyncServiceStatus {
    <#
    .SYNOPSIS
        Status of the service ADSync; null where there is no such service.
    #>
    try {
        return (Get-Service -Name 'ADSync' -ErrorAction Stop).Status.ToString()
    } catch {
        return $null
    }
}

function Get-ModulePlace {
    <#
    .SYNOPSIS
        Where the module may lie: the product's folder, which is outside PSModulePath on some servers, then PSModulePath.
    #>
    foreach ($folder in @($env:ProgramW6432, $env:ProgramFiles) | Select-Object -Unique) {
        if ([string]::IsNullOrEmpty($folder)) { continue }
        [IO.Path]::Combine($folder, 'Microsoft Azure AD Sync', 'Bin', 'ADSync', 'ADSync.psd1')
    }
    foreach ($folder in ([string] $env:PSModulePath).Split([IO.Path]::PathSeparator)) {
        if (-not [string]::IsNullOrEmpty($folder)) { [IO.Path]::Combine($folder, 'ADSync', 'ADSync.psd1') }
    }
}

function Import-SyncModule {
    <#
    .SYNOPSIS
        Loads the ADSync module and says which one, or why none.
    .PARAMETER Path
        Manifest to load; null looks for it.
    #>
    param($Path)
    $places = @(if ($null -eq $Path) { Get-ModulePlace } else { $Path })
    $found = $null
    foreach ($place in $places) {
        if (Test-Path -LiteralPath $place -PathType Leaf) { $found = $place; break }
    }
    if ($null -eq $found) { return [ordered] @{ state = 'missing'; searched = [Collections.Generic.List[object]]::new($places) } }
    try {
        $module = Import-Module -Name $found -PassThru -ErrorAction Stop 3>$null 4>$null 5>$null 6>$null
        return [ordered] @{ state = 'loaded'; path = $found; version = $module.Version.ToString() }
    } catch {
        return [ordered] @{ state = 'broken'; path = $found; message = [string] $_.Exception.Message }
    }
}
