import type { GlobalParameters } from '../../rules/model.ts';
import { applyPatches, replaceElement, rootOf, type Patch } from './patch.ts';
import type { GlobalSettings } from './read-global-settings.ts';
import { writeSchema } from './write-schema.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';
import { attributeOf, childrenOf, descendantOf, type XmlElement } from './xml-tree.ts';

/** Writes changed, new and removed parameters into the original MV.xml; the rest stays to the byte. */
export function patchGlobalSettings(text: string, settings: GlobalSettings): string {
  const values = descendantOf(rootOf(text), 'mv-data', 'parameter-values');
  if (values === undefined) return text;
  const elements = childrenOf(values, 'parameter');
  const present = new Set(elements.map((element) => attributeOf(element.attributes, 'name')));
  const added = [...settings.globalParameters].filter(([name]) => !present.has(name));
  const patches = elements.flatMap((element) => parameterPatch(element, settings.globalParameters));
  return applyPatches(text, [...patches, ...additions(text, values, elements.at(-1), added)]);
}

function parameterPatch(element: XmlElement, parameters: GlobalParameters): readonly Patch[] {
  const value = parameters.get(attributeOf(element.attributes, 'name') ?? '');
  if (value === undefined) return [replaceElement(element, '')];
  if (value === element.text) return [];
  const attributes = Object.entries(element.attributes)
    .map(([name, text]) => ` ${name}="${escapeAttribute(text)}"`)
    .join('');
  return [replaceElement(element, writeElement(element.name, attributes, value))];
}

/** New parameters stand after the last one, or in place of an empty list. */
function additions(
  text: string,
  values: XmlElement,
  last: XmlElement | undefined,
  added: readonly (readonly [name: string, value: string])[],
): readonly Patch[] {
  if (added.length === 0) return [];
  const written = added.map(([name, value]) => writeParameter(name, value));
  if (last === undefined) return [replaceElement(values, writeParameterValues(written))];
  const lineStart = text.lastIndexOf('\n', last.start);
  const between = text.slice(lineStart, last.start);
  const separator = between.trim() === '' ? between : '\n';
  return [{ start: last.end, end: last.end, replacement: written.map((line) => separator + line).join('') }];
}

/** Writes the MV.xml of a configuration that was never exported. */
export function generateGlobalSettings(settings: GlobalSettings): string {
  const server = settings.serverName === undefined ? '' : ` server="${escapeAttribute(settings.serverName)}"`;
  return [
    `<saved-mv-configuration${server}>`,
    '<mv-data>',
    '<format-version>1</format-version>',
    '<version>1</version>',
    writeSchema(settings.metaverseSchema),
    '<password-change-history-size>24</password-change-history-size>',
    '<password-sync />',
    writeParameterValues([...settings.globalParameters].map(([name, value]) => writeParameter(name, value))),
    '</mv-data>',
    '</saved-mv-configuration>',
  ].join('\n');
}

function writeParameterValues(parameters: readonly string[]): string {
  return ['<parameter-values>', ...parameters, '</parameter-values>'].join('\n');
}

function writeParameter(name: string, value: string): string {
  const attributes = ` name="${escapeAttribute(name)}" type="string" use="SynchronizationGlobal" dataType="String"`;
  return writeElement('parameter', attributes, value);
}

function writeElement(name: string, attributes: string, text: string): string {
  return text === '' ? `<${name}${attributes} />` : `<${name}${attributes}>${escapeText(text)}</${name}>`;
}
