import { fileKindOf, type ConfigurationFile } from './export/layout.ts';
import type { PartKind } from './export/read-configuration.ts';
import { isRuleScript } from './powershell/rule-script.ts';
import { isClixmlDump, isJsonDump } from './dumps/dump.ts';
import { isPolicy } from './wizard-json/read-policy.ts';
import { rootNameOf } from './root-name.ts';

/** What a file is; a configuration's part may also be known by its place alone, when it is damaged. */
export type Recognised =
  { readonly kind: PartKind | 'script' | 'policy' | 'dump'; readonly by: 'content' | 'path' } | undefined;

const rootKinds: ReadonlyMap<string, PartKind> = new Map([
  ['synchronizationRule', 'rule'],
  ['ma-data', 'connector'],
  ['saved-mv-configuration', 'global-settings'],
]);

/** Recognises a file of an export by what is in it: names and extensions get lost on the way from a customer. */
export function recognise({ path, text }: ConfigurationFile): Recognised {
  const root = rootNameOf(text) ?? '';
  const kind = rootKinds.get(root);
  if (kind !== undefined) return { kind, by: 'content' };
  if (isPolicy(text)) return { kind: 'policy', by: 'content' };
  if (root === 'Objs' ? isClixmlDump(text) : isJsonDump(text)) return { kind: 'dump', by: 'content' };
  const place = fileKindOf(placeOf(path));
  if (place !== 'other') return { kind: place, by: 'path' };
  return isRuleScript(text) ? { kind: 'script', by: 'content' } : undefined;
}

/** Where a path would stand in an export that begins at the folder above it: its last folder and its name. */
export function placeOf(path: string): string {
  return path.split('/').slice(-2).join('/');
}
