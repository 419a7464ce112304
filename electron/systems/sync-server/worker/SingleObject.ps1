# Synchronizing one object alone: Invoke-ADSyncSingleObjectSync of the module ADSyncDiagnostics, which the product installs beside
# ADSync since 1.6.4.0 (how-to-connect-single-object-sync). What it reports goes to the app as it is: the app reads the JSON itself.

function Import-DiagnosticsModule {
    <#
    .SYNOPSIS
        Loads the module ADSyncDiagnostics that lies beside the ADSync module, once: it defines constants, so a second time fails.
    #>
    param()
    if ($null -ne (Get-Module -Name 'ADSyncDiagnostics')) { return }
    $beside = Split-Path -Path (Get-Module -Name 'ADSync').ModuleBase -Parent
    $path = [IO.Path]::Combine($beside, 'ADSyncDiagnostics', 'ADSyncDiagnostics.psm1')
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) {
        throw (Get-WorkerError -Id 'DiagnosticsMissing' -Message ('There is no {0}.' -f $path) -Category ObjectNotFound)
    }
    try {
        # Nothing else of it: its functions must not take the place of ours.
        $null = Import-Module -Name $path -Function 'Invoke-ADSyncSingleObjectSync' -ErrorAction Stop
    } catch {
        # What an execution policy forbids is another matter.
        if ($_.Exception.GetType().Name -ceq 'PSSecurityException') { throw }
        throw (Get-WorkerError -Id 'DiagnosticsMissing' -Message ('{0} cannot be loaded: {1}' -f $path, $_.Exception.Message))
    }
    if ($null -eq (Get-Command -Name 'Invoke-ADSyncSingleObjectSync' -ErrorAction Ignore)) {
        throw (Get-WorkerError -Id 'DiagnosticsMissing' -Message ('{0} has no Invoke-ADSyncSingleObjectSync.' -f $path) -Category ObjectNotFound)
    }
}

function Get-DomainConnector {
    <#
    .SYNOPSIS
        The connector that the tool will choose for a name; null where it will find none.
    .DESCRIPTION
        The tool knows no connectors: it takes the first one with a partition named like the end of the name, from its first DC= on.
    .PARAMETER DistinguishedName
        Name of an object.
    #>
    param([string] $DistinguishedName)
    $start = $DistinguishedName.IndexOf('DC=', [StringComparison]::OrdinalIgnoreCase)
    if ($start -lt 0) { return $null }
    $domain = @($DistinguishedName.Substring($start).Split(',') | ForEach-Object -Process { $_.Trim() }) -join ','
    foreach ($connector in @(Get-ADSyncConnector -ErrorAction Stop)) {
        foreach ($partition in $connector.Partitions) {
            if ($domain.Equals([string] $partition.DN, [StringComparison]::OrdinalIgnoreCase)) { return $connector }
        }
    }
    return $null
}

function Invoke-SynchronizeObjectOperation {
    <#
    .SYNOPSIS
        Prepares the synchronization of one object; its answer is for Write-ObjectSyncAnswer, which lets the tool run.
    .PARAMETER Arguments
        connectorId: identifier of the object's AD connector; distinguishedName: its name.
    #>
    param($Arguments)
    $connector = Get-KnownConnector -Identifier ([Guid] (ConvertFrom-MarkedText -Text $Arguments.connectorId))
    $name = ConvertFrom-MarkedText -Text $Arguments.distinguishedName
    if ($name -eq '') { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'The name is empty.') }
    $chosen = Get-DomainConnector -DistinguishedName $name
    if ($null -ne $chosen -and $chosen.Identifier -ne $connector.Identifier) {
        throw (Get-WorkerError -Id 'InvalidArguments' -Message ('{0} belongs to the connector {1}.' -f $name, $chosen.Name))
    }
    Import-DiagnosticsModule
    return (ConvertTo-Answer -Value ([PSCustomObject] @{ PSTypeName = 'HybridPreflight.ObjectToSynchronize'; DistinguishedName = $name }))
}

function Test-ObjectToSynchronize {
    <#
    .SYNOPSIS
        Whether an answer is that of Invoke-SynchronizeObjectOperation.
    .PARAMETER Answer
        Answer of an operation.
    #>
    param($Answer)
    return ($null -ne $Answer -and $Answer.PSObject.TypeNames[0] -ceq 'HybridPreflight.ObjectToSynchronize')
}

function Write-ObjectSyncAnswer {
    <#
    .SYNOPSIS
        Imports, synchronizes and, unless in staging mode, exports one object; answers the JSON text of the tool.
    .DESCRIPTION
        To be called outside of every try: the tool is written for a console, where it goes on after a statement that failed, and within
        a try it would end there, in the midst of its work. It tells of its failures in its answer, and recognises a staging server by
        itself. Its report in HTML would open a browser. Should it end all the same, the worker ends with it: how far it came is unknown.
    .PARAMETER Id
        Number of the request.
    .PARAMETER DistinguishedName
        Name of the object.
    #>
    param([int] $Id, [string] $DistinguishedName)
    $texts = [Collections.Generic.List[string]]::new()
    Invoke-ADSyncSingleObjectSync -DistinguishedName $DistinguishedName -NoHtmlReport *>&1 | ForEach-Object -Process {
        if ($_ -is [string]) { $texts.Add($_) } else { Write-Frame -Frame (ConvertTo-StreamFrame -Id $Id -Said $_) }
    }
    if ($texts.Count -eq 1) {
        Write-Frame -Frame ([ordered] @{ kind = 'result'; id = $Id; value = $texts[0] })
    } else {
        $record = Get-WorkerError -Id 'NotAsAsked' -Message ('Invoke-ADSyncSingleObjectSync answered {0} texts instead of one.' -f $texts.Count)
        Write-Frame -Frame (ConvertTo-ErrorFrame -Id $Id -Record $record)
    }
}
