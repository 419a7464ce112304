import type { AttributeSyntax, AttributeType, Schema } from '../../rules/model.ts';
import { reportError, reportNote, type FileReport } from './problems.ts';
import { SchemaDefinitions, type Definition } from './schema-definitions.ts';
import type { XmlElement } from './xml-tree.ts';

const emptySchema: Schema = { objectTypes: new Map(), attributes: new Map() };

/**
 * LDAP and Active Directory syntaxes of the exported schemas (RFC 4517; MS-ADTS 3.1.1.2.2.2).
 * DN with binary, DN with string and OR name hold more than a name: they are text, not references.
 */
const syntaxes: Readonly<Record<string, AttributeSyntax>> = {
  '1.3.6.1.4.1.1466.115.121.1.5': 'binary',
  '1.3.6.1.4.1.1466.115.121.1.7': 'boolean',
  '1.3.6.1.4.1.1466.115.121.1.12': 'reference',
  '1.3.6.1.4.1.1466.115.121.1.15': 'string',
  '1.3.6.1.4.1.1466.115.121.1.24': 'string',
  '1.3.6.1.4.1.1466.115.121.1.26': 'string',
  '1.3.6.1.4.1.1466.115.121.1.27': 'integer',
  '1.3.6.1.4.1.1466.115.121.1.36': 'string',
  '1.3.6.1.4.1.1466.115.121.1.38': 'string',
  '1.3.6.1.4.1.1466.115.121.1.40': 'binary',
  '1.3.6.1.4.1.1466.115.121.1.43': 'string',
  '1.3.6.1.4.1.1466.115.121.1.44': 'string',
  '1.3.6.1.4.1.1466.115.121.1.53': 'string',
  '1.2.840.113556.1.4.903': 'string',
  '1.2.840.113556.1.4.904': 'string',
  '1.2.840.113556.1.4.905': 'string',
  '1.2.840.113556.1.4.906': 'integer',
  '1.2.840.113556.1.4.907': 'binary',
  '1.2.840.113556.1.4.1221': 'string',
};

/** The name of an attribute, with a mark of the class that last collected it. */
interface AttributeName {
  readonly name: string;
  collectedFor: ClassDefinition | undefined;
}

/** A class with what it says itself, with a mark of the class that last inherited from it. */
interface ClassDefinition {
  readonly name: string;
  readonly attributes: AttributeName[];
  /** Ids of the superior class and of auxiliary classes. */
  readonly inherits: string[];
  inheritedBy: ClassDefinition | undefined;
}

/**
 * Reads a DSML schema from the `<schema>` element. An object type has the attributes of its class,
 * of the superior classes, and of the content rules and auxiliary classes of them all.
 */
export function readSchema(schema: XmlElement | undefined, report: FileReport): Schema {
  const content = schema?.content;
  if (!(content instanceof SchemaDefinitions) || !content.isPresent) {
    reportError(report, 'missing-element', schema?.start, 'schema');
    return emptySchema;
  }
  const { attributes, namesById } = readAttributeTypes(content.definitions, report);
  const classes = readClasses(content.definitions, namesById, report);
  let objectTypes: Schema['objectTypes'] | undefined;
  return {
    attributes,
    // Few ask for them, and to collect them takes as long as to read the rest.
    get objectTypes() {
      return (objectTypes ??= objectTypesOf(classes));
    },
  };
}

/** What is to read an element's content for `readSchema`, while a connector or MV.xml is parsed. */
export function schemaContent(localName: string): SchemaDefinitions | undefined {
  return localName === 'schema' ? new SchemaDefinitions() : undefined;
}

function readAttributeTypes(definitions: readonly Definition[], report: FileReport) {
  const attributes = new Map<string, AttributeType>();
  const namesById = new Map<string, AttributeName>();
  for (const definition of definitions) {
    if (definition.kind !== 'attribute-type') continue;
    const { id, start, isSingleValued } = definition;
    const name = readName(definition, report);
    if (attributes.has(name)) reportError(report, 'duplicate-name', start, name);
    attributes.set(name, { name, syntax: readSyntax(definition, report), multiValued: !isSingleValued });
    namesById.set(id ?? name, { name, collectedFor: undefined });
  }
  return { attributes, namesById };
}

function readName({ name, start }: Definition, report: FileReport): string {
  const text = name?.text ?? '';
  if (text === '') reportError(report, 'missing-element', start, 'name');
  return text;
}

function readSyntax({ syntax, start }: Definition, report: FileReport): AttributeSyntax {
  if (syntax === undefined) {
    reportError(report, 'missing-element', start, 'syntax');
    return 'string';
  }
  const known = Object.hasOwn(syntaxes, syntax.text) ? syntaxes[syntax.text] : undefined;
  if (known === undefined) reportNote(report, 'unknown-syntax', syntax.start, syntax.text);
  return known ?? 'string';
}

/** Classes by id, with the content rule of the same id added to each. */
function readClasses(
  definitions: readonly Definition[],
  namesById: ReadonlyMap<string, AttributeName>,
  report: FileReport,
): ReadonlyMap<string, ClassDefinition> {
  const classes = new Map<string, ClassDefinition>();
  for (const definition of definitions) {
    if (definition.kind !== 'class') continue;
    const name = readName(definition, report);
    const inherits = definition.superior === undefined ? [] : [definition.superior];
    const read: ClassDefinition = { name, attributes: [], inherits, inheritedBy: undefined };
    addContents(read, definition, namesById, report);
    classes.set(definition.id ?? name, read);
  }
  for (const definition of definitions) {
    if (definition.kind !== 'dit-content-rule') continue;
    const extended = classes.get(definition.id ?? '');
    if (extended !== undefined) addContents(extended, definition, namesById, report);
  }
  return classes;
}

function addContents(
  extended: ClassDefinition,
  { attributes, auxiliaries }: Definition,
  namesById: ReadonlyMap<string, AttributeName>,
  report: FileReport,
): void {
  for (const { text: id, start } of attributes) {
    const name = namesById.get(id);
    if (name === undefined) reportError(report, 'unknown-reference', start, id);
    else extended.attributes.push(name);
  }
  extended.inherits.push(...auxiliaries);
}

/**
 * Collects the attributes of every class over all it inherits from. A forest has some 570 classes with up to 700
 * attributes each, so what was seen is marked instead of looked up in a set per class; that also breaks circles.
 */
function objectTypesOf(classes: ReadonlyMap<string, ClassDefinition>): ReadonlyMap<string, readonly string[]> {
  const objectTypes = new Map<string, readonly string[]>();
  for (const objectType of classes.values()) {
    const names: string[] = [];
    const waiting = [objectType];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.inheritedBy === objectType) continue;
      next.inheritedBy = objectType;
      for (const attribute of next.attributes) {
        if (attribute.collectedFor === objectType) continue;
        attribute.collectedFor = objectType;
        names.push(attribute.name);
      }
      for (const id of next.inherits) {
        const inherited = classes.get(id);
        if (inherited !== undefined) waiting.push(inherited);
      }
    }
    objectTypes.set(objectType.name, names);
  }
  return objectTypes;
}
