# What synchronizing one object would do, without doing it: Sync-ADSyncCSObject without -Commit.
# The XML of its result is read as the product's own diagnostics read it (ADSyncSingleObjectSync.ps1) and as the developer
# reference of the engine describes it; a server that answers in another form gets an error, never a guess.

function Get-SourceObject {
    <#
    .SYNOPSIS
        A connector space object by its name; an error of the worker where there is none.
    .PARAMETER Identifier
        Identifier of the connector.
    .PARAMETER DistinguishedName
        Name of the object.
    #>
    param([Guid] $Identifier, [string] $DistinguishedName)
    $object = $null
    $said = ''
    try {
        $object = Get-ADSyncCSObject -ConnectorIdentifier $Identifier -DistinguishedName $DistinguishedName -ErrorAction Stop
    } catch {
        $said = ' {0}' -f $_.Exception.Message
    }
    if ($null -ne $object) { return $object }
    # Fails by itself where the server does not answer at all.
    $null = Get-KnownConnector -Identifier $Identifier
    throw (Get-WorkerError -Id 'ObjectNotFound' -Message ('The connector space has no such object.{0}' -f $said) -Category ObjectNotFound)
}

function Get-PreviewError {
    <#
    .SYNOPSIS
        The error that the synchronization would end with; null without one.
    .PARAMETER Result
        A PreviewResult.
    .PARAMETER Preview
        The root of its XML.
    #>
    param($Result, [Xml.XmlElement] $Preview)
    $errors = [Collections.Generic.List[string]]::new()
    foreach ($node in $Preview.SelectNodes('descendant::error')) {
        $diagnosis = $node.SelectSingleNode('diagnosis')
        $parts = @($node.GetAttribute('type'), $(if ($null -ne $diagnosis) { $diagnosis.InnerText }))
        $errors.Add((Get-ErrorText -Has $true -Parts $parts))
    }
    if ($errors.Count -gt 0) { return ($errors -join "`n") }
    return (ConvertTo-TextOrNull -Text $Result.ErrorXml)
}

function Get-FlowRuleName {
    <#
    .SYNOPSIS
        Names of the rules by the attributes that they set; an attribute that several flows name is left out.
    .PARAMETER Flows
        import-flow or export-flow elements.
    .PARAMETER Attribute
        Name of the XML attribute that names the attribute set.
    #>
    param($Flows, [string] $Attribute)
    $names = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($flow in $Flows) {
        $set = $flow.GetAttribute($Attribute)
        # The engine keeps the name of the rule in the status of the flow.
        $names[$set] = if ($names.ContainsKey($set)) { $null } else { ConvertTo-TextOrNull -Text $flow.GetAttribute('status') }
    }
    return , $names
}

function Get-ValueKey {
    <#
    .SYNOPSIS
        A text that two values share exactly when they are equal.
    .PARAMETER Value
        A value of an attribute.
    #>
    param($Value)
    if ($Value -isnot [Collections.IDictionary]) { return [string]::Concat($Value.GetType().Name, ' ', $Value) }
    foreach ($kind in $Value.Keys) { return [string]::Concat($kind, ' ', $Value[$kind]) }
}

function Test-SameValue {
    <#
    .SYNOPSIS
        Whether two lists hold the same values, in any order.
    .PARAMETER Left
        Values or null.
    .PARAMETER Right
        Values or null.
    #>
    param($Left, $Right)
    if ($null -eq $Left -or $null -eq $Right) { return ($null -eq $Left -and $null -eq $Right) }
    if ($Left.Count -ne $Right.Count) { return $false }
    $keys = foreach ($side in $Left, $Right) {
        $list = [Collections.Generic.List[string]]::new()
        foreach ($value in $side) { $list.Add((Get-ValueKey -Value $value)) }
        $list.Sort([StringComparer]::Ordinal)
        $list -join "`n"
    }
    return [string]::Equals($keys[0], $keys[1], [StringComparison]::Ordinal)
}

function Compare-Attribute {
    <#
    .SYNOPSIS
        What makes one set of attributes of another, by name.
    .PARAMETER Before
        Values by name.
    .PARAMETER After
        Values by name.
    .PARAMETER RuleNames
        Names of rules by attribute.
    #>
    param($Before, $After, $RuleNames)
    $names = [Collections.Generic.SortedSet[string]]::new([StringComparer]::Ordinal)
    foreach ($name in $After.Keys) { $null = $names.Add($name) }
    foreach ($name in $Before.Keys) { if (-not $After.ContainsKey($name)) { $null = $names.Add($name) } }
    $changes = [Collections.Generic.List[object]]::new()
    foreach ($name in $names) {
        $old = if ($Before.ContainsKey($name)) { , $Before[$name] } else { $null }
        $new = if ($After.ContainsKey($name)) { , $After[$name] } else { $null }
        if (Test-SameValue -Left $old -Right $new) { continue }
        $changes.Add([ordered] @{ attribute = $name; before = $old; after = $new; ruleName = $(if ($RuleNames.ContainsKey($name)) { $RuleNames[$name] } else { $null }) })
    }
    return , $changes
}

function Get-ChangedValue {
    <#
    .SYNOPSIS
        The values of an attribute after a change.
    .PARAMETER Node
        An attr or dn-attr element of a delta.
    .PARAMETER Before
        The values before; null for none.
    .PARAMETER IsWhole
        Whether the delta holds the whole object: its attributes then need no operation of their own.
    #>
    param([Xml.XmlElement] $Node, $Before, [bool] $IsWhole)
    $isReference = $Node.LocalName -ceq 'dn-attr'
    $type = if ($isReference) { 'reference' } else { $Node.GetAttribute('type') }
    $operation = $Node.GetAttribute('operation')
    if ($IsWhole -and $operation -cne 'delete') { $operation = 'add' }
    $values = [Collections.Generic.List[object]]::new()
    if ($operation -ceq 'delete') { return , $values }
    if ($operation -cne 'add' -and $operation -cne 'replace' -and $operation -cne 'update') {
        throw (Get-WorkerError -Id 'UnknownShape' -Message ('The preview changes an attribute in the unknown way {0}.' -f $operation))
    }
    if ($operation -ceq 'update' -and $null -ne $Before) { foreach ($value in $Before) { $values.Add($value) } }
    foreach ($one in $Node.SelectNodes($(if ($isReference) { 'dn-value' } else { 'value' }))) {
        $value = Get-XmlValue -Node $one -Type $type
        if ($one.GetAttribute('operation') -cne 'delete') { $values.Add($value); continue }
        $key = Get-ValueKey -Value $value
        $place = -1
        for ($index = 0; $index -lt $values.Count; $index += 1) {
            if ([string]::Equals((Get-ValueKey -Value $values[$index]), $key, [StringComparison]::Ordinal)) { $place = $index; break }
        }
        if ($place -lt 0) { throw (Get-WorkerError -Id 'UnknownShape' -Message ('The preview takes a value of {0} away that the object does not have.' -f $Node.GetAttribute('name'))) }
        $values.RemoveAt($place)
    }
    return , $values
}

function Get-MetaverseChange {
    <#
    .SYNOPSIS
        What would change on the metaverse object.
    .PARAMETER Preview
        The root of the preview's XML.
    .PARAMETER Source
        The connector space object that is synchronized.
    #>
    param([Xml.XmlElement] $Preview, $Source)
    $before = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $after = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $ruleNames = Get-FlowRuleName -Flows $Preview.SelectNodes('import-flow-rules/import-attribute-flow/import-flow') -Attribute 'mv-attribute'
    $delta = $Preview.SelectSingleNode('mv/mv-changes/delta')
    $operation = Get-NodeOperation -Delta $delta
    # What is new or replaced is written out as a whole (FIM reference, "delta"); what the delta does not name is gone.
    $isWhole = $null -ne $delta -and 'add', 'replace', 'delete-add' -ccontains $delta.GetAttribute('operation')
    if ($operation -ceq 'none') { return , (Compare-Attribute -Before $before -After $after -RuleNames $ruleNames) }
    if ($operation -cne 'add') {
        $object = $Preview.SelectSingleNode('mv/mv-object')
        $identifier = if ($null -ne $object -and $object.HasAttribute('id')) { [Guid] $object.GetAttribute('id') } else { $Source.ConnectedMVObjectId }
        $known = Get-ADSyncMVObject -Identifier $identifier -ErrorAction Stop
        foreach ($attribute in $known.Attributes) {
            $values = Get-AttributeValue -Attribute $attribute
            if ($values.Count -gt 0) { $before[$attribute.Name] = $values }
        }
    }
    if ($operation -cne 'delete' -or $isWhole) {
        if (-not $isWhole) { foreach ($name in $before.Keys) { $after[$name] = $before[$name] } }
        foreach ($node in $delta.SelectNodes('attr|dn-attr')) {
            $name = $node.GetAttribute('name')
            $values = Get-ChangedValue -Node $node -Before $(if ($before.ContainsKey($name)) { , $before[$name] }) -IsWhole $isWhole
            if ($values.Count -gt 0) { $after[$name] = $values } else { $null = $after.Remove($name) }
        }
    }
    return , (Compare-Attribute -Before $before -After $after -RuleNames $ruleNames)
}

function Get-ExportMember {
    <#
    .SYNOPSIS
        A member of an export in a preview: an XML attribute, or an element where it is none.
    .PARAMETER Node
        export-before-change or export-after-change.
    .PARAMETER Name
        Name of the member.
    #>
    param([Xml.XmlElement] $Node, [string] $Name)
    if ($Node.HasAttribute($Name)) { return $Node.GetAttribute($Name) }
    $element = $Node.SelectSingleNode($Name)
    if ($null -eq $element) { throw (Get-WorkerError -Id 'UnknownShape' -Message ('An export of the preview has no {0}.' -f $Name)) }
    return $element.InnerText
}

function ConvertFrom-PreviewedExport {
    <#
    .SYNOPSIS
        What would happen to one object of another connector.
    .PARAMETER Node
        A cs-export element.
    #>
    param([Xml.XmlElement] $Node)
    $change = $Node.SelectSingleNode('export-after-change')
    if ($null -eq $change) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'An export of the preview has no export-after-change.') }
    $operation = ConvertFrom-Operation -Text (Get-ExportMember -Node $change -Name 'cs-operation')
    $before = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $after = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $entry = $change.SelectSingleNode('entry')
    $name = if ($null -ne $entry) { $entry.GetAttribute('dn') } else { '' }
    if ($operation -cne 'add') {
        # As of now, with what an earlier synchronization left pending: the change is told against the connected directory.
        $object = Get-ADSyncCSObject -Identifier ([Guid] (Get-ExportMember -Node $change -Name 'id')) -ErrorAction Stop
        if ($null -eq $object) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'The preview changes an object that is not there.') }
        $element = Get-ConnectedObject -Object $object
        if ($null -eq $element) { throw (Get-WorkerError -Id 'UnknownShape' -Message ('The preview changes {0}, of which the server tells nothing: it has too many members.' -f $object.DistinguishedName)) }
        $before = Get-KnownAttribute -Object $object -Element $element -Pending (Get-PendingOperation -Element $element)
        if ([string]::IsNullOrEmpty($name)) { $name = [string] $object.DistinguishedName }
    }
    if ($operation -ceq 'add' -or $operation -ceq 'update') {
        if ($null -eq $entry) { throw (Get-WorkerError -Id 'UnknownShape' -Message 'An export of the preview does not tell how the object would be.') }
        $after = Get-EntryAttribute -Entry $entry
    }
    if ($operation -ceq 'none') { $after = $before }
    $ruleNames = Get-FlowRuleName -Flows $Node.SelectNodes('export-flow-rules/export-attribute-flow/export-flow') -Attribute 'cd-attribute'
    return [ordered] @{
        connectorId       = ([Guid] (Get-ExportMember -Node $change -Name 'ma-id')).ToString()
        connectorName     = Get-ExportMember -Node $change -Name 'ma-name'
        distinguishedName = $name
        operation         = $operation
        changes           = Compare-Attribute -Before $before -After $after -RuleNames $ruleNames
    }
}

function Invoke-PreviewOperation {
    <#
    .SYNOPSIS
        What synchronizing one object would do; nothing of it is kept.
    .PARAMETER Arguments
        connectorId, distinguishedName.
    #>
    param($Arguments)
    $identifier = [Guid] (ConvertFrom-MarkedText -Text $Arguments.connectorId)
    $source = Get-SourceObject -Identifier $identifier -DistinguishedName (ConvertFrom-MarkedText -Text $Arguments.distinguishedName)
    $result = Sync-ADSyncCSObject -ConnectorIdentifier $identifier -DistinguishedName $source.DistinguishedName -ErrorAction Stop
    if ($result.Commit) { throw (Get-WorkerError -Id 'NotAsAsked' -Message 'The server says that it has kept what was asked for as a preview.') }
    $preview = (Read-Xml -Text $result.SerializedXml).DocumentElement
    # At least one section that is known: an empty list of changes must not come from a form that nobody knows.
    if ($preview.LocalName -cne 'preview' -or $null -eq $preview.SelectSingleNode('mv|cs-export|error|import-flow-rules|join-rules|stay-disconnector-rules|provisioning-rules|mv-deletion-rules')) {
        throw (Get-WorkerError -Id 'UnknownShape' -Message 'The XML of a preview has an unknown form.')
    }
    $failure = Get-PreviewError -Result $result -Preview $preview
    $metaverse = [Collections.Generic.List[object]]::new()
    $exports = [Collections.Generic.List[object]]::new()
    if ($null -eq $failure) {
        $metaverse = Get-MetaverseChange -Preview $preview -Source $source
        foreach ($node in $preview.SelectNodes('cs-export')) { $exports.Add((ConvertFrom-PreviewedExport -Node $node)) }
    }
    return (ConvertTo-Answer -Value ([ordered] @{
                connectorId       = $identifier.ToString()
                distinguishedName = [string] $source.DistinguishedName
                metaverse         = $metaverse
                exports           = $exports
                error             = $failure
            }))
}
