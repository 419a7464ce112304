import type { Offsets } from '../wizard-json/json-offset.ts';

/** The objects that a cmdlet of the ADSync module handed out, as a file keeps them. */
export interface Dump {
  readonly items: readonly unknown[];
  /** Where their values stand in the file. */
  readonly offsets: Offsets;
}

const flowsInJson = /"AttributeFlowMappings"\s*:/i;
const flowsInClixml = /\sN="AttributeFlowMappings"/;

/** Whether a text is `Get-ADSyncRule | ConvertTo-Json`. */
export function isJsonDump(text: string): boolean {
  return /^\uFEFF?\s*[[{]/.test(text) && flowsInJson.test(text);
}

/** Whether the text of an XML file with the root `Objs` is `Get-ADSyncRule | Export-Clixml`. */
export function isClixmlDump(text: string): boolean {
  return flowsInClixml.test(text);
}
