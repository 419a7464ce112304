# Objects of connector spaces and of the metaverse, and the preview of one.

function Add-LabAttribute {
    # Attributes of the lab as the objects that the module hands out.
    param($Attributes, $Collection)
    foreach ($one in $Attributes) {
        $attribute = [Microsoft.IdentityManagement.PowerShell.ObjectModel.Attribute]::new()
        $attribute.Name = ConvertFrom-LabText -Text $one.name
        $attribute.Type = ConvertFrom-LabText -Text $one.type
        $attribute.IsMultiValued = $one.isMultiValued
        $attribute.SyncRuleName = ConvertFrom-LabText -Text $one.ruleName
        $attribute.ConnectorName = ConvertFrom-LabText -Text $one.connectorName
        $values = [Collections.Generic.List[string]]::new()
        foreach ($value in $one.values) { $values.Add((ConvertFrom-LabText -Text $value)) }
        $attribute.Values = $values
        $Collection.Add($attribute)
    }
}

function ConvertFrom-LabCSObject {
    # An object of a connector space as the object that the module hands out.
    param($Object)
    $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.CsObject]::new()
    $made.ObjectId = ConvertFrom-LabText -Text $Object.id
    $made.ConnectorId = ConvertFrom-LabText -Text $Object.connectorId
    $made.ConnectorName = ConvertFrom-LabText -Text $Object.connectorName
    $made.ConnectorType = ConvertFrom-LabText -Text $Object.connectorType
    $made.DistinguishedName = ConvertFrom-LabText -Text $Object.distinguishedName
    $made.ObjectType = ConvertFrom-LabText -Text $Object.objectType
    if ($null -ne $Object.metaverseObjectId) {
        $made.ConnectedMVObjectId = ConvertFrom-LabText -Text $Object.metaverseObjectId
        $made.IsConnector = $true
    }
    if ($null -ne $Object.synchronizationError) {
        $made.HasSyncError = $true
        $made.SynchronizationError = [Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationError]::new()
        $made.SynchronizationError.ErrorType = ConvertFrom-LabText -Text $Object.synchronizationError
    }
    if ($null -ne $Object.exportError) {
        $made.HasExportError = $true
        $made.ExportError = [Microsoft.IdentityManagement.PowerShell.ObjectModel.ExportError]::new()
        $made.ExportError.ErrorType = ConvertFrom-LabText -Text $Object.exportError
    }
    Add-LabAttribute -Attributes $Object.attributes -Collection $made.Attributes
    $made.SerializedXml = ConvertFrom-LabText -Text $Object.xml
    return $made
}

function Get-ADSyncCSObject {
    <#
    .SYNOPSIS
        Objects of a connector space: by identifier, by name, or a page of all.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'SearchByIdentifier')]
        [Guid] $Identifier,
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'SearchByConnectorIdentifierDistinguishedName')]
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'SearchByConnectorIdentifier')]
        [Guid] $ConnectorIdentifier,
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'SearchByConnectorNameDistinguishedName')]
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'SearchByConnectorName')]
        [string] $ConnectorName,
        [Parameter(Mandatory = $true, Position = 1, ParameterSetName = 'SearchByConnectorIdentifierDistinguishedName')]
        [Parameter(Mandatory = $true, Position = 1, ParameterSetName = 'SearchByConnectorNameDistinguishedName')]
        [string] $DistinguishedName,
        [Parameter(ParameterSetName = 'SearchByConnectorIdentifierDistinguishedName')]
        [Parameter(ParameterSetName = 'SearchByConnectorNameDistinguishedName')]
        [switch] $SkipDNValidation,
        [Parameter(ParameterSetName = 'SearchByConnectorIdentifierDistinguishedName')]
        [Parameter(ParameterSetName = 'SearchByConnectorNameDistinguishedName')]
        [Parameter(ParameterSetName = 'SearchByConnectorIdentifier')]
        [Parameter(ParameterSetName = 'SearchByConnectorName')]
        [switch] $Transient,
        [Parameter(ParameterSetName = 'SearchByConnectorIdentifier')]
        [Parameter(ParameterSetName = 'SearchByConnectorName')]
        [Nullable[int]] $StartIndex,
        [Parameter(ParameterSetName = 'SearchByConnectorIdentifier')]
        [Parameter(ParameterSetName = 'SearchByConnectorName')]
        [Nullable[int]] $MaxResultCount
    )
    Write-Verbose -Message ('SkipDNValidation: {0}' -f $SkipDNValidation)
    # No object of a lab is transient.
    if ($Transient) { return }
    $wanted = @{}
    if ($PSBoundParameters.ContainsKey('Identifier')) { $wanted.id = $Identifier.ToString() }
    if ($PSBoundParameters.ContainsKey('ConnectorIdentifier')) { $wanted.connectorId = $ConnectorIdentifier.ToString() }
    if ($PSBoundParameters.ContainsKey('ConnectorName')) { $wanted.connectorName = $ConnectorName }
    if ($PSBoundParameters.ContainsKey('DistinguishedName')) { $wanted.distinguishedName = $DistinguishedName }
    if ($null -ne $StartIndex) { $wanted.start = [int] $StartIndex }
    if ($null -ne $MaxResultCount) { $wanted.count = [int] $MaxResultCount }
    foreach ($object in @(Invoke-LabOperation -Operation 'connector-space' -Argument $wanted)) {
        if ($null -ne $object) { ConvertFrom-LabCSObject -Object $object }
    }
}

function Get-ADSyncMVObject {
    <#
    .SYNOPSIS
        An object of the metaverse.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [Guid] $Identifier
    )
    $object = Invoke-LabOperation -Operation 'metaverse-object' -Argument @{ id = $Identifier.ToString() }
    $made = [Microsoft.IdentityManagement.PowerShell.ObjectModel.MvObject]::new()
    $made.ObjectId = ConvertFrom-LabText -Text $object.id
    $made.Lineage = [Microsoft.IdentityManagement.PowerShell.ObjectModel.MvObjectLink[]] @(foreach ($one in $object.lineage) {
            $link = [Microsoft.IdentityManagement.PowerShell.ObjectModel.MvObjectLink]::new()
            $link.ConnectorId = ConvertFrom-LabText -Text $one.connectorId
            $link.ConnectorName = ConvertFrom-LabText -Text $one.connectorName
            $link.ConnectedCsObjectId = ConvertFrom-LabText -Text $one.connectorSpaceObjectId
            $link.ConnectedCsObjectDN = ConvertFrom-LabText -Text $one.distinguishedName
            $link
        })
    Add-LabAttribute -Attributes $object.attributes -Collection $made.Attributes
    $made.SerializedXml = ConvertFrom-LabText -Text $object.xml
    return $made
}

function Sync-ADSyncCSObject {
    <#
    .SYNOPSIS
        Runs synchronization preview on a connector space object.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, ParameterSetName = 'ConnectorName_ObjectDN')]
        [string] $ConnectorName,
        [Parameter(Mandatory = $true, ParameterSetName = 'ConnectorIdentifier_ObjectDN')]
        [Guid] $ConnectorIdentifier,
        [Parameter(Mandatory = $true, ParameterSetName = 'ConnectorName_ObjectDN')]
        [Parameter(Mandatory = $true, ParameterSetName = 'ConnectorIdentifier_ObjectDN')]
        [string] $DistinguishedName,
        [Parameter(Mandatory = $true, ParameterSetName = 'ObjectIdentifier')]
        [Guid] $Identifier,
        [switch] $Commit
    )
    if ($Commit) { throw (New-Object -TypeName System.NotSupportedException -ArgumentList 'The practice lab only shows what would happen.') }
    $wanted = @{}
    if ($PSBoundParameters.ContainsKey('Identifier')) { $wanted.id = $Identifier.ToString() }
    if ($PSBoundParameters.ContainsKey('ConnectorIdentifier')) { $wanted.connectorId = $ConnectorIdentifier.ToString() }
    if ($PSBoundParameters.ContainsKey('ConnectorName')) { $wanted.connectorName = $ConnectorName }
    if ($PSBoundParameters.ContainsKey('DistinguishedName')) { $wanted.distinguishedName = $DistinguishedName }
    $answer = Invoke-LabOperation -Operation 'preview' -Argument $wanted
    $result = [Microsoft.IdentityManagement.PowerShell.ObjectModel.PreviewResult]::new()
    $result.ErrorXml = ConvertFrom-LabText -Text $answer.errorXml
    $result.SerializedXml = ConvertFrom-LabText -Text $answer.xml
    return $result
}
