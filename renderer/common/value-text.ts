import type { Json } from '../../shared/engine/json.ts';
import { windowTexts } from '../../shared/messages/window.ts';

/** A value of a plan or of a proof, for a person. */
export function valueText(value: Json | undefined): string {
  if (value === undefined || value === null) return windowTexts.absent;
  if (value === '') return windowTexts.empty;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? windowTexts.yes : windowTexts.no;
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.length === 0 ? windowTexts.empty : value.map(valueText).join('\n');
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${valueText(part)}`)
    .join('\n');
}
