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
