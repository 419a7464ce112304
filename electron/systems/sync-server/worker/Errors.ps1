# Errors as frames, and the worker's own ones.

function Get-WorkerError {
    <#
    .SYNOPSIS
        An error of the worker itself, to be thrown: the app knows it by its id.
    .PARAMETER Id
        ConnectorUnknown, ObjectNotFound, RuleNotFound, InvalidArguments, UnknownOperation, NotSupported, DiagnosticsMissing, TooLate, NotAsAsked or UnknownShape.
    .PARAMETER Message
        What happened, for people.
    .PARAMETER Category
        Category of the error.
    #>
    param([string] $Id, [string] $Message, [Management.Automation.ErrorCategory] $Category = [Management.Automation.ErrorCategory]::InvalidOperation)
    $exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    return (New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $exception, ('HybridPreflight.{0}' -f $Id), $Category, $null)
}

function Get-UntouchedError {
    <#
    .SYNOPSIS
        An error that came before a write operation wrote anything: the app knows from its id that nothing has changed.
    .PARAMETER Record
        The error record as it came.
    #>
    param([Management.Automation.ErrorRecord] $Record)
    return (New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Record.Exception, ('HybridPreflight.NothingWritten,{0}' -f $Record.FullyQualifiedErrorId), $Record.CategoryInfo.Category, $null)
}

function ConvertTo-ErrorFrame {
    <#
    .SYNOPSIS
        An error record as the answer to a request, with the errors that it wraps.
    .PARAMETER Id
        Number of the request.
    .PARAMETER Record
        The error record.
    #>
    param([int] $Id, [Management.Automation.ErrorRecord] $Record)
    $inner = [Collections.Generic.List[object]]::new()
    $exception = $Record.Exception.InnerException
    while ($null -ne $exception) {
        $inner.Add([ordered] @{ type = $exception.GetType().FullName; message = [string] $exception.Message })
        $exception = $exception.InnerException
    }
    return [ordered] @{
        kind  = 'error'
        id    = $Id
        error = [ordered] @{
            type                  = $Record.Exception.GetType().FullName
            message               = [string] $Record.Exception.Message
            fullyQualifiedErrorId = [string] $Record.FullyQualifiedErrorId
            category              = $Record.CategoryInfo.Category.ToString()
            scriptStackTrace      = [string] $Record.ScriptStackTrace
            inner                 = $inner
        }
    }
}

function ConvertTo-StreamFrame {
    <#
    .SYNOPSIS
        Something said beside the answer, as a frame.
    .PARAMETER Id
        Number of the request that is being carried out.
    .PARAMETER Said
        A record of a stream, or anything else that a cmdlet left behind.
    #>
    param([int] $Id, $Said)
    $stream = 'information'
    $text = [string] $Said
    if ($Said -is [Management.Automation.ErrorRecord]) { $stream = 'error'; $text = [string] $Said.Exception.Message }
    if ($Said -is [Management.Automation.WarningRecord]) { $stream = 'warning'; $text = [string] $Said.Message }
    if ($Said -is [Management.Automation.VerboseRecord]) { $stream = 'verbose'; $text = [string] $Said.Message }
    if ($Said -is [Management.Automation.DebugRecord]) { $stream = 'debug'; $text = [string] $Said.Message }
    if ($Said -is [Management.Automation.InformationRecord]) { $text = [string] $Said.MessageData }
    return [ordered] @{ kind = 'stream'; id = $Id; stream = $stream; text = $text }
}

function ConvertTo-Answer {
    <#
    .SYNOPSIS
        Marks a value as what an operation answers: whatever else its cmdlets leave behind is not taken for one.
    .PARAMETER Value
        The answer; null where there is none.
    #>
    param($Value)
    return [PSCustomObject] @{ PSTypeName = 'HybridPreflight.Answer'; Value = $Value }
}
