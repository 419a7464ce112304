import { base64FromBytes } from '../../../shared/base/base64.ts';
import type { AttributeValue } from '../../../shared/entra-connect/rules/values.ts';

/** One value as the ADSync module writes it, e.g. in `Attributes[…].Values`: integers in decimal, bytes in base64. */
export function moduleText(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'object':
      return base64FromBytes(value);
    default:
      return String(value);
  }
}
