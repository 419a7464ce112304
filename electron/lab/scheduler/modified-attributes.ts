import type { ObjectSyncResult } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Schema } from '../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { AttributeBag } from '../sync-engine/attribute-bag.ts';
import { differences } from '../sync-engine/source-views.ts';
import { moduleText } from '../ports/module-text.ts';

type Modified = ObjectSyncResult['modified'][number];

/** `ModifiedProperties` as the product's script writes them: numbers for multi-valued attributes, and case does not count. */
export function modifiedAttributes(schema: Schema, before: AttributeBag, after: AttributeBag): readonly Modified[] {
  return differences(before, after).flatMap(([attribute, values = []]) => {
    const old = before.get(attribute) ?? [];
    const isMultiValued = schema.attributes.get(attribute)?.multiValued ?? (old.length > 1 || values.length > 1);
    if (isMultiValued) {
      return { attribute: `${attribute} - Count`, before: String(old.length), after: String(values.length) };
    }
    const modified = { attribute, before: textOf(old), after: textOf(values) };
    return modified.before?.toLowerCase() === modified.after?.toLowerCase() ? [] : modified;
  });
}

function textOf([value]: AttributeValues): string | undefined {
  // In a text of the script, no value and an empty one are the same.
  return value === undefined ? undefined : moduleText(value) || undefined;
}
