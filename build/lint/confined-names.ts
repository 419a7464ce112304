import type { Rule } from 'eslint';
import { posix, relative, sep } from 'node:path';

/** A name that only some files may use; paths are relative to the root. */
export interface ConfinedName {
  readonly name: string;
  readonly files: readonly string[];
  readonly reason: string;
}

/** Reports every use of a confined name, as an identifier or as the text of `object['name']`, outside its files. */
export const confinedNamesRule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep what is dangerous to the files that are written for it' },
    schema: [{ type: 'array', items: { type: 'object' } }],
    messages: { confined: "'{{name}}' belongs to {{files}}: {{reason}}." },
  },
  create(context) {
    const path = relative(context.cwd, context.filename).split(sep).join(posix.sep);
    const [names = []] = context.options as [(readonly ConfinedName[])?];
    const elsewhere = new Map(
      names.filter(({ files }) => !files.includes(path)).map((confined) => [confined.name, confined]),
    );

    function check(node: Rule.Node, name: unknown): void {
      const confined = typeof name === 'string' ? elsewhere.get(name) : undefined;
      if (confined === undefined) return;
      const { files, reason } = confined;
      context.report({ node, messageId: 'confined', data: { name: confined.name, files: files.join(', '), reason } });
    }

    return {
      Identifier: (node) => check(node, node.name),
      'MemberExpression[computed=true] > Literal': (node: Rule.Node & { readonly value?: unknown }) =>
        check(node, node.value),
    };
  },
};
