import type { GlobalParameters, Schema } from '../../rules/model.ts';
import { reportError, type FileReport } from './problems.ts';
import { readSchema } from './read-schema.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from './xml-tree.ts';

/** What `GlobalSettings/MV.xml` says. */
export interface GlobalSettings {
  readonly serverName: string | undefined;
  readonly globalParameters: GlobalParameters;
  readonly metaverseSchema: Schema;
}

/** Reads `<saved-mv-configuration>`; `undefined` when the report received an error. */
export function readGlobalSettings(root: XmlElement, report: FileReport): GlobalSettings | undefined {
  const errorsBefore = report.errors.length;
  const data = childOf(root, 'mv-data');
  if (data === undefined) {
    reportError(report, 'missing-element', root.start, 'mv-data');
    return undefined;
  }
  const settings: GlobalSettings = {
    serverName: attributeOf(root.attributes, 'server'),
    globalParameters: readParameters(data, report),
    metaverseSchema: readSchema(childOf(data, 'schema'), report),
  };
  return report.errors.length === errorsBefore ? settings : undefined;
}

function readParameters(data: XmlElement, report: FileReport): GlobalParameters {
  const parameters = new Map<string, string>();
  const values = childOf(data, 'parameter-values');
  if (values === undefined) {
    reportError(report, 'missing-element', data.start, 'parameter-values');
    return parameters;
  }
  for (const parameter of childrenOf(values, 'parameter')) {
    const name = attributeOf(parameter.attributes, 'name');
    if (name === undefined) reportError(report, 'missing-element', parameter.start, 'parameter/@name');
    else if (parameters.has(name)) reportError(report, 'duplicate-name', parameter.start, name);
    else parameters.set(name, parameter.text);
  }
  return parameters;
}
