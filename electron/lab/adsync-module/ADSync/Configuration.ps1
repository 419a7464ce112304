function Get-ADSyncConnector {
    <#
    .SYNOPSIS
        The connectors of the server.
    #>
    [CmdletBinding(PositionalBinding = $false)]
    param(
        [Guid] $Identifier,
        [ValidateNotNullOrEmpty()] [string] $Name,
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
        foreach ($profileName in 'Delta Import', 'Delta Synchronization', 'Export', 'Full Import', 'Full Synchronization', 'Specific Object Import', 'Specific Object Export') {
            $runProfile = [Microsoft.IdentityManagement.PowerShell.ObjectModel.RunProfile]::new()
            $runProfile.Name = $profileName
            $runProfile.ConnectorIdentifier = $connector.Identifier
            $connector.RunProfiles.Add($runProfile)
        }
        $connector.CreationTime = ConvertFrom-LabInstant -Text $one.createdAt
        $connector.LastModificationTime = $connector.CreationTime
        if ($PSBoundParameters.ContainsKey('Identifier') -and $connector.Identifier -ne $Identifier) { continue }
        if ($PSBoundParameters.ContainsKey('Name') -and $connector.Name -ne $Name) { continue }
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
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path,
        [Parameter(Position = 1)] [switch] $ValidateConfiguration
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
