import { join, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const configFile = resolve('tsconfig.shared.json');
const probeFile = resolve('shared/purity-probe.ts');

const forbiddenNames = ['process', 'Buffer', 'require', 'global', '__dirname', 'setImmediate', 'window', 'document'];
const allowedNames = ['TextEncoder', 'URL', 'AbortSignal', 'structuredClone', 'crypto', 'atob', 'setTimeout'];

/** The message for each line of an invented file, compiled together with everything that is in shared. */
function complaints(lines: readonly string[]): ReadonlyMap<string, string> {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    resolve('.'),
  );
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    join(name) === probeFile
      ? ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.ESNext)
      : readSource(name, ...rest);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => join(name) === probeFile || fileExists(name);

  const program = ts.createProgram([...fileNames, probeFile], options, host);
  const probe = program.getSourceFile(probeFile)!;
  return new Map(
    [...program.getSyntacticDiagnostics(probe), ...program.getSemanticDiagnostics(probe)].map((diagnostic) => [
      lines[probe.getLineAndCharacterOfPosition(diagnostic.start!).line]!,
      ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
    ]),
  );
}

describe('shared, compiled without the types of Node', () => {
  let found: ReadonlyMap<string, string>;

  beforeAll(() => {
    found = complaints(["import 'node:fs';", ...[...forbiddenNames, ...allowedNames].map((name) => `void ${name};`)]);
  });

  it.each(forbiddenNames)('does not know %s', (name) => {
    expect(found.get(`void ${name};`)).toContain(`'${name}'`);
  });

  it.each(allowedNames)('knows %s', (name) => {
    expect(found.get(`void ${name};`)).toBeUndefined();
  });

  it("does not know Node's modules", () => {
    expect(found.get("import 'node:fs';")).toContain('node:fs');
  });
});
