import { parseGuid, type Guid } from '../../../base/guid.ts';

/** The two documented patterns: bare, or in braces (functions reference, IsGuid and CGuid). */
export function guidFromText(text: string): Guid | undefined {
  return /^(?:[^{}()\s]+|\{[^{}()\s]+\})$/.test(text) ? parseGuid(text) : undefined;
}
