import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The methods of an interface in `shared/systems`, read from its source: what is added there must be covered here. */
export function methodsOf(file: string, ...interfaces: readonly string[]): readonly string[] {
  const path = fileURLToPath(new URL(`../../../../shared/systems/${file}`, import.meta.url));
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => interfaces.includes(name.text))
    .flatMap(({ members }) => members.filter(ts.isMethodSignature).map(({ name }) => name.getText(source)));
}
