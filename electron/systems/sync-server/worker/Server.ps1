# What the server is and how it is configured.

function Get-KnownConnector {
    <#
    .SYNOPSIS
        The connector of an identifier; an error where the server has none.
    .PARAMETER Identifier
        Identifier of a connector.
    #>
    param([Guid] $Identifier)
    foreach ($connector in @(Get-ADSyncConnector -ErrorAction Stop)) {
        if ($connector.Identifier -eq $Identifier) { return $connector }
    }
    throw (Get-WorkerError -Id 'ConnectorUnknown' -Message ('The server has no connector {0}.' -f $Identifier) -Category ObjectNotFound)
}

function Get-ProductVersion {
    <#
    .SYNOPSIS
        Version of the product: that of miiserver.exe, as the installed-programs entry can lag (entra-connect.md section 6).
    .DESCRIPTION
        Where a module has no such program beside it, the version that last wrote the configuration.
    #>
    $module = Get-Module -Name 'ADSync'
    $program = [IO.Path]::Combine((Split-Path -Path $module.ModuleBase -Parent), 'miiserver.exe')
    if (Test-Path -LiteralPath $program -PathType Leaf) {
        $version = [Diagnostics.FileVersionInfo]::GetVersionInfo($program).ProductVersion
        if (-not [string]::IsNullOrEmpty($version)) { return $version.Trim() }
    }
    foreach ($parameter in (Get-ADSyncGlobalSettings -ErrorAction Stop).Parameters) {
        if ($parameter.Name -eq 'Microsoft.Synchronize.ServerConfigurationVersion') { return [string] $parameter.Value }
    }
    throw (Get-WorkerError -Id 'UnknownShape' -Message 'The version of the product cannot be told: there is no miiserver.exe beside the module.')
}

function Invoke-ServerFactsOperation {
    <#
    .SYNOPSIS
        Name of the server, its installation, version of the product, end of the last synchronization.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    return (ConvertTo-Answer -Value ([ordered] @{
                serverName     = ConvertTo-TextOrNull -Text ([Environment]::MachineName)
                instanceId     = ConvertTo-TextOrNull -Text ([string] (Get-ADSyncGlobalSettings -ErrorAction Stop).InstanceId)
                productVersion = Get-ProductVersion
                lastCycleAt    = Get-LastSynchronization
            }))
}

function Invoke-GlobalParametersOperation {
    <#
    .SYNOPSIS
        Global parameters by their full name.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $parameters = [Collections.Generic.List[object]]::new()
    foreach ($parameter in (Get-ADSyncGlobalSettings -ErrorAction Stop).Parameters) {
        $parameters.Add([ordered] @{ name = [string] $parameter.Name; value = [string] $parameter.Value })
    }
    return (ConvertTo-Answer -Value $parameters)
}

function Invoke-ConnectorStampsOperation {
    <#
    .SYNOPSIS
        Version and last modification of each connector: whether an export of the configuration is still what it was.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $stamps = [Collections.Generic.List[object]]::new()
    foreach ($connector in @(Get-ADSyncConnector -ErrorAction Stop)) {
        $stamps.Add([ordered] @{
                id             = ConvertTo-GuidText -Guid $connector.Identifier
                version        = [int] $connector.Version
                lastModifiedAt = ConvertTo-Instant -Date $connector.LastModificationTime
            })
    }
    return (ConvertTo-Answer -Value $stamps)
}

function Invoke-ExportConfigurationOperation {
    <#
    .SYNOPSIS
        The files of Get-ADSyncServerConfiguration, written into a new folder that is deleted again.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'hybrid-preflight-{0}' -f [Guid]::NewGuid())
    $null = [IO.Directory]::CreateDirectory($folder)
    try {
        $null = Get-ADSyncServerConfiguration -Path $folder -ErrorAction Stop
        $files = [Collections.Generic.List[object]]::new()
        foreach ($file in [IO.Directory]::GetFiles($folder, '*', [IO.SearchOption]::AllDirectories)) {
            $path = $file.Substring($folder.Length).TrimStart([char[]] '\/').Replace('\', '/')
            # Byte order marks tell the encoding and are not part of the text.
            $files.Add([ordered] @{ path = $path; text = [IO.File]::ReadAllText($file) })
        }
        return (ConvertTo-Answer -Value $files)
    } finally {
        [IO.Directory]::Delete($folder, $true)
    }
}

function Invoke-AutoUpgradeOperation {
    <#
    .SYNOPSIS
        State of the automatic upgrade.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $status = Get-ADSyncAutoUpgrade -Detail -ErrorAction Stop
    return (ConvertTo-Answer -Value ([ordered] @{
                state            = $status.State.ToString()
                suspensionReason = ConvertTo-TextOrNull -Text $status.SuspensionReason
            }))
}

function Invoke-CredentialKindOperation {
    <#
    .SYNOPSIS
        How the Entra connector signs in; null before 2.5.3.0, which has no cmdlet for it.
    .PARAMETER Arguments
        None.
    #>
    param($Arguments)
    $null = $Arguments
    $cmdlet = Get-Command -Name 'Get-ADSyncEntraConnectorCredential' -ErrorAction SilentlyContinue
    if ($null -eq $cmdlet) { return (ConvertTo-Answer -Value $null) }
    $credential = Get-ADSyncEntraConnectorCredential -ErrorAction Stop
    return (ConvertTo-Answer -Value $credential.ConnectorIdentityType.ToString())
}
