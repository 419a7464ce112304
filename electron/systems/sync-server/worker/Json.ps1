# Writes JSON exactly. ConvertTo-Json is quick, but Windows PowerShell 5.1 cuts off what lies too deep, makes numbers of enumeration
# values and 64-bit integers, and objects of dates and of arrays that have come out of a pipeline. So answers are made of maps, lists,
# texts, truth values, 32-bit integers and null only; what is none of these is turned into one by a function that fails on all others.

$script:halfCharacter = [Text.RegularExpressions.Regex]::new('[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]')

function ConvertTo-AnswerJson {
    <#
    .SYNOPSIS
        A value as JSON on one line.
    .PARAMETER Value
        Maps with text keys, lists, texts, truth values, 32-bit integers, null.
    #>
    param($Value)
    # No shape of the contract is half as deep.
    $json = ConvertTo-Json -InputObject $Value -Depth 100 -Compress
    $match = $script:halfCharacter.Match($json)
    if (-not $match.Success) { return $json }
    # Half a character has no form in UTF-8.
    $builder = [Text.StringBuilder]::new($json.Length + 64)
    $position = 0
    while ($match.Success) {
        $null = $builder.Append($json, $position, $match.Index - $position)
        $null = $builder.Append('\u').Append(([int] $json[$match.Index]).ToString('x4', [Globalization.CultureInfo]::InvariantCulture))
        $position = $match.Index + 1
        $match = $match.NextMatch()
    }
    $null = $builder.Append($json, $position, $json.Length - $position)
    return $builder.ToString()
}

function ConvertTo-GuidText {
    <#
    .SYNOPSIS
        A GUID in canonical form; anything else is an error.
    .PARAMETER Guid
        A GUID.
    #>
    param($Guid)
    if ($Guid -isnot [Guid]) { throw [InvalidOperationException]::new('The server gave no GUID where one was expected.') }
    return $Guid.ToString('D')
}
