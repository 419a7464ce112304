# Lines in both directions: UTF-8 whatever the code page, one JSON document each (wire/frames.ts).

function Open-Conversation {
    <#
    .SYNOPSIS
        Takes standard input and output for the conversation with the app.
    .DESCRIPTION
        Streams of their own, not those of [Console]: these follow the code page of the machine.
    #>
    $utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false, $true
    $script:reader = New-Object -TypeName System.IO.StreamReader -ArgumentList ([Console]::OpenStandardInput()), $utf8, $false, 65536
    $script:writer = [Console]::OpenStandardOutput()
    $script:utf8 = $utf8
    $script:marker = $null
}

function Read-Line {
    <#
    .SYNOPSIS
        The next line from the app; null at the end of input.
    #>
    return $script:reader.ReadLine()
}

function Test-HalfCharacter {
    <#
    .SYNOPSIS
        Whether a text of a line holds half a character: PowerShell 7 would make another one of it.
    .PARAMETER Line
        One JSON document in which everything beyond ASCII is escaped.
    #>
    param([string] $Line)
    # Without backslashes that stand for themselves, every other one begins an escape.
    return ($Line.Replace('\\', '') -match '\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]')
}

function Write-Frame {
    <#
    .SYNOPSIS
        Says one frame, on a line of its own even when something unfinished stands before it.
    .PARAMETER Frame
        A map with the frame's members.
    #>
    param([Collections.IDictionary] $Frame)
    $json = ConvertTo-AnswerJson -Value $Frame
    # In one piece: nothing of another thread may come between.
    $bytes = $script:utf8.GetBytes([string]::Concat("`n", $script:marker, ' ', $json, "`n"))
    $script:writer.Write($bytes, 0, $bytes.Length)
    $script:writer.Flush()
}

function ConvertFrom-MarkedText {
    <#
    .SYNOPSIS
        A text of a request without the character that stands before it (wire/frames.ts, markTexts).
    .PARAMETER Text
        A marked text.
    #>
    param([string] $Text)
    if (-not $Text.StartsWith(':', [StringComparison]::Ordinal)) { throw (Get-WorkerError -Id 'InvalidArguments' -Message 'A text of the request is not marked.') }
    return $Text.Substring(1)
}

function Select-Text {
    <#
    .SYNOPSIS
        The texts of a list in a request, unmarked; always a list.
    .PARAMETER Texts
        Marked texts.
    #>
    param($Texts)
    $list = [Collections.Generic.List[string]]::new()
    foreach ($text in $Texts) { $list.Add((ConvertFrom-MarkedText -Text $text)) }
    return , $list
}

function Test-Late {
    <#
    .SYNOPSIS
        Whether nobody waits for the answer any more.
    .PARAMETER Deadline
        ISO UTC; PowerShell 7 has made a date of it already.
    #>
    param($Deadline)
    $instant = if ($Deadline -is [DateTime]) { $Deadline.ToUniversalTime() } else { ConvertFrom-Instant -Text $Deadline }
    return ([DateTime]::UtcNow -gt $instant)
}
