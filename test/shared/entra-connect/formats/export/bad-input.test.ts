import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { configurationWith, exchangeRule } from '../../rules/rule-builder.ts';
import type { ConfigurationFile } from '../../../../../shared/entra-connect/formats/export/layout.ts';
import {
  readConfiguration,
  type ReadOutcome,
} from '../../../../../shared/entra-connect/formats/export/read-configuration.ts';
import {
  documentOf,
  writeConfiguration,
} from '../../../../../shared/entra-connect/formats/export/write-configuration.ts';

const rulePath = 'SynchronizationRules/SynchronizationRule_{00000000-0000-4000-8000-00000000006c}.xml';
const forestPath = 'Connectors/Connector_{00000000-0000-4000-8000-0000000000ad}.xml';

/** The files of a small configuration of one rule, one of them changed. */
function filesWith(path: string, change: (text: string) => string): readonly ConfigurationFile[] {
  const outcome = writeConfiguration(documentOf(configurationWith({ rules: [exchangeRule(108)] })));
  if (!outcome.ok) throw new Error('The small configuration cannot be written.');
  return outcome.files.map((file) => (file.path === path ? { path, text: change(file.text) } : file));
}

function problemsOf(outcome: ReadOutcome) {
  return outcome.ok ? [] : outcome.errors.map(({ file, line, problem }) => ({ file, line, problem }));
}

function readRuleWith(change: (text: string) => string) {
  return problemsOf(readConfiguration(filesWith(rulePath, change)));
}

describe('a file that is not an intact XML 1.0 document', () => {
  it('cut in half is named with the line where it ends', () => {
    const half = (text: string) => text.slice(0, text.indexOf('<precedence>') + 4);
    expect(readRuleWith(half)).toEqual([{ file: rulePath, line: 14, problem: 'not-well-formed' }]);
  });

  it('that is empty is said to be empty', () => {
    expect(readRuleWith(() => ' \n')).toEqual([{ file: rulePath, line: 1, problem: 'empty-file' }]);
  });

  it('with an entity bomb is refused for its document type', () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n<synchronizationRule>&b;</synchronizationRule>`;
    expect(readRuleWith(() => bomb)).toEqual([{ file: rulePath, line: 1, problem: 'document-type' }]);
  });

  it('with an external entity is refused for its document type', () => {
    const external =
      '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><synchronizationRule>&e;</synchronizationRule>';
    expect(readRuleWith(() => external)).toMatchObject([{ problem: 'document-type' }]);
  });

  it('with an external document type is refused', () => {
    expect(readRuleWith((text) => `<!DOCTYPE r SYSTEM "http://example.com/r.dtd">${text}`)).toMatchObject([
      { problem: 'document-type' },
    ]);
  });

  it('with an undefined entity is refused', () => {
    expect(readRuleWith((text) => text.replace('User object', '&nbsp;'))).toEqual([
      { file: rulePath, line: 6, problem: 'not-well-formed' },
    ]);
  });

  it('nested without end is refused before it exhausts anything', () => {
    expect(readRuleWith(() => '<a>'.repeat(100_000))).toMatchObject([{ problem: 'nested-too-deep' }]);
  });

  it('of XML 1.1 is refused', () => {
    expect(readRuleWith((text) => `<?xml version="1.1"?>${text}`)).toMatchObject([{ problem: 'xml-version' }]);
  });

  it('with a second root is refused', () => {
    expect(readRuleWith((text) => text + text)).toMatchObject([{ problem: 'not-well-formed' }]);
  });

  it('with another root element is refused', () => {
    expect(readRuleWith(() => '\n<html/>')).toEqual([{ file: rulePath, line: 2, problem: 'wrong-root' }]);
  });
});

describe('a rule with a value that cannot be', () => {
  it.each([
    ['a broken identifier', /<id>.*<\/id>/, '<id>{not-a-guid}</id>', 'bad-guid', 2],
    ['a broken number', '<precedence>108', '<precedence>1o8', 'bad-number', 14],
    ['a negative number', '<precedence>108', '<precedence>-1', 'bad-number', 14],
    ['a number beyond 32 bits', '<precedence>108', '<precedence>99999999999', 'bad-number', 14],
    ['a broken boolean', '<disabled>False', '<disabled>no', 'bad-boolean', 9],
    ['an unknown direction', 'Inbound', 'Sideways', 'bad-value', 8],
    ['an unknown link type', '<linkType>Join', '<linkType>constructor', 'bad-value', 13],
    ['an unknown merge type', '<valueMergeType>Update', '<valueMergeType>Upd', 'bad-value', 25],
    ['an unknown operator', 'ISNOTNULL', 'ISNOTNOTHING', 'bad-value', 47],
    ['a broken interval', '00:00:00', 'never', 'bad-interval', 17],
    ['a broken Apply Once', '<mapping>', '<mapping execute-once="perhaps">', 'bad-boolean', 20],
  ])('%s is named with its line', (_what, before, after, problem, line) => {
    expect(readRuleWith((text) => text.replace(before, after))).toEqual([{ file: rulePath, line, problem }]);
  });

  it('misses an element: the element is named', () => {
    const outcome = readConfiguration(filesWith(rulePath, (text) => text.replace(/<linkType>.*<\/linkType>/, '')));
    expect(problemsOf(outcome)).toMatchObject([{ problem: 'missing-element' }]);
    expect(outcome).toHaveProperty('errors.0.message', '<linkType> is missing.');
  });

  it('has an element twice: the second one is named', () => {
    const twice = (text: string) => text.replace('<version>', '<name>Other</name><version>');
    expect(readRuleWith(twice)).toEqual([{ file: rulePath, line: 5, problem: 'duplicate-element' }]);
  });

  it('has text between its elements', () => {
    expect(readRuleWith((text) => text.replace('<version>', 'stray<version>'))).toMatchObject([
      { problem: 'unexpected-text' },
    ]);
  });

  it('has a mapping without any source', () => {
    expect(readRuleWith((text) => text.replace(/<src>[\s\S]*?<\/src>/, ''))).toMatchObject([
      { problem: 'missing-element' },
    ]);
  });

  it('has several problems: each is reported', () => {
    const broken = (text: string) => text.replace('108', 'x').replace('Inbound', 'x').replace('ISNOTNULL', 'x');
    expect(readRuleWith(broken).map(({ problem }) => problem)).toEqual(['bad-value', 'bad-number', 'bad-value']);
  });
});

describe('elements and attributes the model does not interpret', () => {
  const text = (original: string) =>
    original
      .replace('<version>', '<future since="3"><deep/></future>\n  <version newer="yes">')
      .replace('<mapping>', '<mapping always-flow="true">')
      .replace('</csOperator>', '</csOperator><hint>x</hint>');

  it('are kept with the rule or the flow they belong to', () => {
    const outcome = readConfiguration(filesWith(rulePath, text));
    const rule = outcome.ok ? outcome.document.configuration.rules[0] : undefined;
    expect(rule?.uninterpreted).toEqual([
      { path: 'synchronizationRule/version/@newer', xml: 'newer="yes"' },
      {
        path: 'synchronizationRule/synchronizationCriteria/conditions[1]/scope[1]/hint',
        xml: '<hint>x</hint>',
      },
      { path: 'synchronizationRule/future', xml: '<future since="3"><deep/></future>' },
    ]);
    expect(rule?.flows[0]?.uninterpreted).toEqual([
      { path: 'synchronizationRule/attribute-mappings/mapping/@always-flow', xml: 'always-flow="true"' },
    ]);
  });

  it('are reported, each with its line', () => {
    const outcome = readConfiguration(filesWith(rulePath, text));
    const notes = outcome.ok ? outcome.document.notes : [];
    expect(notes.map(({ kind, line }) => [kind, line])).toEqual([
      ['uninterpreted', 5],
      ['uninterpreted', 21],
      ['uninterpreted', 48],
      ['uninterpreted', 4],
    ]);
  });

  it('are written back where they were', () => {
    const outcome = readConfiguration(filesWith(rulePath, text));
    const written = outcome.ok ? writeConfiguration(outcome.document) : undefined;
    const again = written?.ok === true ? readConfiguration(written.files) : undefined;
    expect(again).toMatchObject({ ok: true });
    expect(again?.ok === true && outcome.ok && again.document.configuration).toEqual(
      outcome.ok && outcome.document.configuration,
    );
  });
});

describe('a configuration whose parts do not fit together', () => {
  it('with two rules of one identifier is refused, naming both files', () => {
    const files = filesWith(rulePath, (text) => text);
    const copy = { path: 'SynchronizationRules/copy.xml', text: files[0]?.text ?? '' };
    const outcome = readConfiguration([...files, copy]);
    expect(problemsOf(outcome)).toEqual([{ file: copy.path, line: 2, problem: 'duplicate-rule' }]);
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining(rulePath));
  });

  it('with two connectors of one identifier is refused', () => {
    const files = filesWith(forestPath, (text) => text);
    const text = files.find((file) => file.path === forestPath)?.text ?? '';
    expect(problemsOf(readConfiguration([...files, { path: 'Connectors/copy.xml', text }]))).toMatchObject([
      { file: 'Connectors/copy.xml', problem: 'duplicate-connector' },
    ]);
  });

  it('with a rule of an unknown connector is refused with the line', () => {
    const files = filesWith(rulePath, (text) => text).filter((file) => file.path !== forestPath);
    expect(problemsOf(readConfiguration(files))).toEqual([{ file: rulePath, line: 10, problem: 'unknown-connector' }]);
  });

  it('does not blame the rules when their connector file is damaged', () => {
    const outcome = readConfiguration(filesWith(forestPath, (text) => text.slice(0, 200)));
    expect(problemsOf(outcome)).toMatchObject([{ file: forestPath, problem: 'not-well-formed' }]);
  });

  it('reports the problems of every file, not only of the first', () => {
    const files = filesWith(rulePath, () => '<oops/>').map((file) =>
      file.path === 'GlobalSettings/MV.xml' ? { ...file, text: '' } : file,
    );
    expect(problemsOf(readConfiguration(files))).toMatchObject([
      { file: rulePath, problem: 'wrong-root' },
      { file: 'GlobalSettings/MV.xml', problem: 'empty-file' },
    ]);
  });

  it.each([
    ['SynchronizationRules', 'missing-rules'],
    ['Connectors', 'missing-connectors'],
    ['GlobalSettings', 'missing-global-settings'],
  ])('without the folder %s is refused', (folder, problem) => {
    const files = filesWith(rulePath, (text) => text).filter((file) => !file.path.startsWith(folder));
    expect(problemsOf(readConfiguration(files))).toContainEqual(expect.objectContaining({ problem }));
  });

  it('without any file is refused', () => {
    expect(problemsOf(readConfiguration([]))).toMatchObject([{ problem: 'nothing-to-read' }]);
  });

  it.each([
    ['a broken identifier', '<id>{00000000-0000-4000-8000-0000000000AD}</id>', '<id>x</id>', 'bad-guid'],
    ['a broken time', '2026-01-02', '2026-13-02', 'bad-date'],
    ['a broken flag', '<selected>1', '<selected>maybe', 'bad-boolean'],
    ['a reference to an attribute that does not exist', 'ref="#manager"', 'ref="#boss"', 'unknown-reference'],
    ['no category', '<category>AD</category>', '', 'missing-element'],
  ])('with a connector that has %s is refused', (_what, before, after, problem) => {
    const outcome = readConfiguration(filesWith(forestPath, (text) => text.replace(before, after)));
    expect(problemsOf(outcome)).toMatchObject([{ file: forestPath, problem }]);
  });

  it('says which files beside it were not read', () => {
    const files = [...filesWith(rulePath, (text) => text), { path: 'Connectors/notes.txt', text: 'x' }];
    expect(readConfiguration(files)).toMatchObject({
      ok: true,
      document: { notes: [{ file: 'Connectors/notes.txt', kind: 'ignored-file' }] },
    });
  });

  it('is found under folder names in any case', () => {
    const files = filesWith(rulePath, (text) => text).map((file) => ({ ...file, path: file.path.toUpperCase() }));
    expect(readConfiguration(files)).toMatchObject({ ok: true });
  });
});

describe('a configuration damaged anywhere', () => {
  it('is either read or refused with a message and a file, and never crashes the reader', () => {
    const files = filesWith(rulePath, (text) => text);
    const damage = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      inserted: fc.oneof(fc.constantFrom('', '<', '>', '&', '"', ']]>', '<![CDATA[', '<a>', '\0'), fc.string()),
    });
    fc.assert(
      fc.property(damage, ({ file, at, length, inserted }) => {
        const damaged = files.map((original, index) => {
          if (index !== file) return original;
          const start = Math.floor(at * original.text.length);
          return { ...original, text: original.text.slice(0, start) + inserted + original.text.slice(start + length) };
        });
        const outcome = readConfiguration(damaged);
        const messages = outcome.ok ? [] : outcome.errors.map(({ message }) => message);
        expect(outcome.ok || messages.length > 0).toBe(true);
        expect(messages.every((message) => message.length > 10)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
