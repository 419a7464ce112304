import type { Node, Parser } from 'web-tree-sitter';

/** Commands of PowerShell itself that a script which runs on a customer's server may call; those of ADSync come beside them. */
const harmless: ReadonlySet<string> = new Set([
  'ConvertFrom-Json', 'ConvertTo-Json', 'ForEach-Object', 'Get-Command', 'Get-Member', 'Get-Module', 'Get-Service', 'Import-Module', 'Join-Path',
  'New-Object', 'Select-Object', 'Set-StrictMode', 'Sort-Object', 'Split-Path', 'Test-Path', 'Where-Object', 'Write-Output',
]); // prettier-ignore

/** Types whose static members a script may use; none of them runs text as code, starts a process or goes to the network. */
const harmlessTypes: ReadonlySet<string> = new Set([
  'BitConverter', 'bool', 'byte', 'char', 'int', 'int16', 'long', 'ordered', 'string', 'void', 'Console', 'Convert', 'DateTime', 'DateTimeKind', 'Enum',
  'Environment', 'Guid', 'Math', 'PlatformID', 'PSCustomObject', 'StringComparer', 'StringComparison', 'TimeSpan',
  'Collections.Generic.Dictionary', 'Collections.Generic.HashSet', 'Collections.Generic.List', 'Collections.Generic.SortedSet',
  'Collections.IDictionary', 'Collections.IList', 'FormatException', 'InvalidOperationException', 'Text.RegularExpressions.Regex',
  'Text.StringBuilder', 'Xml.XmlDocument', 'Diagnostics.FileVersionInfo', 'Globalization.CultureInfo',
  'Globalization.DateTimeStyles', 'IO.Directory', 'IO.File', 'IO.Path', 'IO.SearchOption', 'Management.Automation.DebugRecord',
  'Management.Automation.ErrorCategory', 'Management.Automation.ErrorRecord', 'Management.Automation.InformationRecord',
  'Management.Automation.VerboseRecord', 'Management.Automation.WarningRecord', 'Security.Principal.SecurityIdentifier',
  'Security.Principal.WindowsBuiltInRole', 'Security.Principal.WindowsIdentity', 'Xml.XmlElement', 'Xml.XmlNode',
]); // prettier-ignore

/** Types that New-Object may make, by the beginning of their names. */
const makable = [
  'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition',
  'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition',
  'System.InvalidOperationException',
  'System.IO.StreamReader',
  'System.Management.Automation.ErrorRecord',
  'System.Security.Principal.',
  'System.Text.UTF8Encoding',
];

/** Members through which text or a block becomes code that nobody has read here. */
const runners =
  /^(Create|CreateInstance|GetNewClosure|Invoke|InvokeCommand|InvokeMember|InvokeReturnAsIs|InvokeScript|NewScriptBlock|Start)$/i;

const dotSource = /^\. \(Join-Path -Path \$PSScriptRoot -ChildPath '[A-Z][A-Za-z]+\.ps1'\)$/;

/** What a script does that no script of ours may do, as lines for people; empty: nothing. */
export function offences(parser: Parser, script: string, own: ReadonlySet<string>, cmdlets: RegExp): readonly string[] {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('The parser gave up.');
  const found = [...offencesIn(tree.rootNode, script, own, cmdlets)];
  tree.delete();
  return found;
}

function* offencesIn(root: Node, script: string, own: ReadonlySet<string>, cmdlets: RegExp): Generator<string> {
  if (root.hasError) yield* brokenPlaces(root);
  // eslint-disable-next-line no-control-regex -- without a byte order mark Windows PowerShell 5.1 reads the code page
  if (/[^\x00-\x7f]/.test(script)) yield 'not only ASCII';
  for (const command of all(root, 'command')) yield* offencesOfCommand(command, own, cmdlets);
  for (const type of all(root, 'type_literal')) {
    const name = type.text.slice(1, -1).replace(/\[.*\]$/, '');
    if (!harmlessTypes.has(name)) yield at(type, `type ${name}`);
  }
  for (const call of all(root, 'invokation_expression')) {
    const member = childOf(call, 'member_name');
    if (member === undefined || !/^\w+$/.test(member.text)) yield at(call, 'member by variable');
    else if (runners.test(member.text)) yield at(call, `member ${member.text}`);
  }
  for (const member of all(root, 'member_access')) {
    if (/\.(InvokeCommand|InvokeProvider|PSVariable)$/i.test(member.text)) yield at(member, member.text);
  }
  // A script that names it makes PowerShell itself read standard input, which is the conversation.
  for (const variable of all(root, 'variable')) if (/^\$input$/i.test(variable.text)) yield at(variable, variable.text);
  for (const kind of [
    'class_statement',
    'pipeline_chain_tail',
    'parallel_statement',
    'inlinescript_statement',
    'data_statement',
  ]) {
    for (const node of all(root, kind)) yield at(node, kind);
  }
}

function* offencesOfCommand(command: Node, own: ReadonlySet<string>, cmdlets: RegExp): Generator<string> {
  const operator = childOf(command, 'command_invokation_operator');
  if (operator !== undefined) {
    if (!dotSource.test(command.text)) yield at(command, command.text);
    return;
  }
  const name = childOf(command, 'command_name')?.text ?? '';
  if (!harmless.has(name) && !own.has(name) && !cmdlets.test(name)) yield at(command, `command ${name}`);
  if (name === 'New-Object') {
    const type = /-TypeName '?([\w.]+)/.exec(command.text)?.[1] ?? '';
    if (!makable.some((beginning) => type.startsWith(beginning))) yield at(command, `New-Object ${type}`);
  }
  if (/\s-(Command|ScriptBlock|EncodedCommand|Parallel|AsJob|Verb)\b/i.test(command.text))
    yield at(command, command.text);
}

/** Every call of a command, as it stands in the script. */
export function commandsOf(parser: Parser, script: string): readonly string[] {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('The parser gave up.');
  const commands = all(tree.rootNode, 'command').map(({ text }) => text);
  tree.delete();
  return commands;
}

/** Functions of a script with the comment that helps with each. */
export function functionsOf(parser: Parser, script: string): ReadonlyMap<string, string> {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('The parser gave up.');
  const functions = new Map(
    all(tree.rootNode, 'function_statement').map((node) => [
      childOf(node, 'function_name')?.text ?? '',
      childOf(node, 'comment')?.text ?? '',
    ]),
  );
  tree.delete();
  return functions;
}

/** Parameters of each function, without the dollar sign. */
export function parametersOf(parser: Parser, script: string): ReadonlyMap<string, readonly string[]> {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('The parser gave up.');
  const parameters = new Map(
    all(tree.rootNode, 'function_statement').map((node) => [
      childOf(node, 'function_name')?.text ?? '',
      all(node, 'script_parameter').map((parameter) => childOf(parameter, 'variable')?.text.slice(1) ?? ''),
    ]),
  );
  tree.delete();
  return parameters;
}

function* brokenPlaces(node: Node): Generator<string> {
  if (node.isError || node.isMissing) yield at(node, `cannot be read: ${node.text.slice(0, 40)}`);
  for (const child of node.children) if (child.hasError || child.isMissing) yield* brokenPlaces(child);
}

function childOf(node: Node, type: string): Node | undefined {
  return node.children.find((child) => child.type === type);
}

function all(node: Node, type: string): readonly Node[] {
  return node.descendantsOfType(type);
}

function at(node: Node, what: string): string {
  return `line ${String(node.startPosition.row + 1)}: ${what}`;
}
