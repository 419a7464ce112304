import { describe, expect, it } from 'vitest';

import type { FileReport } from '../../../../../shared/entra-connect/formats/export/problems.ts';
import { readSchema, schemaContent } from '../../../../../shared/entra-connect/formats/export/read-schema.ts';
import { parseXml } from '../../../../../shared/entra-connect/formats/export/xml-tree.ts';

function readText(text: string) {
  const parsed = parseXml(text, schemaContent);
  if (!parsed.ok) throw new Error(parsed.detail);
  const report: FileReport = { file: 'Connector.xml', text, errors: [], notes: [] };
  return { schema: readSchema(parsed.root, report), report };
}

/** Reads a schema from its definitions in the AD connector's notation. */
function schemaOf(definitions: string) {
  return readText(
    `<schema><dsml xmlns:m="http://www.microsoft.com/MMS/DSML"><directory-schema>${definitions}</directory-schema></dsml></schema>`,
  );
}

function attributeType(id: string, name: string, syntax = '1.3.6.1.4.1.1466.115.121.1.15', more = ''): string {
  return `<attribute-type id="${id}" ${more}><name>${name}</name><syntax>${syntax}</syntax></attribute-type>`;
}

function classOf(id: string, name: string, superior: string, attribute: string): string {
  return `<class id="${id}" superior="#${superior}" type="structural"><name>${name}</name><attribute ref="#${attribute}" required="false" /></class>`;
}

describe('a schema', () => {
  const attributes = attributeType('A1', 'cn') + attributeType('A2', 'mail') + attributeType('A3', 'sn');

  it('gives an object type the attributes of its superior classes', () => {
    const { schema } = schemaOf(attributes + classOf('C1', 'person', 'C2', 'A1') + classOf('C2', 'top', 'C2', 'A3'));
    expect(schema.objectTypes.get('person')).toEqual(['cn', 'sn']);
    expect(schema.objectTypes.get('top')).toEqual(['sn']);
  });

  it('gives it those of its content rule and auxiliary classes', () => {
    const rule =
      '<m:dit-content-rule id="C1"><attribute ref="#A2" required="false" /><m:aux-class ref="#C2" /></m:dit-content-rule>';
    const { schema } = schemaOf(
      attributes + classOf('C1', 'person', 'C9', 'A1') + classOf('C2', 'aux', 'C9', 'A3') + rule,
    );
    expect(schema.objectTypes.get('person')).toEqual(['cn', 'mail', 'sn']);
  });

  it('does not run in circles', () => {
    const { schema } = schemaOf(attributes + classOf('C1', 'a', 'C2', 'A1') + classOf('C2', 'b', 'C1', 'A2'));
    expect(schema.objectTypes.get('a')).toEqual(['cn', 'mail']);
    expect(schema.objectTypes.get('b')).toEqual(['mail', 'cn']);
  });

  it('takes an attribute for multi-valued unless it says otherwise', () => {
    const single = attributeType('A2', 'sn', undefined, 'single-value="true"');
    const { schema } = schemaOf(attributeType('A1', 'proxyAddresses') + single);
    expect([...schema.attributes.values()].map(({ multiValued }) => multiValued)).toEqual([true, false]);
  });

  it('notes a syntax it does not know and takes the values for text', () => {
    const { schema, report } = schemaOf(attributeType('A1', 'odd', '1.2.3'));
    expect(schema.attributes.get('odd')?.syntax).toBe('string');
    expect(report.notes).toMatchObject([{ kind: 'unknown-syntax', line: 1 }]);
  });

  it('reports an attribute defined twice', () => {
    const { report } = schemaOf(attributeType('A1', 'cn') + attributeType('A2', 'cn'));
    expect(report.errors).toMatchObject([{ problem: 'duplicate-name' }]);
  });

  it('names the line of an attribute that is used but not defined', () => {
    const { report } = schemaOf(`${attributes}\n${classOf('C1', 'person', 'C1', 'A9')}`);
    expect(report.errors).toMatchObject([{ problem: 'unknown-reference', line: 2 }]);
  });

  it('takes the first name of a definition, and only its own text', () => {
    const odd = '<attribute-type id="A1"><name>c<b>x</b>n</name><name>other</name><syntax/></attribute-type>';
    const { schema } = schemaOf(odd);
    expect([...schema.attributes.keys()]).toEqual(['cn']);
  });

  it('is read wherever the definitions stand between other elements', () => {
    const other = '<remark><name>no</name><class id="C7"><name>no</name></class></remark>';
    const { schema } = schemaOf(`${other}${attributes}${other}${classOf('C1', 'person', 'C1', 'A1')}${other}`);
    expect([...schema.attributes.keys()]).toEqual(['cn', 'mail', 'sn']);
    expect([...schema.objectTypes.keys()]).toEqual(['person']);
  });

  it.each([
    ['<schema />'],
    ['<schema><directory-schema /></schema>'],
    ['<schema><dsml /><dsml><directory-schema /></dsml></schema>'],
    ['<schema><other><dsml><directory-schema /></dsml></other></schema>'],
  ])('is missing in %s', (text) => {
    expect(readText(text).report.errors).toMatchObject([{ problem: 'missing-element' }]);
  });

  it('is refused when its elements are nested without end', () => {
    const deep = `<schema>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</schema>`;
    expect(parseXml(deep, schemaContent)).toMatchObject({ ok: false, problem: 'nested-too-deep' });
  });
});
