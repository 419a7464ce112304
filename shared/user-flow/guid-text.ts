import { guidFromBytes } from '../base/guid.ts';
import { valueText, type AttributeValues } from '../entra-connect/rules/values.ts';

/** A GUID as text, whatever its length is; empty for none. */
export function guidText(values: AttributeValues | undefined): string {
  const [value] = values ?? [];
  if (value === undefined) return '';
  return (value instanceof Uint8Array ? guidFromBytes(value) : undefined) ?? valueText(value);
}
