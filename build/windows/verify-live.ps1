<#
.SYNOPSIS
    Checks on a real Entra Connect server what Hybrid Preflight assumes about its ADSync module, and writes one JSON file.
.DESCRIPTION
    Only reads: it calls Get- cmdlets of ADSync, one preview (Sync-ADSyncCSObject without -Commit) and one export of the configuration
    into a temporary folder that is deleted again; it builds one rule in memory, which the server never sees (New-ADSyncRule and the
    Add- cmdlets for its parts, never Add-ADSyncRule); it loads the module ADSyncDiagnostics and runs nothing of it. The file holds kinds, counts, types, names of properties and of XML elements, words of
    the product and identifiers of errors; no names of objects, rules or servers, no distinguished names, no values and no texts of errors.
    Read it before you send it.
    Run it in Windows PowerShell 5.1, elevated, as a member of the group ADSyncAdmins, while no synchronization is running.
.PARAMETER OutputFile
    Where to write the result. A file that is there already is not overwritten.
.PARAMETER ModulePath
    Manifest of the module; the product's own place by default.
.PARAMETER ObjectCount
    How many objects of each connector space to look at.
.EXAMPLE
    .\verify-live.ps1 -OutputFile C:\Temp\verify-live.json
#>
#Requires -Version 5.1
param(
    [Parameter(Mandatory = $true)] [string] $OutputFile,
    [string] $ModulePath = '',
    [int] $ObjectCount = 100
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$script:result = [ordered] @{ schema = 1 }

function Add-Section {
    <#
    .SYNOPSIS
        Runs one check and keeps what it tells; an error is kept by its type and identifier, its text may hold names.
    .PARAMETER Name
        Name of the section.
    .PARAMETER Check
        What to run.
    #>
    param([string] $Name, $Check)
    try {
        # The check runs in this scope: its variables have other names.
        $script:result[$Name] = 1 | ForEach-Object -Process $Check
    } catch {
        $script:result[$Name] = Get-ErrorKind -Record $_
    }
}

function Get-ErrorKind {
    <#
    .SYNOPSIS
        What an error is, without its text.
    .PARAMETER Record
        An error record.
    #>
    param([Management.Automation.ErrorRecord] $Record)
    $exception = $Record.Exception
    while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
    $id = ([string] $Record.FullyQualifiedErrorId).Split(',')[0]
    # Where a script throws a text, the identifier is that text.
    if ($id -cnotmatch '^[A-Za-z][A-Za-z0-9.]{0,80}$' -or ([string] $Record.Exception.Message).StartsWith($id, [StringComparison]::Ordinal)) { $id = '(a text)' }
    return [ordered] @{
        error    = $Record.Exception.GetType().FullName
        inner    = $exception.GetType().FullName
        id       = $id
        category = $Record.CategoryInfo.Category.ToString()
    }
}

function Get-Shape {
    <#
    .SYNOPSIS
        Type of an object and names and types of its properties.
    .PARAMETER Object
        Any object, or null.
    #>
    param($Object)
    if ($null -eq $Object) { return 'none' }
    $properties = [ordered] @{}
    foreach ($property in $Object.PSObject.Properties) {
        $properties[$property.Name] = [string] $property.TypeNameOfValue
    }
    return [ordered] @{ type = $Object.GetType().FullName; properties = $properties }
}

function Get-TextForm {
    <#
    .SYNOPSIS
        Of what form a text is, without the text.
    .PARAMETER Text
        A value.
    #>
    param([string] $Text)
    if ($Text.Length -eq 0) { return 'empty' }
    switch -Regex -CaseSensitive ($Text) {
        '^(true|false)$' { return 'boolean lower case' }
        '^(True|False)$' { return 'boolean capitalised' }
        '^-?[0-9]+$' { return 'decimal' }
        '^0x[0-9A-Fa-f]+$' { return 'hexadecimal' }
        '^\{[0-9A-Fa-f-]{36}\}$' { return 'GUID with braces' }
        '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' { return 'GUID' }
        '^(CN|OU|DC)=' { return 'distinguished name' }
        '^[A-Za-z0-9+/]+={0,2}$' { if ($Text.Length % 4 -eq 0) { return 'base64 or word' } }
    }
    return 'other'
}

function Add-Count {
    <#
    .SYNOPSIS
        Counts one more of a kind.
    .PARAMETER Counts
        Counts by kind.
    .PARAMETER Kind
        The kind.
    #>
    param([Collections.IDictionary] $Counts, [string] $Kind)
    if ($Counts.Contains($Kind)) { $Counts[$Kind] = $Counts[$Kind] + 1 } else { $Counts[$Kind] = 1 }
}

function Add-AttributeForm {
    <#
    .SYNOPSIS
        Counts the forms of an object's values by the type of their attribute; of the mailbox GUID also the length in bytes.
    .PARAMETER Counts
        Counts by kind.
    .PARAMETER Object
        A connector space or metaverse object.
    #>
    param([Collections.IDictionary] $Counts, $Object)
    foreach ($attribute in $Object.Attributes) {
        foreach ($value in $attribute.Values) {
            $type = if ($null -eq $value) { 'null' } else { $value.GetType().Name }
            Add-Count -Counts $Counts -Kind ('{0}: {1}, {2}' -f $attribute.Type, $type, (Get-TextForm -Text $value))
            if ($attribute.Name -eq 'msExchMailboxGuid') {
                try { $length = [Convert]::FromBase64String($value).Length } catch { $length = -1 }
                Add-Count -Counts $Counts -Kind ('msExchMailboxGuid: {0} characters, {1} bytes from base64' -f ([string] $value).Length, $length)
            }
        }
    }
}

function Add-XmlForm {
    <#
    .SYNOPSIS
        Counts the paths of elements in XML with the names of their attributes, and the product's words in a few of these.
    .PARAMETER Counts
        Counts by path.
    .PARAMETER Text
        XML of an object.
    .PARAMETER RuleNames
        Names of the rules, to tell whether a status is one; they are not kept.
    #>
    param([Collections.IDictionary] $Counts, [string] $Text, $RuleNames)
    if ([string]::IsNullOrEmpty($Text)) { Add-Count -Counts $Counts -Kind 'no XML'; return }
    $document = [Xml.XmlDocument]::new()
    $document.XmlResolver = $null
    try {
        $document.LoadXml($Text)
    } catch {
        Add-Count -Counts $Counts -Kind ('not XML: too many members {0}, {1} characters' -f $Text.Contains('Maximum Group member count exceeded'), [Math]::Min($Text.Length, 1000))
        return
    }
    foreach ($element in $document.SelectNodes('//*')) {
        $path = $element.LocalName
        $parent = $element.ParentNode
        while ($parent -is [Xml.XmlElement]) { $path = '{0}/{1}' -f $parent.LocalName, $path; $parent = $parent.ParentNode }
        Add-Count -Counts $Counts -Kind $path
        foreach ($attribute in $element.Attributes) {
            $kind = '{0}/@{1}' -f $path, $attribute.LocalName
            if ($attribute.LocalName -ceq 'status') {
                $word = if ($RuleNames.Contains($attribute.Value)) { '(name of a rule)' } elseif ($attribute.Value -cmatch '^[a-z-]{1,40}$') { $attribute.Value } else { '(other)' }
                $kind = '{0} = {1}' -f $kind, $word
            } elseif ('operation', 'type', 'encoding', 'multivalued', 'has-error', 'mapping-type' -ccontains $attribute.LocalName -and $attribute.Value -cmatch '^[a-z0-9-]{1,40}$') {
                $kind = '{0} = {1}' -f $kind, $attribute.Value
            }
            Add-Count -Counts $Counts -Kind $kind
        }
        if ($element.LocalName -ceq 'cs-operation' -and $element.InnerText -cmatch '^[a-z-]{0,40}$') { Add-Count -Counts $Counts -Kind ('{0} = {1}' -f $path, $element.InnerText) }
    }
}

function Import-SyncModule {
    <#
    .SYNOPSIS
        Loads the module and says which version.
    .PARAMETER Path
        Its manifest, or empty for the product's place.
    #>
    param([string] $Path)
    $found = if ($Path -ne '') { $Path } else { [IO.Path]::Combine([string] $env:ProgramFiles, 'Microsoft Azure AD Sync', 'Bin', 'ADSync', 'ADSync.psd1') }
    $module = Import-Module -Name $found -PassThru -ErrorAction Stop
    $program = [IO.Path]::Combine((Split-Path -Path $module.ModuleBase -Parent), 'miiserver.exe')
    return [ordered] @{
        module  = $module.Version.ToString()
        product = $(if (Test-Path -LiteralPath $program) { [Diagnostics.FileVersionInfo]::GetVersionInfo($program).ProductVersion } else { 'no miiserver.exe beside the module' })
        engine  = '{0} {1}, 64 bit: {2}' -f $PSVersionTable.PSEdition, $PSVersionTable.PSVersion, [Environment]::Is64BitProcess
        culture = [Globalization.CultureInfo]::CurrentCulture.Name
    }
}

function Get-LineEndForm {
    <#
    .SYNOPSIS
        Which line ends a text has, and whether it has tabs.
    .PARAMETER Text
        A text.
    #>
    param([string] $Text)
    $forms = @(
        if ($Text -match '\r\n') { 'CRLF' }
        if ($Text -match '\r(?!\n)') { 'CR' }
        if ($Text -match '(?<!\r)\n') { 'LF' }
        if ($Text -match '\t') { 'tab' }
    )
    if ($forms.Count -eq 0) { return 'none' }
    return ($forms -join ', ')
}

function Get-BuildingForm {
    <#
    .SYNOPSIS
        How cmdlets that take -WhatIf behave: whether a reading one reads, and what building a rule in memory gives. Nothing is written.
    .PARAMETER Like
        A rule whose connector and object types the built one has.
    #>
    param($Like)
    $form = [ordered] @{ 'Get-ADSyncRule' = @(Get-ADSyncRule -ErrorAction Stop).Count }
    foreach ($cmdlet in 'Get-ADSyncRule', 'Get-ADSyncGlobalSettings', 'Get-ADSyncRunProfileResult') { $form['{0} takes -WhatIf' -f $cmdlet] = (Get-Command -Name $cmdlet).Parameters.ContainsKey('WhatIf') }
    if ($form['Get-ADSyncRule takes -WhatIf']) { $form['Get-ADSyncRule -WhatIf'] = @(Get-ADSyncRule -WhatIf -ErrorAction Stop).Count }
    $name = 'Hybrid Preflight verification, in memory only'
    $parts = @{ Name = $name; Direction = 'Inbound'; Connector = $Like.Connector; SourceObjectType = $Like.SourceObjectType; TargetObjectType = $Like.TargetObjectType; LinkType = 'Join'; Precedence = 1; Description = ''; ImmutableTag = ''; ErrorAction = 'Stop' }
    $made = @(New-ADSyncRule @parts)
    $form['New-ADSyncRule'] = $made.Count
    $form['built'] = Get-Shape -Object $made[0]
    $added = @(Add-ADSyncAttributeFlowMapping -SynchronizationRule $made[0] -Source @('mail') -Destination 'mail' -FlowType 'Direct' -ValueMergeType 'Update' -ErrorAction Stop)
    $form['a flow is in the rule that was given'] = @($made[0].AttributeFlowMappings).Count -eq 1
    $form['a flow hands on'] = $added.Count
    $form['a flow hands on the same object'] = $added.Count -eq 1 -and $added[0] -eq $made[0]
    try { $null = Add-ADSyncAttributeFlowMapping -SynchronizationRule $made[0] -Source @('') -Destination 'mail' -FlowType 'Constant' -ValueMergeType 'Update' -ErrorAction Stop; $form['empty constant'] = 'taken' } catch { $form['empty constant'] = Get-ErrorKind -Record $_ }
    $condition = New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' -ArgumentList 'mail', '', 'ISNOTNULL'
    $null = Add-ADSyncScopeConditionGroup -SynchronizationRule $made[0] -ScopeConditions @($condition) -ErrorAction Stop
    $form['a scope group is in the rule that was given'] = @($made[0].ScopeFilter).Count -eq 1
    $condition = New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition' -ArgumentList 'mail', 'mail', $false
    $null = Add-ADSyncJoinConditionGroup -SynchronizationRule $made[0] -JoinConditions @($condition) -ErrorAction Stop
    $form['a join group is in the rule that was given'] = @($made[0].JoinFilter).Count -eq 1
    $form['the server has it not'] = @(Get-ADSyncRule -ErrorAction Stop | Where-Object -FilterScript { $_.Name -eq $name }).Count -eq 0
    return $form
}

function Get-RuleForm {
    <#
    .SYNOPSIS
        How rules stand on the server: tags of clones, numbers of sources, groups, precedences.
    .PARAMETER Rules
        All rules.
    #>
    param($Rules)
    $counts = [ordered] @{}
    $precedences = [Collections.Generic.HashSet[int]]::new()
    foreach ($rule in $Rules) {
        $tag = if ($null -eq $rule.ImmutableTag) { 'null' } elseif ([string]::IsNullOrEmpty($rule.ImmutableTag.TagValue)) { 'empty' } else { 'given' }
        $isClone = ([string] $rule.Name).Contains(' - Cloned - ')
        $legacy = if ($null -eq $rule.PSObject.Properties['IsLegacyCustomRule']) { 'unknown' } else { $rule.IsLegacyCustomRule }
        Add-Count -Counts $counts -Kind ('clone {0}, tag {1}, IsStandardRule {2}, IsLegacyCustomRule {3}, disabled {4}' -f $isClone, $tag, $rule.IsStandardRule, $legacy, $rule.Disabled)
        Add-Count -Counts $counts -Kind ('InternalId equals Identifier: {0}' -f ($rule.InternalId -eq $rule.Identifier))
        Add-Count -Counts $counts -Kind ('Description is null: {0}' -f ($null -eq $rule.Description))
        foreach ($field in 'Name', 'Description', 'ImmutableTag') { Add-Count -Counts $counts -Kind ('line ends in {0}: {1}' -f $field, (Get-LineEndForm -Text ([string] $rule.$field))) }
        Add-Count -Counts $counts -Kind ('precedence is its own: {0}' -f $precedences.Add($rule.Precedence))
        Add-Count -Counts $counts -Kind ('PrecedenceBefore or After given: {0}' -f ($rule.PrecedenceBefore -ne [Guid]::Empty -or $rule.PrecedenceAfter -ne [Guid]::Empty))
        foreach ($flow in $rule.AttributeFlowMappings) {
            $sources = @(foreach ($source in $flow.Source) { $source }).Count
            if (-not [string]::IsNullOrEmpty($flow.Expression)) { Add-Count -Counts $counts -Kind ('line ends in expressions: {0}' -f (Get-LineEndForm -Text $flow.Expression)) }
            Add-Count -Counts $counts -Kind ('empty source in a flow {0}: {1}' -f $flow.FlowType, (@($flow.Source) -contains ''))
            Add-Count -Counts $counts -Kind ('flow {0}: {1} sources, expression given {2}, once {3}, {4}' -f $flow.FlowType, [Math]::Min($sources, 3), (-not [string]::IsNullOrEmpty($flow.Expression)), $flow.ExecuteOnce, $flow.ValueMergeType)
        }
        foreach ($group in $rule.ScopeFilter) {
            foreach ($clause in $group.ScopeConditionList) { Add-Count -Counts $counts -Kind ('clause {0}: {1}' -f $clause.ComparisonOperator, (Get-TextForm -Text $clause.ComparisonValue)) }
        }
    }
    return $counts
}

function Get-RunForm {
    <#
    .SYNOPSIS
        In what order and in which time runs are told.
    #>
    $runs = @(Get-ADSyncRunProfileResult -NumberRequested 50 -ErrorAction Stop)
    $counts = [ordered] @{ runs = $runs.Count }
    for ($index = 0; $index -lt $runs.Count; $index += 1) {
        Add-Count -Counts $counts -Kind ('kind of StartDate: {0}' -f $runs[$index].StartDate.Kind)
        Add-Count -Counts $counts -Kind ('result {0}, complete {1}, end given {2}' -f ($runs[$index].Result -replace '[^a-z-]', '?'), $runs[$index].IsRunComplete, ($runs[$index].EndDate.Year -gt 1))
        Add-Count -Counts $counts -Kind ('ends later than now in UTC: {0}' -f ($runs[$index].EndDate.Ticks -gt [DateTime]::UtcNow.Ticks))
        if ($index -gt 0) { Add-Count -Counts $counts -Kind ('older than the one before: {0}' -f ($runs[$index].StartDate -le $runs[$index - 1].StartDate)) }
    }
    if ($runs.Count -eq 0) { return $counts }
    $counts['minutes since the latest end, in UTC'] = [int] ([DateTime]::UtcNow - @($runs | Sort-Object -Property 'EndDate')[-1].EndDate).TotalMinutes
    $details = @(Get-ADSyncRunProfileResult -RunHistoryId $runs[0].RunHistoryId -RunStepDetails -ErrorAction Stop)
    $counts['steps with details'] = @($details[0].RunStepResults).Count
    return $counts
}

function Get-PagingForm {
    <#
    .SYNOPSIS
        How pages over a connector space behave.
    .PARAMETER Identifier
        Identifier of the connector.
    #>
    param([Guid] $Identifier)
    $two = @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex 0 -MaxResultCount 2 -ErrorAction Stop)
    $second = @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex 1 -MaxResultCount 1 -ErrorAction Stop)
    return [ordered] @{
        'asked for 2'               = $two.Count
        'index 1 is the second one' = ($two.Count -eq 2 -and $second.Count -eq 1 -and $two[1].ObjectId -eq $second[0].ObjectId)
        'asked for 2000'            = @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex 0 -MaxResultCount 2000 -ErrorAction Stop).Count
        'behind the end'            = @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex 100000000 -MaxResultCount 2 -ErrorAction Stop).Count
    }
}

function Get-ExportForm {
    <#
    .SYNOPSIS
        What Get-ADSyncServerConfiguration writes into an empty folder: number and encoding of files by folder.
    #>
    $folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'hybrid-preflight-{0}' -f [Guid]::NewGuid())
    $null = [IO.Directory]::CreateDirectory($folder)
    try {
        $null = Get-ADSyncServerConfiguration -Path $folder -ErrorAction Stop
        $counts = [ordered] @{}
        foreach ($file in [IO.Directory]::GetFiles($folder, '*', [IO.SearchOption]::AllDirectories)) {
            $place = (Split-Path -Path $file.Substring($folder.Length + 1) -Parent) -replace '[^A-Za-z]', '/'
            $bytes = [IO.File]::ReadAllBytes($file)
            $start = [BitConverter]::ToString($bytes, 0, [Math]::Min(3, $bytes.Length))
            Add-Count -Counts $counts -Kind ('{0}: begins with {1}, {2}' -f $place, $start, $(if ([IO.File]::ReadAllText($file).StartsWith('<?xml')) { 'declared' } else { 'not declared' }))
        }
        return $counts
    } finally {
        [IO.Directory]::Delete($folder, $true)
    }
}

function Get-UnknownForm {
    <#
    .SYNOPSIS
        What the server says to identifiers that it does not know: how many objects, or which error.
    .PARAMETER Connector
        Identifier of a connector that is there.
    #>
    param([Guid] $Connector)
    $unknown = [Guid]::NewGuid()
    $form = [ordered] @{}
    try { $form['Get-ADSyncRule -Identifier'] = @(Get-ADSyncRule -Identifier $unknown -ErrorAction Stop).Count } catch { $form['Get-ADSyncRule -Identifier'] = Get-ErrorKind -Record $_ }
    try { $form['Get-ADSyncConnector -Identifier'] = @(Get-ADSyncConnector -Identifier $unknown -ErrorAction Stop).Count } catch { $form['Get-ADSyncConnector -Identifier'] = Get-ErrorKind -Record $_ }
    try { $form['Get-ADSyncCSObject -ConnectorIdentifier'] = @(Get-ADSyncCSObject -ConnectorIdentifier $unknown -StartIndex 0 -MaxResultCount 1 -ErrorAction Stop).Count } catch { $form['Get-ADSyncCSObject -ConnectorIdentifier'] = Get-ErrorKind -Record $_ }
    try { $form['Get-ADSyncCSObject -DistinguishedName'] = @(Get-ADSyncCSObject -ConnectorIdentifier $Connector -DistinguishedName ('CN={0}' -f $unknown) -ErrorAction Stop).Count } catch { $form['Get-ADSyncCSObject -DistinguishedName'] = Get-ErrorKind -Record $_ }
    try { $form['Get-ADSyncMVObject -Identifier'] = @(Get-ADSyncMVObject -Identifier $unknown -ErrorAction Stop).Count } catch { $form['Get-ADSyncMVObject -Identifier'] = Get-ErrorKind -Record $_ }
    return $form
}

function Get-ObjectForm {
    <#
    .SYNOPSIS
        Shapes, forms of values and XML of the first objects of a connector space and of what they are joined to.
    .PARAMETER Connector
        A connector.
    .PARAMETER RuleNames
        Names of the rules.
    .PARAMETER Count
        How many objects.
    #>
    param($Connector, $RuleNames, [int] $Count)
    $form = [ordered] @{ type = [string] $Connector.Type; object = 'none'; attribute = 'none'; metaverseObject = 'none'; lineage = 'none'; values = [ordered] @{}; xml = [ordered] @{}; metaverseValues = [ordered] @{}; metaverseXml = [ordered] @{}; kinds = [ordered] @{}; pending = [ordered] @{}; errors = [ordered] @{} }
    foreach ($object in @(Get-ADSyncCSObject -ConnectorIdentifier $Connector.Identifier -StartIndex 0 -MaxResultCount $Count -ErrorAction Stop)) {
        # One object that cannot be looked at does not take the form of all the others with it.
        try {
            Add-ObjectForm -Form $form -Object $object -RuleNames $RuleNames
        } catch {
            $kind = Get-ErrorKind -Record $_
            Add-Count -Counts $form.errors -Kind ('{0}, {1}, {2}' -f $kind.error, $kind.inner, $kind.id)
        }
    }
    return $form
}

function Get-First {
    <#
    .SYNOPSIS
        The first of a list; null of an empty one, as the first object of AD is often a container without attributes.
    .PARAMETER List
        Any list, or null.
    #>
    param($List)
    foreach ($one in $List) { return $one }
    return $null
}

function Add-ObjectForm {
    <#
    .SYNOPSIS
        Adds shapes, forms of values and XML of one object and of what it is joined to.
    .PARAMETER Form
        The form of its connector space.
    .PARAMETER Object
        An object of the connector space.
    .PARAMETER RuleNames
        Names of the rules.
    #>
    param($Form, $Object, $RuleNames)
    if ($Form.object -is [string]) { $Form.object = Get-Shape -Object $Object }
    if ($Form.attribute -is [string]) { $Form.attribute = Get-Shape -Object (Get-First -List $Object.Attributes) }
    foreach ($state in 'pending-import', 'unapplied-export', 'escrowed-export', 'unconfirmed-export') {
        foreach ($match in [Text.RegularExpressions.Regex]::Matches([string] $Object.SerializedXml, ('<{0}>\s*<delta[^>]*\soperation="([a-z-]{{1,20}})"' -f $state))) { Add-Count -Counts $Form.pending -Kind ('{0}: {1}' -f $state, $match.Groups[1].Value) }
    }
    Add-Count -Counts $Form.kinds -Kind ('placeholder {0}, transient {1}, connector {2}, type given {3}' -f $Object.IsPlaceHolder, $Object.IsTransient, $Object.IsConnector, (-not [string]::IsNullOrEmpty($Object.ObjectType)))
    Add-AttributeForm -Counts $Form.values -Object $Object
    Add-XmlForm -Counts $Form.xml -Text $Object.SerializedXml -RuleNames $RuleNames
    if ($Object.ConnectedMVObjectId -eq [Guid]::Empty) { return }
    $joined = Get-ADSyncMVObject -Identifier $Object.ConnectedMVObjectId -ErrorAction Stop
    if ($Form.metaverseObject -is [string]) { $Form.metaverseObject = Get-Shape -Object $joined }
    if ($Form.lineage -is [string]) { $Form.lineage = Get-Shape -Object (Get-First -List $joined.Lineage) }
    Add-AttributeForm -Counts $Form.metaverseValues -Object $joined
    Add-XmlForm -Counts $Form.metaverseXml -Text $joined.SerializedXml -RuleNames $RuleNames
}

function Get-PreviewForm {
    <#
    .SYNOPSIS
        Shape and XML of the preview of one joined user.
    .PARAMETER Identifier
        Identifier of an AD connector.
    .PARAMETER RuleNames
        Names of the rules.
    #>
    param([Guid] $Identifier, $RuleNames)
    foreach ($object in @(Get-ADSyncCSObject -ConnectorIdentifier $Identifier -StartIndex 0 -MaxResultCount 2000 -ErrorAction Stop)) {
        if ($object.ObjectType -ne 'user' -or $object.ConnectedMVObjectId -eq [Guid]::Empty) { continue }
        $preview = Sync-ADSyncCSObject -ConnectorIdentifier $Identifier -DistinguishedName $object.DistinguishedName -ErrorAction Stop
        $form = [ordered] @{ shape = Get-Shape -Object $preview; committed = $preview.Commit; hasError = (-not [string]::IsNullOrEmpty($preview.ErrorXml)); xml = [ordered] @{} }
        Add-XmlForm -Counts $form.xml -Text $preview.SerializedXml -RuleNames $RuleNames
        return $form
    }
    return 'no joined user among the first 2000 objects'
}

function Get-DiagnosticsForm {
    <#
    .SYNOPSIS
        Whether the tool that synchronizes one object is where the product puts it, what it takes, and whether connectors have what it
        needs. Nothing of it is run.
    #>
    $path = [IO.Path]::Combine((Split-Path -Path (Get-Module -Name 'ADSync').ModuleBase -Parent), 'ADSyncDiagnostics', 'ADSyncDiagnostics.psm1')
    $form = [ordered] @{ 'module beside ADSync' = Test-Path -LiteralPath $path -PathType Leaf }
    if (-not $form['module beside ADSync']) { return $form }
    # Under the usual preference, as in a console: the product's module is written for it.
    $ErrorActionPreference = 'Continue'
    $module = Import-Module -Name $path -Function 'Invoke-ADSyncSingleObjectSync' -PassThru -ErrorAction Stop
    $form['functions'] = $module.ExportedFunctions.Count
    $tool = Get-Command -Name 'Invoke-ADSyncSingleObjectSync' -ErrorAction SilentlyContinue
    $form['Invoke-ADSyncSingleObjectSync'] = @(if ($null -ne $tool) { foreach ($parameter in $tool.Parameters.Values) { '{0} {1}' -f $parameter.Name, $parameter.ParameterType.Name } })
    $profiles = [ordered] @{}
    foreach ($connector in @(Get-ADSyncConnector -ErrorAction Stop)) {
        foreach ($partition in $connector.Partitions) { Add-Count -Counts $profiles -Kind ('{0}: partition selected {1}' -f $connector.Type, $partition.Selected) }
        $named = @(if ($null -ne $connector.PSObject.Properties['RunProfiles']) { foreach ($one in $connector.RunProfiles) { $one.Name } })
        foreach ($name in 'Specific Object Import', 'Specific Object Export') { Add-Count -Counts $profiles -Kind ('{0}: run profile {1} {2}' -f $connector.Type, $name, ($named -contains $name)) }
    }
    $form['connectors'] = $profiles
    return $form
}

# .NET resolves relative paths against the folder of the process, in an elevated console that of Windows.
$OutputFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputFile)
if (Test-Path -LiteralPath $OutputFile) { throw [InvalidOperationException]::new('The output file is there already: name a new one.') }
$script:result.versions = Import-SyncModule -Path $ModulePath
$looked = $ObjectCount
$connectors = @(Get-ADSyncConnector -ErrorAction Stop)
$rules = @(Get-ADSyncRule -ErrorAction Stop)
$ruleNames = [Collections.Generic.HashSet[string]]::new([string[]] @(foreach ($rule in $rules) { [string] $rule.Name }), [StringComparer]::Ordinal)
$directory = Get-First -List @($connectors | Where-Object -FilterScript { $_.Type -eq 'AD' })

Add-Section -Name 'cmdlets' -Check {
    $syntax = [ordered] @{}
    foreach ($cmdlet in 'Add-ADSyncAttributeFlowMapping', 'Add-ADSyncJoinConditionGroup', 'Add-ADSyncRule', 'Add-ADSyncScopeConditionGroup', 'Get-ADSyncAutoUpgrade', 'Get-ADSyncConnector', 'Get-ADSyncConnectorRunStatus', 'Get-ADSyncConnectorStatistics', 'Get-ADSyncCSObject', 'Get-ADSyncEntraConnectorCredential', 'Get-ADSyncExportDeletionThreshold', 'Get-ADSyncGlobalSettings', 'Get-ADSyncMVObject', 'Get-ADSyncRule', 'Get-ADSyncRunProfileResult', 'Get-ADSyncRunStepResult', 'Get-ADSyncScheduler', 'Get-ADSyncServerConfiguration', 'New-ADSyncRule', 'Remove-ADSyncRule', 'Set-ADSyncScheduler', 'Start-ADSyncSyncCycle', 'Stop-ADSyncSyncCycle', 'Sync-ADSyncCSObject') {
        $syntax[$cmdlet] = @((@(Get-Command -Name $cmdlet -Syntax -ErrorAction SilentlyContinue) -join "`n").Trim() -split '\r?\n' | Where-Object -FilterScript { $_ -ne '' })
    }
    $syntax
}
Add-Section -Name 'diagnostics' -Check { Get-DiagnosticsForm }
Add-Section -Name 'scheduler' -Check { $settings = Get-ADSyncScheduler -ErrorAction Stop; [ordered] @{ shape = Get-Shape -Object $settings; kind = $settings.NextSyncCycleStartTimeInUTC.Kind.ToString() } }
Add-Section -Name 'connectors' -Check { [ordered] @{ count = $connectors.Count; shape = Get-Shape -Object $connectors[0]; kindOfStamp = $connectors[0].LastModificationTime.Kind.ToString() } }
Add-Section -Name 'statistics' -Check { Get-Shape -Object (Get-ADSyncConnectorStatistics -ConnectorName $directory.Name -ErrorAction Stop) }
Add-Section -Name 'globalSettings' -Check { $settings = Get-ADSyncGlobalSettings -ErrorAction Stop; [ordered] @{ shape = Get-Shape -Object $settings; parameter = Get-Shape -Object (Get-First -List $settings.Parameters) } }
Add-Section -Name 'autoUpgrade' -Check { Get-Shape -Object (Get-ADSyncAutoUpgrade -Detail -ErrorAction Stop) }
Add-Section -Name 'credential' -Check { Get-Shape -Object (Get-ADSyncEntraConnectorCredential -ErrorAction Stop) }
Add-Section -Name 'runStatus' -Check { @(Get-ADSyncConnectorRunStatus -ErrorAction Stop | ForEach-Object -Process { Get-Shape -Object $_ }) }
Add-Section -Name 'rule' -Check { [ordered] @{ shape = Get-Shape -Object $rules[0]; tag = Get-Shape -Object $rules[0].ImmutableTag; flow = Get-Shape -Object (Get-First -List $rules[0].AttributeFlowMappings) } }
Add-Section -Name 'building' -Check { Get-BuildingForm -Like $rules[0] }
Add-Section -Name 'rules' -Check { Get-RuleForm -Rules $rules }
Add-Section -Name 'run' -Check { $run = Get-First -List @(Get-ADSyncRunProfileResult -NumberRequested 1 -RunStepDetails -ErrorAction Stop); if ($null -eq $run) { return 'no runs' }; [ordered] @{ shape = Get-Shape -Object $run; step = Get-Shape -Object (Get-First -List $run.RunStepResults) } }
Add-Section -Name 'runs' -Check { Get-RunForm }
Add-Section -Name 'paging' -Check { Get-PagingForm -Identifier $directory.Identifier }
Add-Section -Name 'objects' -Check { @(foreach ($connector in $connectors) { Get-ObjectForm -Connector $connector -RuleNames $ruleNames -Count $looked }) }
Add-Section -Name 'preview' -Check { Get-PreviewForm -Identifier $directory.Identifier -RuleNames $ruleNames }
Add-Section -Name 'unknown' -Check { Get-UnknownForm -Connector $directory.Identifier }
Add-Section -Name 'export' -Check { Get-ExportForm }

[IO.File]::WriteAllText($OutputFile, (ConvertTo-Json -InputObject $script:result -Depth 20))
Write-Output -InputObject ('Written to {0}: read it before you send it.' -f $OutputFile)
