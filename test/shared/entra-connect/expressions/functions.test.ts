import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../../shared/entra-connect/expressions/compile.ts';
import type { AttributeType } from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValue } from '../../../../shared/entra-connect/rules/values.ts';
import { bytes, contextOf, evaluate, nothing, parsed, values, type Given } from './evaluate.ts';

type Case = readonly [text: string, expected: AttributeValue];

function gives(text: string, expected: AttributeValue, given?: Given): void {
  expect(evaluate(text, given)).toEqual(values(expected));
}

function fails(text: string, message: string, given?: Given): void {
  expect(evaluate(text, given)).toEqual({ kind: 'error', message });
}

function unpredictable(text: string, name: string, reason: string, given?: Given): void {
  expect(evaluate(text, given)).toEqual({ kind: 'unpredictable', function: name, reason });
}

/** A table whose every line is an example or a remark of reference-connect-sync-functions-reference.md. */
function documented(title: string, cases: readonly Case[]): void {
  describe(`functions reference, ${title}`, () => {
    it.each(cases)('%s', (text, expected) => gives(text, expected));
  });
}

documented('Math', [
  ['BitAnd(&HF, &HF7)', 7n],
  ['BitAnd(-2147483646,-2147483648)', -2147483648n],
  ['BitAnd(2147483648,&H80000000)', 2147483648n],
  ['BitOr(5,8)', 13n],
  ['IsBitSet(&HF,4)', true],
  ['IsBitSet(&HF,16)', false],
]);

documented('CBool', [
  ['CBool(1)', true],
  ['CBool(0)', false],
  ['CBool("a" = "a")', true],
]);

documented('Conversion', [
  ['ConvertFromBase64("SABlAGwAbABvACAAdwBvAHIAbABkACEA")', 'Hello world!'],
  ['ConvertFromBase64("SGVsbG8gd29ybGQh", UTF8)', 'Hello world!'],
  ['ConvertFromBase64("SGVsbG8gd29ybGQh", ASCII)', 'Hello world!'],
  ['ConvertToBase64("Hello world!")', 'SABlAGwAbABvACAAdwBvAHIAbABkACEA'],
  ['ConvertFromUTF8Hex("48656C6C6F20776F726C6421")', 'Hello world!'],
  ['ConvertToUTF8Hex("Hello world!")', '48656C6C6F20776F726C6421'],
  ['ConvertToUTF8Hex("ö")', 'C3B6'],
  ['CNum("-42")', -42n],
  ['CStr(9223372036854775807)', '9223372036854775807'],
  ['CStr(True)', 'True'],
  ['CStr(CRef("cn=Joe,dc=contoso,dc=com"))', 'cn=Joe,dc=contoso,dc=com'],
]);

documented('Date / Time', [
  ['FormatDateTime(DateAdd("m", 3, CDate("2001-01-01")),"yyyy-MM-dd")', '2001-04-01'],
  ['FormatDateTime(DateFromNum(129699324000000000),"yyyy-MM-dd HH.mm.ss")', '2012-01-01 23.00.00'],
  ['NumFromDate(CDate("2012-01-01 23:00:00"))', 129699324000000000n],
  ['FormatDateTime(CDate("2013-01-10 4:00 PM -8"),"yyyy-MM-dd HH.mm")', '2013-01-11 00.00'],
  ['FormatDateTime(DateFromNum(130543784930000000),"yyyyMMddHHmmss.0Z")', '20140905081453.0Z'],
  ['FormatDateTime(DateAdd("m", 1, CDate("2024-01-31")),"yyyy-MM-dd")', '2024-02-29'],
  ['FormatDateTime(DateAdd("yyyy", -1, CDate("2024-02-29")),"yyyy-MM-dd")', '2023-02-28'],
  ['FormatDateTime(DateAdd("ww", 1, CDate("2024-02-29")),"yyyy-MM-dd")', '2024-03-07'],
  ['FormatDateTime(DateAdd("n", -1, CDate("2024-03-01")),"yyyy-MM-dd HH.mm")', '2024-02-29 23.59'],
  ['CDate("2001-01-01") < CDate("2001-01-02")', true],
  ['IsDate("2001-01-01")', true],
  ['IsDate("***")', false],
]);

documented('Directory', [
  ['DNComponent(CRef("cn=Joe,ou=Atlanta"),1)', 'Joe'],
  ['DNComponentRev(CRef("cn=Joe,ou=Atlanta,ou=GA,ou=US, dc=contoso,dc=com"),3)', 'US'],
  ['DNComponentRev(CRef("cn=Joe,ou=Atlanta,ou=GA,ou=US, dc=contoso,dc=com"),1,"DC")', 'US'],
  // In from AD - User Join looks for the escaped line feed, so escapes stay.
  [String.raw`DNComponent(CRef("CN=Joe\\0ACNF:1,DC=contoso"),1)`, String.raw`Joe\0ACNF:1`],
  [String.raw`DNComponent(CRef("CN=Doe\\, Joe,DC=contoso"),1)`, String.raw`Doe\, Joe`],
  ['EscapeDNComponent("cn=Doe, Joe")', String.raw`cn=Doe\, Joe`],
]);

documented('Text', [
  ['InStr("The quick brown fox","quick")', 5n],
  ['InStr("repEated","e",3,vbBinaryCompare)', 7n],
  ['InStr("repEated","e",3,vbTextCompare)', 4n],
  ['InStr("abc","x")', 0n],
  ['InStrRev("abbcdbbbef","bb")', 7n],
  ['InStrRev("abbcdbbbef","bb",6)', 2n],
  ['InStrRev("bb","bb",1)', 0n],
  ['LCase("TeSt")', 'test'],
  ['UCase("TeSt")', 'TEST'],
  // .NET's String.ToUpper keeps the length of a text, String.Trim removes every white space.
  ['UCase("Straße ä")', 'STRAßE Ä'],
  ['LCase("ΟΔΟΣ")', 'οδοσ'],
  ['Trim("\u00a0\u3000\tx \u0085")', 'x'],
  ['Left("John Doe", 3)', 'Joh'],
  ['Left("John Doe", -1)', 'John Doe'],
  ['Left("John Doe", 99)', 'John Doe'],
  ['Len("John Doe")', 8n],
  ['LTrim(" Test ")', 'Test '],
  ['RTrim(" Test ")', ' Test'],
  ['Trim(" Test ")', 'Test'],
  ['Mid("John Doe", 3, 5)', 'hn Do'],
  ['Mid("John Doe", 6, 999)', 'Doe'],
  ['Mid("John Doe", 6)', 'Doe'],
  ['Mid("John Doe", 6, -1)', 'John Doe'],
  ['Mid("John Doe", 9, 1)', 'John Doe'],
  ['Mid("John Doe", 0, 1)', 'John Doe'],
  ['PadLeft("User", 10, "0")', '000000User'],
  ['PadLeft("User", 4, "0")', 'User'],
  ['PadRight("User", 10, "0")', 'User000000'],
  ['PCase("TEsT wORD")', 'Test Word'],
  ['PCase(LCase("TEST"))', 'Test'],
  [String.raw`Replace("One" & CRLF & "Two","\r\n",", ")`, 'One, Two'],
  ['Replace("aXbXc","X","$&")', 'a$&b$&c'],
  ['ReplaceChars("Räksmörgås","Å:A,ä:a,ö:o,å:a")', 'Raksmorgas'],
  ['ReplaceChars("O’Neil","’:, ö : oe")', 'ONeil'],
  ['ReplaceChars("Größe","ö:oe,ß:ss")', 'Groesse'],
  ['Right("John Doe", 3)', 'Doe'],
  ['Right("John Doe", -3)', 'John Doe'],
  ['Right("John Doe", 99)', 'John Doe'],
  ['Word("The quick brown fox",3," ")', 'brown'],
  ['Word("This,string!has&many separators",3,",!&#")', 'has'],
]);

describe('functions reference, remarks about null strings', () => {
  it.each([
    'Left([a],3)',
    'Right([a],3)',
    'Mid([a],1,3)',
    'PadLeft([a],9,"0")',
    'PadRight([a],9,"0")',
    'Word([a],1," ")',
  ])('%s is an empty string, which contributes nothing to the flow', (text) => {
    gives(`IsEmpty(${text})`, true);
    expect(evaluate(text)).toEqual(nothing);
  });

  it.each(['Left("abc",0)', 'Mid("abc",2,0)', 'Right("abc",0)', 'Word("a b",3," ")', 'Word("a b",0," ")'])(
    '%s is an empty string',
    (text) => gives(`IsEmpty(${text})`, true),
  );
});

describe('functions reference, Evaluation', () => {
  it.each([
    ['a missing attribute', undefined, { IsNull: true, IsEmpty: false, IsNullOrEmpty: true, IsPresent: false }],
    ['an empty string', '', { IsNull: false, IsEmpty: true, IsNullOrEmpty: true, IsPresent: false }],
    ['a string', 'x', { IsNull: false, IsEmpty: false, IsNullOrEmpty: false, IsPresent: true }],
    ['False', false, { IsNull: false, IsEmpty: false, IsNullOrEmpty: false, IsPresent: true }],
  ])('tells %s', (_, value, answers) => {
    for (const [name, answer] of Object.entries(answers)) {
      gives(`${name}([a])`, answer, value === undefined ? {} : { attributes: { a: value } });
    }
  });

  it.each<Case>([
    ['IsString("x")', true],
    ['IsString(1)', true],
    ['IsNumeric("12")', true],
    ['IsNumeric(12)', true],
    ['IsNumeric("twelve")', false],
    ['IsGuid("00001111-aaaa-2222-bbbb-3333cccc4444")', true],
    ['IsGuid("{00001111-aaaa-2222-bbbb-3333cccc4444}")', true],
    ['IsGuid("(00001111-aaaa-2222-bbbb-3333cccc4444)")', false],
    ['IsGuid("00001111aaaa2222bbbb3333cccc4444")', false],
  ])('%s', (text, expected) => gives(text, expected));

  it('tells a binary value from a string', () => gives('IsString([a])', false, { attributes: { a: bytes('00') } }));
});

describe('functions reference, Multi-valued', () => {
  const addresses = { attributes: { proxyAddresses: ['smtp:b@x.com', 'SMTP:a@x.com', 'smtp:c@x.com'] } };

  it.each<Case>([
    ['Contains([proxyAddresses],"SMTP:")', 2n],
    ['Contains([proxyAddresses],"SMTP:",CaseInsensitive)', 1n],
    ['Contains([proxyAddresses],"sip:")', 0n],
    ['Contains([missing],"x")', 0n],
    ['Mid(Item([proxyAddresses],Contains([proxyAddresses], "SMTP:")),6)', 'a@x.com'],
    ['Count([proxyAddresses])', 3n],
    ['Count([missing])', 0n],
    ['ValueCount("proxyAddresses")', 3n],
    ['Join([proxyAddresses],",")', 'smtp:b@x.com,SMTP:a@x.com,smtp:c@x.com'],
    ['Join(Split("a b"," "))', 'a b'],
    ['Join(Split("a,b",","),"")', 'ab'],
    ['Item(Split("SMTP:john.doe@contoso.com,smtp:jd@contoso.com",","),2)', 'smtp:jd@contoso.com'],
    ['IsNull(ItemOrNull([proxyAddresses],4))', true],
    ['ItemOrNull([proxyAddresses],1)', 'smtp:b@x.com'],
  ])('%s', (text, expected) => gives(text, expected, addresses));

  it.each([0, 4, -1])('Item throws for index %d, which is out of bounds', (index) => {
    fails(`Item([proxyAddresses],${index})`, `Item: there is no item ${index} in 3 values.`, addresses);
  });

  it('RemoveDuplicates keeps each value once', () => {
    expect(evaluate('RemoveDuplicates([a])', { attributes: { a: ['x', 'y', 'x'] } })).toEqual(values('x', 'y'));
  });

  it('Contains compares whole values of a reference attribute', () => {
    const member: AttributeType = { name: 'member', syntax: 'reference', multiValued: true };
    const given = { attributes: { member: ['CN=a,DC=x', 'CN=b,DC=x'] }, hints: new Map([['member', member]]) };
    gives('Contains([member],"CN=b,DC=x")', 2n, given);
    gives('Contains([member],"CN=b")', 0n, given);
    expect(evaluate('[member]', given)).toEqual(values('CN=a,DC=x', 'CN=b,DC=x'));
  });

  it('Select applies a function to every value', () => {
    const given = { attributes: { otherPhone: ['1-2', '3-4'] } };
    expect(evaluate('Select($item,[otherPhone],Replace($item,"-",""))', given)).toEqual(values('12', '34'));
  });

  it('Where keeps the values that meet the condition', () => {
    expect(evaluate('Where($item,[proxyAddresses],InStr($item,"SMTP:",1,vbBinaryCompare)=1)', addresses)).toEqual(
      values('SMTP:a@x.com'),
    );
  });
});

// Source: expressions concept, "Multi-valued attributes"
describe('functions over every value of a multi-valued attribute', () => {
  it('trims each value', () => {
    expect(evaluate('Trim([a])', { attributes: { a: [' x', 'y '] } })).toEqual(values('x', 'y'));
  });

  it('replaces the domain of each value', () => {
    const given = { attributes: { proxyAddresses: ['a@x.com', 'b@x.com'] } };
    expect(evaluate('Word([proxyAddresses],1,"@") & "@contoso.com"', given)).toEqual(
      values('a@contoso.com', 'b@contoso.com'),
    );
  });

  it('removes the value for which the condition holds', () => {
    const given = { attributes: { proxyAddresses: ['SMTP:a@x.com', 'SIP:a@x.com', 'smtp:b@x.com'] } };
    expect(evaluate('IIF(InStr([proxyAddresses],"SIP:")=1,NULL,[proxyAddresses])', given)).toEqual(
      values('SMTP:a@x.com', 'smtp:b@x.com'),
    );
  });

  it('combines conditions for each value', () => {
    const given = { attributes: { a: ['x1', 'y22', 'x333'] } };
    expect(evaluate('IIF(Left([a],1)="x" && Len([a])>2,[a],NULL)', given)).toEqual(values('x333'));
    expect(evaluate('IIF(Len([a])>9,[a],NULL)', given)).toEqual(nothing);
  });

  it('leaves out values that became empty', () => {
    expect(evaluate('Trim([a])', { attributes: { a: [' ', 'x'] } })).toEqual(values('x'));
    expect(evaluate('Trim([a])', { attributes: { a: [' ', ''] } })).toEqual(nothing);
  });

  it('does not guess how two multi-valued attributes go together', () => {
    const given = { attributes: { a: ['1', '2'], b: ['3', '4'] } };
    unpredictable('[a] & [b]', '&', 'several-values', given);
    unpredictable('InStr("x",[a])', 'InStr', 'several-values', given);
    unpredictable('IIF(InStr("x",[a])=1,NULL,[a])', 'InStr', 'several-values', given);
    unpredictable('IIF(Len([a])=1,"yes","no")', 'IIF', 'several-values', given);
    unpredictable('IIF(Len([a])=1,[a],Item([a],1))', 'IIF', 'several-values', given);
    unpredictable('IIF(([a] & "x") = [b],1,2)', '=', 'several-values', given);
  });
});

describe('functions reference, Program flow', () => {
  it('IIF evaluates only the branch that is taken', () => {
    gives('IIF(True,1,Error("no"))', 1n);
    gives('IIF(False,Error("no"),2)', 2n);
    gives('IIF([employeeType]="Intern","t-" & [alias],[alias])', 't-joe', {
      attributes: { employeeType: 'Intern', alias: 'joe' },
    });
  });

  it('Error gives the custom error', () => {
    fails('IIF(IsPresent([accountName]),[accountName],Error("AccountName is required"))', 'AccountName is required');
    fails('Trim(Error("inside"))', 'inside');
  });

  const cities = 'Switch([city] = "London", "English", [city] = "Rome", "Italian", True, Error("Unknown city"))';

  it('Switch gives the value of the first true condition', () => {
    gives(cities, 'Italian', { attributes: { city: 'Rome' } });
    fails(cities, 'Unknown city', { attributes: { city: 'Paris' } });
  });

  it('Switch gives nothing when no condition is true, and when the value is Null', () => {
    expect(evaluate('Switch(False,1)')).toEqual(nothing);
    expect(evaluate('Switch(True,NULL,True,1)')).toEqual(nothing);
  });

  it('Switch evaluates all conditions', () => fails('Switch(True,1,1/0=1,2)', 'Division by zero.'));

  it('Switch with a condition too many is a run-time error', () => {
    fails('Switch(True,1,False)', 'Switch takes pairs of a condition and a value.');
  });

  it('With stands for a repeated subexpression, anew for each object', () => {
    const text = 'With($long,Where($item,[a],Len($item)>1),IIF(Count($long)>0,$long,NULL))';
    const compiled = compileExpression(parsed(text));
    expect(compiled(contextOf({ attributes: { a: ['1', '22', '3'] } }))).toEqual(values('22'));
    expect(compiled(contextOf({ attributes: { a: ['1', '2'] } }))).toEqual(nothing);
  });
});

describe('functions reference, wrong types', () => {
  it.each([
    ['Trim(1)', 'Trim: expected a string, found number.'],
    ['BitAnd("1",1)', 'BitAnd: expected a number, found string.'],
    ['DNComponent("cn=Joe",1)', 'DNComponent: expected a reference, found string.'],
    ['Left("abc","1")', 'Left: expected a number, found string.'],
    ['CNum("twelve")', 'CNum: "twelve" is not a number.'],
    ['CGuid("x")', 'CGuid: "x" is not a GUID.'],
    ['DateFromNum(-1)', 'DateFromNum: the date is out of range.'],
    ['DateFromNum(9223372036854775807)', 'DateFromNum: the date is out of range.'],
    ['9223372036854775807 + 1', 'The result does not fit in 64 bits.'],
    ['ReplaceChars("abc","ab:c")', 'ReplaceChars: "ab" is not exactly one character.'],
  ])('%s is an error', (text, message) => fails(text, message));

  it('Trim of a binary value is an error', () => {
    fails('Trim([a])', 'Trim: expected a string, found binary.', { attributes: { a: bytes('00') } });
  });
});

describe('binary values', () => {
  it.each([
    ['CGuid("d5a0bd9b-4e95-49b5-9736-14fde1eec1e3")', '9bbda0d5954eb549973614fde1eec1e3'],
    // Source: [MS-ADTS] 2.2.20.3, lengths are little-endian.
    ['CBin(258,2)', '0201'],
    ['CBin(2,1) & CBin(3,1)', '0203'],
    ['Mid(CGuid("d5a0bd9b-4e95-49b5-9736-14fde1eec1e3"),2,2)', 'bda0'],
    // Source: FIPS 180-4, SHA-256 of one zero byte.
    ['Thumbprint(CBin(0,1))', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ])('%s', (text, expected) => gives(text, bytes(expected)));

  it('StringFromSid writes the text of a security identifier ([MS-DTYP] 2.4.2.1)', () => {
    const objectSid = bytes('010500000000000515000000a065cf7e784b9b5fe77c8770091c0100');
    gives('StringFromSid([objectSid])', 'S-1-5-21-2127521184-1604012920-1887927527-72713', {
      attributes: { objectSid },
    });
    fails('StringFromSid([objectSid])', 'StringFromSid: the bytes are not a security identifier.', {
      attributes: { objectSid: bytes('0102') },
    });
  });

  it('compares and encodes bytes', () => {
    const given = { attributes: { a: bytes('010203'), b: bytes('010203') } };
    gives('[a] = [b]', true, given);
    gives('ConvertToBase64([a])', 'AQID', given);
    gives('CNum(Mid([a],1,2))', 513n, given);
  });
});

describe('what is documented nowhere is not guessed', () => {
  it.each([
    ['"Sales" = "sales"', '=', 'case-rule-undocumented'],
    ['"Sales" <> "sales"', '<>', 'case-rule-undocumented'],
    ['InStr("smtp:a","SMTP:")', 'InStr', 'case-rule-undocumented'],
    ['RemoveDuplicates(Split("a,A",","))', 'RemoveDuplicates', 'case-rule-undocumented'],
    ['"a" < "b"', '<', 'type-undocumented'],
    ['"1" = 1', '=', 'type-undocumented'],
    ['"a" & 1', '&', 'type-undocumented'],
    ['[a] + 1', '+', 'missing-value'],
    ['7 / 2', '/', 'undocumented'],
    ['BitAnd([a],1)', 'BitAnd', 'missing-value'],
    ['CDate("12/25/2007")', 'CDate', 'culture-dependent'],
    ['FormatDateTime(CDate("2001-01-01"),"dd/MM/yyyy")', 'FormatDateTime', 'culture-dependent'],
    ['FormatDateTime(CDate("2001-01-01"),"yyyy-mm-dd")', 'FormatDateTime', 'culture-dependent'],
    ['FormatDateTime(CDate("2001-01-01"),"MMMM yyyy")', 'FormatDateTime', 'culture-dependent'],
    ['FormatDateTime(CDate("2001-01-01"),"HHMM")', 'FormatDateTime', 'culture-dependent'],
    ['FormatDateTime(CDate("2001-01-01"),"T")', 'FormatDateTime', 'culture-dependent'],
    ['CNum("1,5")', 'CNum', 'culture-dependent'],
    ['Word("a,,b",2,",")', 'Word', 'undocumented'],
    ['IsBitSet(1,3)', 'IsBitSet', 'undocumented'],
    ['StringFromGuid(CGuid("d5a0bd9b-4e95-49b5-9736-14fde1eec1e3"))', 'StringFromGuid', 'undocumented'],
    ['DNComponent(CRef("cn=Joe"),2)', 'DNComponent', 'undocumented'],
    ['DNComponent(CRef("cn=Joe+uid=1,dc=x"),1)', 'DNComponent', 'undocumented'],
    ['DNComponent(CRef("no name"),1)', 'DNComponent', 'undocumented'],
    ['Left("abc",[a])', 'Left', 'missing-value'],
    ['EscapeDNComponent("cn=#1")', 'EscapeDNComponent', 'undocumented'],
    ['CertThumbprint([userCertificate])', 'CertThumbprint', 'not-modelled'],
    ['Now()', 'Now', 'nothing-injected'],
    ['Guid()', 'Guid', 'nothing-injected'],
    ['RandomNum(1,2)', 'RandomNum', 'nothing-injected'],
    ['%Nowhere%', '%Nowhere%', 'undefined-parameter'],
    ['Trim(IgnoreThisFlow)', 'Trim', 'constant-as-operand'],
    ['IsNull(AuthoritativeNull)', 'IsNull', 'constant-as-operand'],
  ])('%s', (text, name, reason) => unpredictable(text, name, reason));

  it('uses the time and the chance it is given', () => {
    gives('FormatDateTime(Now(),"yyyy-MM-dd")', '2026-01-02', { now: () => Date.UTC(2026, 0, 2, 3) });
    gives('RandomNum(100,999)', 550n, { random: () => 0.5 });
    gives('IsGuid(Guid())', true, { random: () => 0.3 });
  });
});
