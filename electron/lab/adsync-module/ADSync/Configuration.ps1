function Get-ADSyncConnector {
    <#
    .SYNOPSIS
        The connectors of the server.
    #>
    [CmdletBinding(DefaultParameterSetName = 'All')]
    param(
        [Parameter(Mandatory = $true, ParameterSetName = 'ByIdentifier')]
        [Guid] $Identifier,
        [Parameter(Mandatory = $true, ParameterSetName = 'ByName')]
        [string] $Name,
        [switch] $Summary
    )
    Write-Verbose -Message ('Summary: {0}' -f $Summary)
    foreach ($one in @(Invoke-LabOperation -Operation 'connectors')) {
        $connector = [Microsoft.IdentityManagement.PowerShell.ObjectModel.Connector]::new()
        $connector.Identifier = ConvertFrom-LabText -Text $one.id
        $connector.Name = ConvertFrom-LabText -Text $one.name
        $connector.Type = ConvertFrom-LabText -Text $one.category
        $connector.ConnectorTypeName = ConvertFrom-LabText -Text $one.category
        $connector.Subtype = ConvertFrom-LabText -Text $one.subtype
        $connector.Version = 1
        $connector.Partitions = [Collections.Generic.List[Microsoft.IdentityManagement.PowerShell.ObjectModel.ConnectorPartition]]::new()
        foreach ($partition in $one.partitions) {
            $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ConnectorPartition]::new()
            $made.Name = ConvertFrom-LabText -Text $partition.name
            $made.DN = ConvertFrom-LabText -Text $partition.distinguishedName
            $made.Selected = $partition.selected
            $connector.Partitions.Add($made)
        }
        $connector.CreationTime = ConvertFrom-LabInstant -Text $one.createdAt
        $connector.LastModificationTime = $connector.CreationTime
        if ($PSCmdlet.ParameterSetName -eq 'ByIdentifier' -and $connector.Identifier -ne $Identifier) { continue }
        if ($PSCmdlet.ParameterSetName -eq 'ByName' -and $connector.Name -ne $Name) { continue }
        $connector
    }
}

function Get-ADSyncServerConfiguration {
    <#
    .SYNOPSIS
        Writes the configuration of the server into a folder.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Path,
        [switch] $ValidateConfiguration
    )
    Write-Verbose -Message ('ValidateConfiguration: {0}' -f $ValidateConfiguration)
    foreach ($file in @(Invoke-LabOperation -Operation 'export-configuration')) {
        $target = Join-Path -Path $Path -ChildPath (ConvertFrom-LabText -Text $file.path)
        $null = New-Item -ItemType Directory -Path (Split-Path -Path $target -Parent) -Force
        [IO.File]::WriteAllText($target, (ConvertFrom-LabText -Text $file.text))
    }
}

function Get-ADSyncGlobalSettings {
    <#
    .SYNOPSIS
        Global settings of the server with their parameters.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '', Justification = 'The name of the product.')]
    [CmdletBinding(SupportsShouldProcess = $true)]
    param()
    if (-not $PSCmdlet.ShouldProcess('Server', 'Read the global settings')) { return }
    $answer = Invoke-LabOperation -Operation 'global-settings'
    $settings = [Microsoft.IdentityManagement.PowerShell.ObjectModel.GlobalSettings]::new()
    if ($null -ne $answer.instanceId) { $settings.InstanceId = [Guid] (ConvertFrom-LabText -Text $answer.instanceId) }
    foreach ($one in @($answer.parameters)) {
        $parameter = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ConfigurationParameter]::new()
        $parameter.Name = ConvertFrom-LabText -Text $one.name
        $parameter.Value = ConvertFrom-LabText -Text $one.value
        $settings.Parameters.Add($parameter)
    }
    return $settings
}

function Get-ADSyncAutoUpgrade {
    <#
    .SYNOPSIS
        State of the automatic upgrade; with -Detail also why it is suspended.
    #>
    [CmdletBinding()]
    param([switch] $Detail)
    $answer = Invoke-LabOperation -Operation 'auto-upgrade'
    $status = [Microsoft.IdentityManagement.PowerShell.ObjectModel.AutoUpgradeStatus]::new((ConvertFrom-LabText -Text $answer.state), (ConvertFrom-LabText -Text $answer.suspensionReason))
    if ($Detail) { return $status }
    return $status.State
}

function Get-ADSyncEntraConnectorCredential {
    <#
    .SYNOPSIS
        How the Entra connector signs in.
    #>
    [CmdletBinding()]
    param()
    return [PSCustomObject] @{ ConnectorIdentityType = ConvertFrom-LabText -Text (Invoke-LabOperation -Operation 'connector-identity-type') }
}
