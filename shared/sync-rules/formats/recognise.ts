import { fileKindOf, type ConfigurationFile } from '../export/layout.ts';
import type { PartKind } from '../export/read-configuration.ts';
import { isRuleScript } from '../powershell/rule-script.ts';
import { isPolicy } from '../wizard-json/read-policy.ts';

/** What a file is; a configuration's part may also be known by its place alone, when it is damaged. */
export type Recognised = { readonly kind: PartKind | 'script' | 'policy'; readonly by: 'content' | 'path' } | undefined;

const rootKinds: ReadonlyMap<string, PartKind> = new Map([
  ['synchronizationRule', 'rule'],
  ['ma-data', 'connector'],
  ['saved-mv-configuration', 'global-settings'],
]);

/** Recognises a file of an export by what is in it: names and extensions get lost on the way from a customer. */
export function recognise({ path, text }: ConfigurationFile): Recognised {
  const kind = rootKinds.get(rootNameOf(text) ?? '');
  if (kind !== undefined) return { kind, by: 'content' };
  if (isPolicy(text)) return { kind: 'policy', by: 'content' };
  const place = fileKindOf(placeOf(path));
  if (place !== 'other') return { kind: place, by: 'path' };
  return isRuleScript(text) ? { kind: 'script', by: 'content' } : undefined;
}

/** Where a path would stand in an export that begins at the folder above it: its last folder and its name. */
export function placeOf(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/** The local name of the first element of an XML text; undefined when it does not begin like one. */
function rootNameOf(text: string): string | undefined {
  let at = skipBlanks(text, text.startsWith('\uFEFF') ? 1 : 0);
  for (;;) {
    const closing = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    if (closing === undefined) break;
    const end = text.indexOf(closing, at);
    if (end === -1) return undefined;
    at = skipBlanks(text, end + closing.length);
  }
  // A document type is refused by the reader, which says why: here it must not hide what the file is.
  if (text.startsWith('<!DOCTYPE', at))
    return /^<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1];
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1];
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
