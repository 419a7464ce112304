import { createRequire } from 'node:module';

import { Language, Parser, type Node } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** A parser of PowerShell scripts, as far from our generator as can be had without PowerShell. */
export async function powershellParser(): Promise<Parser> {
  await Parser.init();
  const language = await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

export interface ParsedScript {
  readonly hasErrors: boolean;
  /** What each string literal means, in the order of the script. */
  readonly literals: readonly string[];
  /** Names of the commands, in the order of the script. */
  readonly commands: readonly string[];
  /** Variables and subexpressions inside string literals: anything PowerShell would expand. */
  readonly expansions: number;
}

export function parseScript(parser: Parser, script: string): ParsedScript {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('The parser gave up.');
  const root = tree.rootNode;
  const literals = root.descendantsOfType('string_literal');
  const parsed = {
    hasErrors: root.hasError,
    literals: literals.map(meaningOf),
    commands: root.descendantsOfType('command_name').map((node) => node.text),
    expansions: literals.flatMap((node) => node.descendantsOfType(['variable', 'sub_expression'])).length,
  };
  tree.delete();
  return parsed;
}

const singleQuotePair = /['\u2018\u2019\u201A\u201B](['\u2018\u2019\u201A\u201B])/g;
const control: Readonly<Record<string, string>> = {
  '0': '\0', a: '\u0007', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r',
}; // prettier-ignore

/** Reads a literal as Windows PowerShell 5.1 does (about_Quoting_Rules, about_Special_Characters). */
function meaningOf(literal: Node): string {
  const content = literal.text.slice(1, -1);
  return literal.text.startsWith("'")
    ? content.replaceAll(singleQuotePair, '$1')
    : content.replaceAll(/`([\s\S])/g, (_, character: string) => control[character] ?? character);
}
