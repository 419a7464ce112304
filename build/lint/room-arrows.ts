import type { Rule } from 'eslint';
import { isBuiltin } from 'node:module';
import { posix, relative, sep } from 'node:path';

/** One forbidden direction of import: rooms are folders relative to the root, packages are names with their subpaths. */
export interface ForbiddenArrow {
  readonly from: string;
  readonly rooms?: readonly string[];
  readonly packages?: readonly string[];
  /** Forbids Node's own modules, with and without the `node:` prefix. */
  readonly nodeModules?: true;
  readonly reason: string;
}

/**
 * Reports imports, re-exports, dynamic imports and `import('…')` types that go against the arrows of design.md §6.
 * It judges paths alone, so the imported file need not exist.
 */
export const roomArrows: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep imports to the directions the design allows' },
    schema: [{ type: 'array', items: { type: 'object' } }],
    messages: { forbidden: "'{{from}}' must not import '{{specifier}}': {{reason}}." },
  },
  create(context) {
    const importer = relative(context.cwd, context.filename).split(sep).join(posix.sep);
    const [arrows = []] = context.options as [(readonly ForbiddenArrow[])?];
    const relevant = arrows.filter((arrow) => isWithin(importer, arrow.from));

    function check(source: unknown): void {
      const literal = source as (Rule.Node & { readonly value?: unknown }) | null | undefined;
      if (literal?.type !== 'Literal' || typeof literal.value !== 'string') return;
      const specifier = literal.value;
      const broken = relevant.find((arrow) => forbids(arrow, importer, specifier));
      if (broken === undefined) return;
      const { from, reason } = broken;
      context.report({ node: literal, messageId: 'forbidden', data: { from, specifier, reason } });
    }

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node: Rule.Node & { readonly source?: unknown }) => check(node.source),
    };
  },
};

function forbids(arrow: ForbiddenArrow, importer: string, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const imported = posix.join(posix.dirname(importer), specifier);
    return (arrow.rooms ?? []).some((room) => isWithin(imported, room));
  }
  if (arrow.nodeModules && isBuiltin(specifier)) return true;
  return (arrow.packages ?? []).some((name) => isWithin(specifier, name));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
