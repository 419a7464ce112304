import type { AttributeSyntax, AttributeType, Schema } from '../model.ts';
import { reportError, reportNote, type FileReport } from './problems.ts';
import { attributeOf, childOf, descendantOf, type XmlElement } from './xml-tree.ts';

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
  const directory = schema === undefined ? undefined : descendantOf(schema, 'dsml', 'directory-schema');
  if (directory === undefined) {
    reportError(report, 'missing-element', schema?.start, 'schema');
    return emptySchema;
  }
  const { attributes, namesById } = readAttributeTypes(directory, report);
  const classes = readClasses(directory, namesById, report);
  return { objectTypes: objectTypesOf(classes), attributes };
}

function readAttributeTypes(directory: XmlElement, report: FileReport) {
  const attributes = new Map<string, AttributeType>();
  const namesById = new Map<string, AttributeName>();
  for (const element of directory.children) {
    if (element.localName !== 'attribute-type') continue;
    const name = childOf(element, 'name')?.text ?? '';
    if (name === '') reportError(report, 'missing-element', element.start, 'name');
    if (attributes.has(name)) reportError(report, 'duplicate-name', element.start, name);
    attributes.set(name, {
      name,
      syntax: readSyntax(childOf(element, 'syntax'), element, report),
      multiValued: attributeOf(element, 'single-value') !== 'true',
    });
    namesById.set(attributeOf(element, 'id') ?? name, { name, collectedFor: undefined });
  }
  return { attributes, namesById };
}

function readSyntax(element: XmlElement | undefined, attributeType: XmlElement, report: FileReport): AttributeSyntax {
  if (element === undefined) {
    reportError(report, 'missing-element', attributeType.start, 'syntax');
    return 'string';
  }
  const known = Object.hasOwn(syntaxes, element.text) ? syntaxes[element.text] : undefined;
  if (known === undefined) reportNote(report, 'unknown-syntax', element.start, element.text);
  return known ?? 'string';
}

/** Classes by id, with the content rule of the same id added to each. */
function readClasses(
  directory: XmlElement,
  namesById: ReadonlyMap<string, AttributeName>,
  report: FileReport,
): ReadonlyMap<string, ClassDefinition> {
  const classes = new Map<string, ClassDefinition>();
  for (const element of directory.children) {
    if (element.localName !== 'class') continue;
    const name = childOf(element, 'name')?.text ?? '';
    if (name === '') reportError(report, 'missing-element', element.start, 'name');
    const superior = attributeOf(element, 'superior');
    const definition: ClassDefinition = {
      name,
      attributes: [],
      inherits: superior === undefined ? [] : [withoutHash(superior)],
      inheritedBy: undefined,
    };
    addContents(definition, element, namesById, report);
    classes.set(attributeOf(element, 'id') ?? name, definition);
  }
  for (const element of directory.children) {
    if (element.localName !== 'dit-content-rule') continue;
    const definition = classes.get(attributeOf(element, 'id') ?? '');
    if (definition !== undefined) addContents(definition, element, namesById, report);
  }
  return classes;
}

function addContents(
  definition: ClassDefinition,
  element: XmlElement,
  namesById: ReadonlyMap<string, AttributeName>,
  report: FileReport,
): void {
  for (const child of element.children) {
    if (child.localName !== 'attribute' && child.localName !== 'aux-class') continue;
    const id = withoutHash(child.attributes['ref'] ?? '');
    if (child.localName === 'aux-class') {
      definition.inherits.push(id);
      continue;
    }
    const name = namesById.get(id);
    if (name === undefined) reportError(report, 'unknown-reference', child.start, id);
    else definition.attributes.push(name);
  }
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

function withoutHash(reference: string): string {
  return reference.startsWith('#') ? reference.slice(1) : reference;
}
