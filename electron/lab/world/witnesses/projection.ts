import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import type { CompiledRule } from '../../../../shared/entra-connect/evaluation/compiled-rule.ts';
import type { Configuration } from '../../../../shared/entra-connect/evaluation/configuration.ts';
import { convertValues } from '../../../../shared/entra-connect/evaluation/conversion.ts';
import { objectParameter } from '../../../../shared/entra-connect/evaluation/parameters.ts';
import type { Draft } from './draft.ts';

/** Enabled inbound rules in whose scope the draft is, strongest first. */
function rulesInScope(configuration: Configuration, draft: Draft): readonly CompiledRule[] {
  const subject = {
    attribute: (name: string) => draft.attributes.get(name),
    isMemberOf: (group: string) => draft.memberOf.includes(group),
  };
  return configuration.inboundRules(draft.connector.id, draft.objectType).filter((rule) => rule.inScope(subject));
}

/** What the metaverse would hold of the draft alone: for each attribute the strongest contribution that is a value. */
export function project(configuration: Configuration, draft: Draft): ReadonlyMap<string, AttributeValues> {
  const projected = new Map<string, AttributeValues>();
  const settled = new Set<string>();
  const source = {
    attribute: (name: string) => (name === 'dn' ? [draft.distinguishedName] : draft.attributes.get(name)),
    importedAttribute: (name: string) => draft.attributes.get(name),
    parameter: (name: string) => objectParameter(draft.connector, draft.distinguishedName, name),
  };
  for (const rule of rulesInScope(configuration, draft)) {
    for (const compiled of rule.flows) {
      const { flow, target } = compiled;
      if (settled.has(flow.destination)) continue;
      const result = compiled.evaluate(source);
      if (result.kind === 'authoritative-null') settled.add(flow.destination);
      if (result.kind !== 'values') continue;
      settled.add(flow.destination);
      const converted = convertValues(result.values, target);
      if (converted.kind === 'values') projected.set(flow.destination, converted.values);
    }
  }
  return projected;
}
