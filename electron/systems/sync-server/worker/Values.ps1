# How values of the product become values of an answer.

function ConvertTo-Instant {
    <#
    .SYNOPSIS
        An instant as ISO 8601 in UTC.
    .DESCRIPTION
        The module hands out times of its database: UTC, without saying so (entra-connect.md section 3.3).
    .PARAMETER Date
        A date; one of no kind is UTC.
    #>
    param([DateTime] $Date)
    $utc = if ($Date.Kind -eq [DateTimeKind]::Local) { $Date.ToUniversalTime() } else { $Date }
    # As short as it is exact: most systems know milliseconds only.
    $format = if ($utc.Ticks % 10000 -eq 0) { 'yyyy-MM-dd\THH:mm:ss.fff\Z' } else { 'yyyy-MM-dd\THH:mm:ss.fffffff\Z' }
    return $utc.ToString($format, [Globalization.CultureInfo]::InvariantCulture)
}

function ConvertTo-InstantOrNull {
    <#
    .SYNOPSIS
        An instant as ISO 8601 in UTC; null for none, which the product writes as the first day of all.
    .PARAMETER Date
        A date or null.
    #>
    param($Date)
    if ($null -eq $Date -or ([DateTime] $Date).Year -eq 1) { return $null }
    return (ConvertTo-Instant -Date $Date)
}

function ConvertFrom-Instant {
    <#
    .SYNOPSIS
        The instant, in UTC, that a request names.
    .PARAMETER Text
        ISO 8601 with time zone.
    #>
    param([string] $Text)
    $styles = [Globalization.DateTimeStyles]::AdjustToUniversal -bor [Globalization.DateTimeStyles]::AssumeUniversal
    return [DateTime]::Parse($Text, [Globalization.CultureInfo]::InvariantCulture, $styles)
}

function ConvertTo-TextOrNull {
    <#
    .SYNOPSIS
        A text; null for none and for an empty one.
    .PARAMETER Text
        Text or null.
    #>
    param($Text)
    if ([string]::IsNullOrEmpty($Text)) { return $null }
    return [string] $Text
}

function ConvertTo-GuidOrNull {
    <#
    .SYNOPSIS
        A GUID; null for none, which the product writes as all zeros.
    .PARAMETER Guid
        A GUID.
    #>
    param([Guid] $Guid)
    if ($Guid -eq [Guid]::Empty) { return $null }
    return $Guid.ToString('D')
}

function ConvertTo-AttributeValue {
    <#
    .SYNOPSIS
        One value of an attribute, by its type, in the form of an answer: JSON has neither 64-bit integers nor bytes.
    .DESCRIPTION
        The product writes integers in decimal or, in XML, as hexadecimal two's complement, and bytes in base64.
        A text that does not fit its type is an error: no value is guessed.
    .PARAMETER Text
        The value as the product writes it.
    .PARAMETER Type
        String, Integer, Number, Boolean, Binary or Reference, in any case.
    #>
    param([string] $Text, [string] $Type)
    switch ($Type) {
        'String' { return $Text }
        'Reference' {
            # The metaverse names its objects by identifiers, in XML with braces.
            if ($Text -match '^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$') { return ([Guid] $Text).ToString() }
            return $Text
        }
        'Boolean' {
            if ($Text -eq 'true') { return $true }
            if ($Text -eq 'false') { return $false }
        }
        { $_ -eq 'Integer' -or $_ -eq 'Number' } {
            if ($Text -match '^0x[0-9a-f]{1,16}$') { return @{ integer = [Convert]::ToInt64($Text.Substring(2), 16).ToString([Globalization.CultureInfo]::InvariantCulture) } }
            if ($Text -match '^-?[0-9]{1,19}$') { return @{ integer = [long]::Parse($Text, [Globalization.CultureInfo]::InvariantCulture).ToString([Globalization.CultureInfo]::InvariantCulture) } }
        }
        'Binary' { return @{ binary = [Convert]::ToBase64String([Convert]::FromBase64String($Text)) } }
    }
    throw [FormatException]::new(('The server gave a value of type {0} in a form that is not known ({1} characters).' -f $Type, $Text.Length))
}
