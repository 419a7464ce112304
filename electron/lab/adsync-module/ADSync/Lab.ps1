# How the stand-in asks the lab: one request per call, with the token of this session.

function Invoke-LabOperation {
    # The answer of the lab, or the error that the server would give.
    param([string] $Operation, $Argument = @{})
    $address = $env:HYBRID_PREFLIGHT_LAB_ADDRESS
    if ([string]::IsNullOrEmpty($address)) { throw (New-Object -TypeName System.InvalidOperationException -ArgumentList 'No practice lab is served: HYBRID_PREFLIGHT_LAB_ADDRESS is not set.') }
    $body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $Argument -Depth 20 -Compress))
    $request = [Net.WebRequest]::Create(('{0}/{1}' -f $address, $Operation))
    $request.Method = 'POST'
    $request.Proxy = $null
    $request.ContentType = 'application/json; charset=utf-8'
    $request.Headers.Add('Authorization', ('Bearer {0}' -f $env:HYBRID_PREFLIGHT_LAB_TOKEN))
    $request.ContentLength = $body.Length
    $stream = $request.GetRequestStream()
    try { $stream.Write($body, 0, $body.Length) } finally { $stream.Dispose() }
    $response = $request.GetResponse()
    try {
        $reader = New-Object -TypeName System.IO.StreamReader -ArgumentList $response.GetResponseStream(), ([Text.Encoding]::UTF8)
        $answer = $reader.ReadToEnd() | ConvertFrom-Json
    } finally { $response.Dispose() }
    if ($answer.ok) { return $answer.value }
    throw (New-Object -TypeName System.InvalidOperationException -ArgumentList (ConvertFrom-LabText -Text $answer.message))
}

function ConvertFrom-LabText {
    # Every text comes with a leading character, so that no version of ConvertFrom-Json takes it for a date.
    param($Text)
    if ($null -eq $Text) { return $null }
    return ([string] $Text).Substring(1)
}

function ConvertFrom-LabInstant {
    # The product hands out instants in UTC that do not say so.
    param($Text)
    if ($null -eq $Text) { return [DateTime]::MinValue }
    $styles = [Globalization.DateTimeStyles]::AdjustToUniversal -bor [Globalization.DateTimeStyles]::AssumeUniversal
    return [DateTime]::SpecifyKind([DateTime]::Parse((ConvertFrom-LabText -Text $Text), [Globalization.CultureInfo]::InvariantCulture, $styles), [DateTimeKind]::Unspecified)
}
