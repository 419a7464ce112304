import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../../../../shared/entra-connect/formats/export/problems.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { readScript } from '../../../../../shared/entra-connect/formats/powershell/read-script.ts';
import { isRuleScript } from '../../../../../shared/entra-connect/formats/powershell/rule-script.ts';
import { ruleIdOf } from '../../rules/rule-builder.ts';

interface Read {
  readonly rules: readonly SyncRule[];
  /** `left out, line 3: message` */
  readonly told: readonly string[];
}

function read(...lines: readonly string[]): Read {
  const text = lines.join('\n');
  const report: FileReport = { file: 'rules.ps1', text, errors: [], notes: [] };
  const rules = readScript({ path: 'rules.ps1', text }, report).map(({ rule }) => rule);
  const told = [...report.errors, ...report.notes].map(({ line, message }) => `${String(line)}: ${message}`);
  return { rules, told };
}

const id = ruleIdOf(1);
const other = ruleIdOf(7);
const connector = ruleIdOf(2);

/** The parameters of New-ADSyncRule; a change of one of them, or undefined to leave it out. */
function header(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const parameters: Readonly<Record<string, string | undefined>> = {
    ...{ Name: "'Corp - a'", Identifier: `'${id}'`, Direction: "'Inbound'", Precedence: '40' },
    ...{ SourceObjectType: "'user'", TargetObjectType: "'person'", Connector: `'${connector}'`, LinkType: "'Join'" },
    ...changes,
  };
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`-${name} ${value}`]))
    .join(' ');
}

const made = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  `New-ADSyncRule ${header(changes)} -OutVariable syncRule`;
const flow = (destination = 'cn') =>
  `Add-ADSyncAttributeFlowMapping -SynchronizationRule $syncRule[0] -Destination '${destination}' -FlowType Direct -Source 'cn'`;
const added = 'Add-ADSyncRule -SynchronizationRule $syncRule[0]';
const namesOf = ({ rules }: Read) => rules.map(({ name }) => name);

describe('a rule that a later statement of the script may change', () => {
  it.each([
    ['by its identifier', [`$r = Get-ADSyncRule -Identifier '${id}'`, '$r.Disabled = $true', 'Add-ADSyncRule -SynchronizationRule $r']],
    ['by an identifier in a variable', [`$i = '${id}'`, '$r = Get-ADSyncRule -Identifier $i', '$r.Precedence = 3']],
    ['by the identifier of its variable', ['$r = Get-ADSyncRule -Identifier $syncRule[0].Identifier', '$r.Disabled = $true']],
    ['by its name', ["$r = Get-ADSyncRule | Where-Object { $_.Name -eq 'CORP - A' }", '$r.Disabled = $true']],
    ['by a part of its name', ["$r = Get-ADSyncRule | ? Name -like 'Corp*'", '$r | ForEach-Object { $_.Disabled = $true }']],
    ['by what any rule may have', ['$r = Get-ADSyncRule | Where-Object { $_.Precedence -lt 100 }', 'foreach ($one in $r) { $one.Disabled = $true }']],
    ['in a loop over all rules', ['foreach ($one in Get-ADSyncRule) { $one.Disabled = $true; Add-ADSyncRule $one }']],
    ['in a pipeline of all rules', ['Get-ADSyncRule | ForEach-Object { $_.Disabled = $true; $_ | Add-ADSyncRule }']],
    ['by its removal', [`Remove-ADSyncRule -Identifier '${id}'`]],
    ['by a removal in a pipeline', [`Get-ADSyncRule -Identifier '${id}' | Remove-ADSyncRule`]],
    ['by a function of the script', ['function Off { foreach ($one in Get-ADSyncRule) { $one.Disabled = $true } }', 'Off']],
    ['by a function that names it', ["Disable-CorpRule -Name 'Corp - a'"]],
    ['by its own method', ['$syncRule[0].RemoveAttributeFlowMapping($x)']],
  ])('is left out: %s', (_how, later) => {
    const result = read(made(), flow(), added, ...later);
    expect(result.rules).toEqual([]);
    expect(result.told.join('\n')).toMatch(/The rule “Corp - a” is left out: what line \d+ does to it/);
  }); // prettier-ignore

  it.each([
    ['a look at it', [`Get-ADSyncRule -Identifier '${id}'`, 'Get-ADSyncRule | Select-Object Name, Precedence | Format-Table']],
    ['a variable that is only shown', ['$all = Get-ADSyncRule', '$own = $all | Where-Object { $_.Precedence -lt 100 }', '$own | Sort-Object Precedence | Export-Csv x.csv']],
    ['an If that prints', ['$made = Add-ADSyncRule -SynchronizationRule $syncRule[0]', 'If ($made) {', '    $made | Select-Object Name, Precedence', '    Write-Host "done $($made.Name)"', '} else { throw "no" }']],
    ['a change of another rule by identifier', [`$r = Get-ADSyncRule -Identifier '${other}'`, '$r.Disabled = $true', '$r | Add-ADSyncRule']],
    ['a change of another rule by name', ["$r = Get-ADSyncRule | Where-Object { $_.Name -eq 'In from AD - User Exchange' }", '$r.Disabled = $true', 'Add-ADSyncRule $r']],
    ['a cycle', ['Start-ADSyncSyncCycle -PolicyType Initial']],
    ['a function that is only defined', ['function Off { foreach ($one in Get-ADSyncRule) { $one.Disabled = $true } }']],
  ])('is read: %s', (_what, later) => {
    expect(namesOf(read(made(), flow(), added, ...later))).toEqual(['Corp - a']);
  }); // prettier-ignore

  it('is read when the statement came before the rule was made', () => {
    const result = read("Get-ADSyncRule | Where-Object { $_.Name -eq 'Corp - a' } | Remove-ADSyncRule", made(), flow(), added);
    expect(namesOf(result)).toEqual(['Corp - a']);
  }); // prettier-ignore

  it('is read as it was added, with a note, when a flow comes after that', () => {
    const result = read(made(), flow(), added, flow('mail'));
    expect(result.rules[0]?.flows.map(({ destination }) => destination)).toEqual(['cn']);
    expect(result.told.join('\n')).toContain('4: This changes the rule “Corp - a” after Add-ADSyncRule');
  });

  it('is read with the flow when it is added once more', () => {
    const result = read(made(), flow(), added, flow('mail'), added);
    expect(result.rules[0]?.flows).toHaveLength(2);
    expect(result.told).toEqual([]);
  });

  it('is read as the script makes it last', () => {
    const result = read(made(), flow(), added, made({ Precedence: '50' }), flow(), added);
    expect(result.rules.map(({ precedence }) => precedence)).toEqual([50]);
    expect(result.told.join('\n')).toContain('line 4 makes the same rule again');
  });

  it('is left out when it is made again in a way that is not understood', () => {
    const result = read(made(), flow(), added, made({ Precedence: '(Read-Host)' }), flow(), added);
    expect(result.rules).toEqual([]);
    expect(result.told.join('\n')).toContain('The rule “Corp - a” is left out: what line 4 does');
  });
});

describe('a hand-written script', () => {
  it.each([
    ['a number with a type', ['[int] $n = 40'], { Precedence: '$n' }],
    ['a text with the full name of a type', ["[System.String]$n = 'Corp - a'"], { Name: '$n' }],
    ['a variable of the script scope', ['$script:n = 40'], { Precedence: '$n' }],
    ['a member of an enumeration', [], { Direction: '([Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRuleDirection]::Inbound)' }],
    ['an expression in brackets', [], { Precedence: '$(40)' }],
  ])('with %s is read', (_what, before, changes) => {
    const { rules, told } = read(...before, made(changes), flow(), added);
    expect(rules).toMatchObject([{ name: 'Corp - a', precedence: 40, direction: 'inbound' }]);
    expect(told).toEqual([]);
  }); // prettier-ignore

  it.each([
    ['[guid]::NewGuid()', '$id = [guid]::NewGuid()', '$id'],
    ['[guid]::NewGuid().ToString()', '$id = [guid]::NewGuid().ToString()', '$id'],
    ['[System.Guid]::NewGuid().Guid', '', '([System.Guid]::NewGuid().Guid)'],
    ['New-Guid', '$id = New-Guid', '$id.Guid'],
    ['(New-Guid).Guid', '', '(New-Guid).Guid'],
    ['(New-Guid).ToString() with a type', '[string] $id = (New-Guid).ToString()', '$id'],
  ])('with %s as identifier has a made-up one, the same each time', (_what, before, identifier) => {
    const [first, second] = [1, 2].map(() => read(before, made({ Identifier: identifier }), flow(), added));
    expect(first?.rules).toHaveLength(1);
    expect(first?.rules).toEqual(second?.rules);
    expect(first?.told).toEqual([expect.stringContaining('It has a made-up one here.')]);
  });

  it('with two rules of new identifiers keeps them apart', () => {
    const one = ['$id = New-Guid', made({ Identifier: '$id' }), flow(), added];
    const { rules } = read(...one, ...one);
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(2);
  });

  it.each([
    ['Set-Variable', 'Set-Variable -Name n -Value 50'],
    ['++', '$n++'],
    ['*=', '$n *= 2'],
    ['several variables at once', '$n, $m = Get-Numbers'],
    ['foreach', 'foreach ($n in 1..3) { Write-Host $n }'],
    ['a reference', 'Get-Number ([ref] $n)'],
  ])('that changes a number by %s is not read with the old one', (_how, change) => {
    const { rules, told } = read('$n = 40', change, made({ Precedence: '$n' }), flow(), added);
    expect(rules).toEqual([]);
    expect(told.join('\n')).toContain('only running the script tells the value of -Precedence ($n)');
  });

  it.each([
    ['the connector by its name', { Connector: "(Get-ADSyncConnector -Name 'corp.example').Identifier" }, "only running the script tells the value of -Connector ((Get-ADSyncConnector -Name 'corp.example').Identifier)."],
    ['no link type', { LinkType: undefined }, '-LinkType is missing.'],
    ['an unknown link type', { LinkType: "'Joined'" }, "-LinkType has a value that does not fit ('Joined')."],
    ['a precedence in words', { Precedence: "'first'" }, "-Precedence has a value that does not fit ('first')."],
    ['only a place behind a rule of the server', { Precedence: undefined, PrecedenceAfter: `'${other}'` }, `the script gives it no precedence. The server places it after the rule ${other}, which is not in the script.`],
    ['only a place before a rule of the server', { Precedence: undefined, PrecedenceBefore: `'${other}'` }, `the script gives it no precedence. The server places it before the rule ${other}, which is not in the script.`],
    ['a parameter that is none', { Colour: "'red'" }, '-Colour is no parameter of it, or stands for several.'],
  ])('with %s leaves the rule out, with its name and the reason', (_what, changes, reason) => {
    const { rules, told } = read(made(changes), flow(), added);
    expect(rules).toEqual([]);
    expect(told.join('\n')).toContain(`The rule “Corp - a” is left out: ${reason}`);
    expect(told.join('\n')).not.toContain('none of the statements that an export holds: New-ADSyncRule');
  }); // prettier-ignore

  it('names the rule whose parameters stand in a table', () => {
    const table = ["$p = @{", "  Name = 'Corp - a'; Direction = 'Inbound'", '  Connector = (Get-ADSyncConnector)[0].Identifier', '}'];
    const { rules, told } = read(...table, 'New-ADSyncRule @p -OutVariable syncRule', flow(), added);
    expect(rules).toEqual([]);
    expect(told.join('\n')).toContain('The rule “Corp - a” is left out: the parameters stand in a variable (@p)');
  }); // prettier-ignore

  it('names each rule that a block makes, as far as its name stands there', () => {
    const { rules, told } = read(
      "foreach ($type in 'user', 'contact') {",
      `  New-ADSyncRule ${header({ Name: '"Corp - $type"' })}`,
      `  New-ADSyncRule ${header()}`,
      '}',
    );
    expect(rules).toEqual([]);
    expect(told.join('\n')).toContain('The rule “"Corp - $type"” is left out: the statement of line 1, which makes it');
    expect(told.join('\n')).toContain('The rule “Corp - a” is left out');
  });

  it('says which value of a flow only running tells', () => {
    const { told } = read(made(), flow().replace("'cn' -FlowType", '$target.Name -FlowType'), added);
    expect(told.join('\n')).toContain('only running the script tells the value of -Destination ($target.Name)');
  });

  it('with a blank behind a backtick is read, and told of in the line where it stands', () => {
    const { rules, told } = read('# a', `New-ADSyncRule -Name 'Corp - a' \` `, `${header({ Name: undefined })} \`  `, '-OutVariable syncRule', flow(), added); // prettier-ignore
    expect(rules).toHaveLength(1);
    expect(told).toEqual([expect.stringContaining('2: A blank stands behind the backtick')]);
  });
});

describe('a text that names the cmdlets', () => {
  it.each([
    ['a sentence', "It's made with New-ADSyncRule. The rest isn't ready.\nSee the plan (page 3."],
    ['a document with code in it', `# Rules\n\n\`\`\`powershell\n${made()}\n\`\`\`\n`],
    ['a web page', `<!DOCTYPE html>\n<pre>${made()}</pre>`],
    ['a list of cmdlets', 'New-ADSyncRule\nAdd-ADSyncRule\n'],
  ])('is no script: %s', (_what, text) => {
    expect(isRuleScript(text)).toBe(false);
  });

  it.each([
    ['with a comment before it', `<#\n Rules for the Exchange migration\n#>\n${made()}`],
    ['in a block', `if ($true) { ${made()} }`],
    ['with its result assigned', `$syncRule = ${made()}`],
    ['carried on to the next line', 'New-ADSyncRule `\n-Name x'],
    ['with its parameters in a table', '  New-ADSyncRule @p'],
  ])('is a script: %s', (_what, text) => {
    expect(isRuleScript(text)).toBe(true);
  });
});

const asTable = "@{ Name = 'Corp - a'; Precedence = 40; Direction = 'Inbound' }";

describe('a rule of which a hand-written script makes more than a list of cmdlets', () => {
  it.each<[string, readonly string[]]>([
    ['inside try', ['try {', made(), flow(), added, '} catch { Write-Error $_ }']],
    ['inside try, on one line', [`try { ${made()}; ${flow()}; ${added} } catch { throw } finally { Write-Host done }`]],
    ['inside if', ['if ($env:COMPUTERNAME) {', made(), flow(), added, '}']],
    ['inside switch', ['switch ($mode) {', "'a' {", made(), flow(), added, '}', '}']],
    ['inside do', ['do {', made(), flow(), added, '} while ($false)']],
    ['inside a script block that is called', ['& {', made(), flow(), added, '}']],
    ['inside a script block in a variable', ['$make = {', made(), flow(), added, '}', '& $make']],
    ['inside a function', ['function New-CorpRule {', made(), flow(), added, '}', 'New-CorpRule']],
    ['inside ForEach-Object', ['1 | ForEach-Object {', made(), flow(), added, '}']],
    ['inside foreach', ['foreach ($n in 40) {', made(), flow(), added, '}']],
    ['in a pipeline', [`New-ADSyncRule ${header()} | Add-ADSyncRule`]],
    ['in a pipeline over several lines', [`New-ADSyncRule ${header()} |`, "  Add-ADSyncAttributeFlowMapping -Destination cn -FlowType Direct -Source cn |", '  Add-ADSyncRule']],
    ['with a result that is thrown away: Out-Null', [`${made()} | Out-Null`, flow(), added]],
    ['with a result that is thrown away: [void]', [`[void] (${made()})`, flow(), added]],
    ['with a result that is thrown away: $null', [`$null = ${made()}`, flow(), added]],
    ['with a result that is thrown away: >', [`${made()} > $null`, flow(), added]],
    ['in an array', [`$rules = @(New-ADSyncRule ${header()})`, 'Add-ADSyncRule -SynchronizationRule $rules[0]']],
    ['in a table of parameters', [`$parameters = ${asTable}`, 'New-ADSyncRule @parameters -OutVariable syncRule', added]],
    ['in a conditional assignment', [`$rule = if ($true) { New-ADSyncRule ${header()} }`, 'Add-ADSyncRule $rule']],
    ['through Invoke-Command', [`Invoke-Command -ComputerName SYNC01 -ScriptBlock { ${made()}; ${added} }`]],
    ['through Invoke-Expression', ['Invoke-Expression @"', made(), added, '"@']],
    ['through the call operator', [`& New-ADSyncRule ${header()} -OutVariable syncRule`, flow(), added]],
    ['with the name of its module', [`ADSync\\New-ADSyncRule ${header()} -OutVariable syncRule`, flow(), added]],
    ['with -PassThru and a member', [`(New-ADSyncRule ${header()}).Precedence = 41`]],
  ])('is read or left out by name, with the reason: %s', (_how, script) => {
    const { rules, told } = read(...script);
    const named = told.filter((text) => /The rule “Corp - a” is left out: \S/.test(text));
    expect(rules.length + named.length).toBe(1);
  }); // prettier-ignore

  it('is read where the cmdlet is called with its module', () => {
    const { rules, told } = read(`ADSync\\${made()}`, flow(), `ADSync\\${added}`);
    expect([rules.map(({ name, flows }) => [name, flows.length]), told]).toEqual([[['Corp - a', 1]], []]);
  });

  it('is no rule where a text only mentions the cmdlet', () => {
    expect(read("Write-Warning (Get-Text 'New-ADSyncRule was not run')", made(), flow(), added).told).not.toContain(
      expect.stringContaining('left out'),
    );
  });
});
