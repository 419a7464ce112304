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

interface Options {
  /** Rooms from the ground up; those of one floor do not know each other. */
  readonly floors: readonly (readonly string[])[];
  readonly arrows: readonly ForbiddenArrow[];
}

/**
 * Reports imports, re-exports, dynamic imports and `import('…')` types that go against the order of the rooms, or against
 * a forbidden arrow. It judges paths alone, so the imported file need not exist.
 */
export const roomArrows: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep imports to the directions the design allows' },
    schema: [{ type: 'object' }],
    messages: { forbidden: "'{{from}}' must not import '{{specifier}}': {{reason}}." },
  },
  create(context) {
    const importer = relative(context.cwd, context.filename).split(sep).join(posix.sep);
    const [{ floors, arrows }] = context.options as [Options];
    const relevant = arrows.filter((arrow) => isWithin(importer, arrow.from));

    function check(source: unknown): void {
      const literal = source as (Rule.Node & { readonly value?: unknown }) | null | undefined;
      if (literal?.type !== 'Literal' || typeof literal.value !== 'string') return;
      const specifier = literal.value;
      const broken =
        relevant.find((arrow) => forbids(arrow, importer, specifier)) ?? upward(floors, importer, specifier);
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
    const imported = importedBy(importer, specifier);
    return (arrow.rooms ?? []).some((room) => isWithin(imported, room));
  }
  if (arrow.nodeModules && isBuiltin(specifier)) return true;
  return (arrow.packages ?? []).some((name) => isWithin(specifier, name));
}

/** An import of a room that does not stand lower; undefined: none. */
function upward(
  floors: Options['floors'],
  importer: string,
  specifier: string,
): Pick<ForbiddenArrow, 'from' | 'reason'> | undefined {
  const from = roomOf(floors, importer);
  if (from === undefined || !specifier.startsWith('.')) return undefined;
  const imported = importedBy(importer, specifier);
  const to = roomOf(floors, imported);
  if (to === undefined)
    return isHoused(floors, imported) ? { from: from.room, reason: 'that folder is in no room' } : undefined;
  if (from.room === to.room || to.floor < from.floor) return undefined;
  return { from: from.room, reason: `'${to.room}' does not stand below it` };
}

interface Housed {
  readonly room: string;
  readonly floor: number;
}

/** The room with the longest path that contains a file; undefined: none does. */
function roomOf(floors: Options['floors'], path: string): Housed | undefined {
  const containing = floors
    .flatMap((rooms, floor) => rooms.map((room) => ({ room, floor })))
    .filter(({ room }) => isWithin(path, room));
  return containing.toSorted((left, right) => right.room.length - left.room.length)[0];
}

/** Whether a path lies in the part of the house that is divided into rooms. */
function isHoused(floors: Options['floors'], path: string): boolean {
  return floors.flat().some((room) => isWithin(path, room.split('/')[0] ?? ''));
}

function importedBy(importer: string, specifier: string): string {
  return posix.join(posix.dirname(importer), specifier);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
