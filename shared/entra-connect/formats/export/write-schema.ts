import type { AttributeSyntax, Schema } from '../../rules/model.ts';
import { escapeAttribute, leaf } from './xml-text.ts';

const syntaxOf: Readonly<Record<AttributeSyntax, string>> = {
  binary: '1.3.6.1.4.1.1466.115.121.1.5',
  boolean: '1.3.6.1.4.1.1466.115.121.1.7',
  reference: '1.3.6.1.4.1.1466.115.121.1.12',
  string: '1.3.6.1.4.1.1466.115.121.1.15',
  integer: '1.3.6.1.4.1.1466.115.121.1.27',
};

/** Writes a `<schema>` in the form of the Entra connector and of MV.xml, where names serve as ids. */
export function writeSchema(schema: Schema): string {
  const classes = [...schema.objectTypes].map(([name, attributes]) =>
    [
      `<dsml:class id="${escapeAttribute(name)}" type="structural">`,
      leaf('dsml:name', name),
      ...attributes.map((attribute) => `<dsml:attribute ref="#${escapeAttribute(attribute)}" required="false" />`),
      '</dsml:class>',
    ].join('\n'),
  );
  const attributeTypes = [...schema.attributes.values()].map(({ name, syntax, multiValued }) =>
    [
      `<dsml:attribute-type id="${escapeAttribute(name)}" single-value="${String(!multiValued)}">`,
      leaf('dsml:name', name),
      leaf('dsml:syntax', syntaxOf[syntax]),
      '</dsml:attribute-type>',
    ].join('\n'),
  );
  return [
    '<schema>',
    '<dsml:dsml xmlns:ms-dsml="http://www.microsoft.com/MMS/DSML" xmlns:dsml="http://www.dsml.org/DSML">',
    '<dsml:directory-schema ms-dsml:no-objectclass-validation="true">',
    ...classes,
    ...attributeTypes,
    '</dsml:directory-schema>',
    '</dsml:dsml>',
    '</schema>',
  ].join('\n');
}
