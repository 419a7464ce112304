# Objects of connector spaces and of the metaverse.

function Read-Xml {
    <#
    .SYNOPSIS
        The XML that an object of the module carries, without looking anything up elsewhere.
    .PARAMETER Text
        SerializedXml of an object.
    #>
    param([string] $Text)
    $document = [Xml.XmlDocument]::new()
    $document.XmlResolver = $null
    $document.PreserveWhitespace = $true
    $document.LoadXml($Text)
    return , $document
}

function Select-Node {
    <#
    .SYNOPSIS
        The first element of a path below another one; null where there is none.
    .PARAMETER Node
        The element above.
    .PARAMETER Path
        XPath, a literal.
    #>
    param([Xml.XmlNode] $Node, [string] $Path)
    return , $Node.SelectSingleNode($Path)
}

function Get-NodeOperation {
    <#
    .SYNOPSIS
        What is to happen to an object, from the operation of its delta; none where there is no delta.
    .PARAMETER Delta
        A delta element or null.
    #>
    param($Delta)
    if ($null -eq $Delta) { return 'none' }
    return (ConvertFrom-Operation -Text $Delta.GetAttribute('operation'))
}

function Get-PendingOperation {
    <#
    .SYNOPSIS
        What is on its way to or from the connected directory: import, export (also one that was cut off), escrowed, unconfirmed.
    .PARAMETER Element
        A cs-object element, or null where the server withholds the object.
    #>
    param($Element)
    if ($null -eq $Element) { return @{ import = 'unknown'; export = 'unknown'; escrowed = 'none'; unconfirmed = 'none' } }
    $unapplied = Get-NodeOperation -Delta $Element.SelectSingleNode('unapplied-export/delta')
    $escrowed = Get-NodeOperation -Delta $Element.SelectSingleNode('escrowed-export/delta')
    $export = 'none'
    # Both can be there: of a deletion, or of an object that the directory may not have yet, that is what counts.
    foreach ($operation in 'update', 'add', 'delete') { if ($unapplied -ceq $operation -or $escrowed -ceq $operation) { $export = $operation } }
    return @{
        import      = Get-NodeOperation -Delta $Element.SelectSingleNode('pending-import/delta')
        export      = $export
        escrowed    = $escrowed
        unconfirmed = Get-NodeOperation -Delta $Element.SelectSingleNode('unconfirmed-export/delta')
    }
}

function ConvertFrom-Operation {
    <#
    .SYNOPSIS
        An operation of the product as one of none, add, update and delete.
    .PARAMETER Text
        The product's word.
    #>
    param([string] $Text)
    switch -CaseSensitive ($Text) {
        '' { return 'none' }
        'none' { return 'none' }
        'add' { return 'add' }
        'update' { return 'update' }
        'replace' { return 'update' }
        'delete' { return 'delete' }
        # Gone from the connected directory, and not synchronized yet (FIM reference, "delta").
        'obsolete' { return 'delete' }
        # Deleted and created again: whoever counts deletions must see it.
        'delete-add' { return 'delete' }
    }
    throw (Get-WorkerError -Id 'UnknownShape' -Message ('An object has the unknown pending operation {0}.' -f $Text))
}

function Get-XmlValue {
    <#
    .SYNOPSIS
        One value of an attribute from XML: bytes in base64, integers in hexadecimal, references as the text of dn.
    .PARAMETER Node
        A value or dn-value element.
    .PARAMETER Type
        Type of its attribute.
    #>
    param([Xml.XmlElement] $Node, [string] $Type)
    if ($Type -ceq 'reference') {
        $name = $Node.SelectSingleNode('dn')
        if ($null -eq $name) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'A reference names no object.') }
        return $name.InnerText
    }
    # What cannot stand in XML is written in base64 too; in what encoding a text then is, no source says.
    if ($Node.GetAttribute('encoding') -ceq 'base64' -and $Type -cne 'binary') {
        throw (Get-WorkerError -Id 'UnknownShape' -Message ('A value of type {0} is written in base64.' -f $Type))
    }
    return , (ConvertTo-AttributeValue -Text $Node.InnerText -Type $Type)
}

function Get-EntryAttribute {
    <#
    .SYNOPSIS
        The attributes of an entry by name, each with its values.
    .PARAMETER Entry
        An entry element, or null for an object without attributes.
    .PARAMETER Names
        Names of the attributes wanted; null for all.
    #>
    param($Entry, $Names)
    $attributes = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    if ($null -eq $Entry) { return , $attributes }
    foreach ($node in $Entry.SelectNodes('attr|dn-attr')) {
        if ($null -ne $Names -and -not $Names.Contains($node.GetAttribute('name'))) { continue }
        $isReference = $node.LocalName -ceq 'dn-attr'
        $type = if ($isReference) { 'reference' } else { $node.GetAttribute('type') }
        $values = [Collections.Generic.List[object]]::new()
        foreach ($value in $node.SelectNodes($(if ($isReference) { 'dn-value' } else { 'value' }))) {
            $values.Add((Get-XmlValue -Node $value -Type $type))
        }
        if ($values.Count -gt 0) { $attributes[$node.GetAttribute('name')] = $values }
    }
    return , $attributes
}

function Get-ObjectAttribute {
    <#
    .SYNOPSIS
        The attributes of a connector space or metaverse object by name: the module's own attribute objects.
    .PARAMETER Object
        What Get-ADSyncCSObject or Get-ADSyncMVObject gives.
    #>
    param($Object)
    $attributes = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($attribute in $Object.Attributes) { $attributes[$attribute.Name] = $attribute }
    return , $attributes
}

function Get-AttributeValue {
    <#
    .SYNOPSIS
        The values of one of the module's attribute objects.
    .PARAMETER Attribute
        An attribute of a connector space or metaverse object.
    #>
    param($Attribute)
    $values = [Collections.Generic.List[object]]::new()
    $type = $Attribute.Type.ToString()
    foreach ($text in $Attribute.Values) { $values.Add((ConvertTo-AttributeValue -Text $text -Type $type)) }
    return , $values
}

function Get-ConnectedObject {
    <#
    .SYNOPSIS
        The element of a connector space object in its own XML; null where the server withholds it: a group with too many members.
    .PARAMETER Object
        What Get-ADSyncCSObject gives.
    #>
    param($Object)
    # The product's own diagnostics look for this text in the place of the XML (ADSyncObjectSyncDiagnostics.ps1).
    if ($Object.SerializedXml -match '^\s*[^<]*Maximum Group member count exceeded') { return $null }
    $element = Select-Node -Node (Read-Xml -Text $Object.SerializedXml) -Path 'cs-objects/cs-object'
    if ($null -eq $element) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'The XML of a connector space object has an unknown form.') }
    return , $element
}

function Get-KnownAttribute {
    <#
    .SYNOPSIS
        What the connected directory holds as far as the server knows: the last import, or an export not yet confirmed.
    .DESCRIPTION
        Where nothing is on its way in either direction the module's own attributes are that; otherwise the XML tells the states apart.
        Nothing is known of an object that the server withholds.
    .PARAMETER Object
        What Get-ADSyncCSObject gives.
    .PARAMETER Element
        Its element, from Get-ConnectedObject.
    .PARAMETER Pending
        What is on its way, from Get-PendingOperation.
    .PARAMETER Names
        Names of the attributes wanted; null for all.
    #>
    param($Object, $Element, $Pending, $Names)
    if ($null -eq $Element) { return , [Collections.Generic.Dictionary[string, object]]::new() }
    if ($Pending.import -ceq 'none' -and $Pending.unconfirmed -ceq 'none' -and $Pending.export -ceq 'none') {
        $attributes = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        foreach ($attribute in $Object.Attributes) {
            if ($null -ne $Names -and -not $Names.Contains($attribute.Name)) { continue }
            $values = Get-AttributeValue -Attribute $attribute
            if ($values.Count -gt 0) { $attributes[$attribute.Name] = $values }
        }
        return , $attributes
    }
    $state = 'synchronized-hologram'
    foreach ($later in @{ name = 'unconfirmed-export-hologram'; operation = $Pending.unconfirmed }, @{ name = 'pending-import-hologram'; operation = $Pending.import }) {
        if ($later.operation -ceq 'none') { continue }
        # What is deleted has no state of its own, unless it was created again at once.
        if ($later.operation -cne 'delete' -or $null -ne $Element.SelectSingleNode('{0}/entry' -f $later.name)) { $state = $later.name }
    }
    $entry = $Element.SelectSingleNode('{0}/entry' -f $state)
    # Only what the directory has never had is without one.
    if ($null -eq $entry -and -not ($state -ceq 'synchronized-hologram' -and $Pending.export -ceq 'add')) {
        throw (Get-WorkerError -Id 'UnknownShape' -Message ('The XML of a connector space object has no {0}.' -f $state))
    }
    return , (Get-EntryAttribute -Entry $entry -Names $Names)
}

function Select-Attribute {
    <#
    .SYNOPSIS
        Those attributes that were asked for, as a list by name.
    .PARAMETER Attributes
        Values by name.
    .PARAMETER Names
        Names of the attributes asked for.
    #>
    param($Attributes, $Names)
    $selected = [Collections.Generic.List[object]]::new()
    foreach ($name in $Names) {
        if ($Attributes.ContainsKey($name)) { $selected.Add([ordered] @{ name = $name; value = $Attributes[$name] }) }
    }
    return , $selected
}

function Get-NameSet {
    <#
    .SYNOPSIS
        Names of attributes as a set that overlooks case, as the product does.
    .PARAMETER Names
        Names of attributes.
    #>
    param($Names)
    return , [Collections.Generic.HashSet[string]]::new([string[]] $Names, [StringComparer]::OrdinalIgnoreCase)
}

function Get-ErrorText {
    <#
    .SYNOPSIS
        The error of an object in the product's words; null without one.
    .PARAMETER Has
        Whether the object says that it has an error.
    .PARAMETER Parts
        What the product tells of it.
    #>
    param([bool] $Has, $Parts)
    if (-not $Has) { return $null }
    $said = @($Parts | Where-Object -FilterScript { -not [string]::IsNullOrEmpty($_) })
    if ($said.Count -eq 0) { return 'error' }
    return ($said -join ': ')
}

function ConvertFrom-ConnectorSpaceObject {
    <#
    .SYNOPSIS
        An object of a connector space as an answer.
    .PARAMETER Object
        What Get-ADSyncCSObject gives.
    .PARAMETER Names
        Names of the attributes asked for.
    #>
    param($Object, $Names)
    try {
        $element = Get-ConnectedObject -Object $Object
        $pending = Get-PendingOperation -Element $element
        $attributes = Select-Attribute -Attributes (Get-KnownAttribute -Object $Object -Element $element -Pending $pending -Names (Get-NameSet -Names $Names)) -Names $Names
    } catch {
        throw (Get-WorkerError -Id 'UnknownShape' -Message ('The object {0} cannot be read. {1}' -f $Object.DistinguishedName, $_.Exception.Message))
    }
    $synchronization = @(if ($null -ne $Object.SynchronizationError) { $Object.SynchronizationError.ErrorType, $Object.SynchronizationError.SynchronizationStep })
    $export = @(if ($null -ne $Object.ExportError) { $Object.ExportError.ErrorType, $Object.ExportError.ErrorName, $Object.ExportError.ErrorLiteral, $Object.ExportError.ErrorExtraDetails })
    return [ordered] @{
        id                   = ConvertTo-GuidText -Guid $Object.ObjectId
        connectorId          = ConvertTo-GuidText -Guid $Object.ConnectorId
        distinguishedName    = [string] $Object.DistinguishedName
        objectType           = [string] $Object.ObjectType
        metaverseObjectId    = ConvertTo-GuidOrNull -Guid $Object.ConnectedMVObjectId
        pendingImport        = $pending.import
        pendingExport        = $pending.export
        isExportCutOff       = $pending.escrowed -cne 'none'
        attributes           = $attributes
        synchronizationError = Get-ErrorText -Has $Object.HasSyncError -Parts $synchronization
        exportError          = Get-ErrorText -Has $Object.HasExportError -Parts $export
    }
}

function Read-ConnectorSpace {
    <#
    .SYNOPSIS
        Objects of a connector space from a place on; fewer than asked for only at its end.
    .PARAMETER Identifier
        Identifier of the connector.
    .PARAMETER Start
        Place of the first object, from 0.
    .PARAMETER Count
        How many.
    #>
    param([Guid] $Identifier, [int] $Start, [int] $Count)
    $objects = [Collections.Generic.List[object]]::new()
    # A page may be shorter than asked for: only an empty one is the end.
    while ($objects.Count -lt $Count) {
        try {
            $page = @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex ($Start + $objects.Count) -MaxResultCount ($Count - $objects.Count) -ErrorAction Stop)
        } catch {
            $null = Get-KnownConnector -Identifier $Identifier
            throw
        }
        if ($page.Count -eq 0 -or $null -eq $page[0]) { break }
        foreach ($object in $page) { $objects.Add($object) }
    }
    # What the server says to an unknown connector is not documented.
    if ($objects.Count -eq 0) { $null = Get-KnownConnector -Identifier $Identifier }
    return , $objects
}

function Invoke-ConnectorSpaceOperation {
    <#
    .SYNOPSIS
        A window over the objects of a connector space.
    .PARAMETER Arguments
        connectorId, start, count, attributes: names.
    #>
    param($Arguments)
    $identifier = [Guid] (ConvertFrom-MarkedText -Text $Arguments.connectorId)
    $names = Select-Text -Texts $Arguments.attributes
    $count = [int] $Arguments.count
    # One more tells whether there is a next window.
    $objects = Read-ConnectorSpace -Identifier $identifier -Start $Arguments.start -Count ($count + 1)
    $items = [Collections.Generic.List[object]]::new()
    for ($index = 0; $index -lt [Math]::Min($count, $objects.Count); $index += 1) {
        $items.Add((ConvertFrom-ConnectorSpaceObject -Object $objects[$index] -Names $names))
    }
    return (ConvertTo-Answer -Value ([ordered] @{
                items = $items
                next  = $(if ($objects.Count -gt $count) { [int] $Arguments.start + $count } else { $null })
                total = $null
            }))
}

function ConvertFrom-MetaverseObject {
    <#
    .SYNOPSIS
        An object of the metaverse as an answer.
    .PARAMETER Object
        What Get-ADSyncMVObject gives.
    .PARAMETER Names
        Names of the attributes asked for.
    #>
    param($Object, $Names)
    try {
        return (Get-MetaverseAnswer -Object $Object -Names $Names)
    } catch {
        throw (Get-WorkerError -Id 'UnknownShape' -Message ('The metaverse object {0} cannot be read. {1}' -f $Object.ObjectId, $_.Exception.Message))
    }
}

function Get-MetaverseAnswer {
    <#
    .SYNOPSIS
        What ConvertFrom-MetaverseObject answers; its errors do not name the object.
    .PARAMETER Object
        What Get-ADSyncMVObject gives.
    .PARAMETER Names
        Names of the attributes asked for.
    #>
    param($Object, $Names)
    $lineage = [Collections.Generic.List[object]]::new()
    foreach ($link in $Object.Lineage) {
        $lineage.Add([ordered] @{ connectorId = ConvertTo-GuidText -Guid $link.ConnectorId; connectorSpaceObjectId = ConvertTo-GuidText -Guid $link.ConnectedCsObjectId; distinguishedName = [string] $link.ConnectedCsObjectDN })
    }
    $known = Get-ObjectAttribute -Object $Object
    $attributes = [Collections.Generic.List[object]]::new()
    foreach ($name in $Names) {
        if (-not $known.ContainsKey($name)) { continue }
        $values = Get-AttributeValue -Attribute $known[$name]
        if ($values.Count -eq 0) { continue }
        $attributes.Add([ordered] @{
                name  = $name
                value = [ordered] @{ values = $values; ruleName = [string] $known[$name].SyncRuleName; connectorName = [string] $known[$name].ConnectorName }
            })
    }
    return [ordered] @{ id = ConvertTo-GuidText -Guid $Object.ObjectId; objectType = Get-MetaverseType -Object $Object; lineage = $lineage; attributes = $attributes }
}

function Get-MetaverseType {
    <#
    .SYNOPSIS
        Object type of a metaverse object, which only its XML tells.
    .PARAMETER Object
        What Get-ADSyncMVObject gives.
    #>
    param($Object)
    $document = Read-Xml -Text $Object.SerializedXml
    foreach ($path in 'descendant::entry[1]/primary-objectclass', 'descendant::entry[1]/objectclass/oc-value') {
        $type = $document.SelectSingleNode($path)
        if ($null -ne $type) { return $type.InnerText }
    }
    throw (Get-WorkerError -Id 'UnknownShape' -Message 'The XML of a metaverse object does not tell its type.')
}

function Invoke-MetaverseOperation {
    <#
    .SYNOPSIS
        A window over the metaverse objects that a connector's objects are joined to, in the order of its connector space.
    .PARAMETER Arguments
        connectorId, start: place in the connector space, count, attributes: names.
    #>
    param($Arguments)
    $identifier = [Guid] (ConvertFrom-MarkedText -Text $Arguments.connectorId)
    $names = Select-Text -Texts $Arguments.attributes
    $count = [int] $Arguments.count
    $place = [int] $Arguments.start
    $items = [Collections.Generic.List[object]]::new()
    while ($true) {
        $objects = Read-ConnectorSpace -Identifier $identifier -Start $place -Count ($count + 1)
        foreach ($object in $objects) {
            $joined = ConvertTo-GuidOrNull -Guid $object.ConnectedMVObjectId
            if ($null -ne $joined) {
                # There is more: the next window begins here.
                if ($items.Count -eq $count) { return (ConvertTo-Answer -Value ([ordered] @{ items = $items; next = $place; total = $null })) }
                $items.Add((ConvertFrom-MetaverseObject -Object (Get-ADSyncMVObject -Identifier $joined -ErrorAction Stop) -Names $names))
            }
            $place += 1
        }
        if ($objects.Count -le $count) { return (ConvertTo-Answer -Value ([ordered] @{ items = $items; next = $null; total = $null })) }
    }
}
