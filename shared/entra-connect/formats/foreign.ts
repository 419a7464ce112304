import type { ConfigurationFile } from './export/layout.ts';
import { mentionsRuleCmdlet } from './powershell/rule-script.ts';
import { rootNameOf } from './root-name.ts';

/** What a text file that is no part of an export is, as far as its content tells. */
export type ForeignText = { readonly kind: TextKind } | { readonly kind: 'other-xml'; readonly root: string };

type TextKind =
  | 'documenter'
  | 'page'
  | 'clixml'
  | 'connector'
  | 'connector-space'
  | 'identity-manager'
  | 'dsc'
  | 'rule-list'
  | 'rule-table'
  | 'table'
  | 'json'
  | 'mentions'
  | 'unknown';

const xmlKinds: Readonly<Record<string, TextKind>> = {
  Objs: 'clixml',
  'saved-ma-configuration': 'connector',
  'cs-objects': 'connector-space',
  'cs-object': 'connector-space',
  mmsml: 'connector-space',
  Results: 'identity-manager',
  ExportObject: 'identity-manager',
  ResourceManagementObject: 'identity-manager',
  'Lithnet.ResourceManagement.ConfigSync': 'identity-manager',
};

/** Says what a file is that cannot be read: by what is in it, as names get lost on the way from a customer. */
export function foreignTextOf({ path, text }: ConfigurationFile): ForeignText {
  const beginning = text.slice(0, 4000);
  if (/<(?:!doctype\s+html|html)\b/i.test(beginning)) return { kind: isDocumenter(text) ? 'documenter' : 'page' };
  const root = rootNameOf(text);
  if (root !== undefined) {
    const kind = Object.hasOwn(xmlKinds, root) ? xmlKinds[root] : undefined;
    return kind === undefined ? { kind: 'other-xml', root } : { kind };
  }
  if (/^\uFEFF?\s*[[{]/.test(beginning)) return { kind: 'json' };
  if (/^#TYPE\s/.test(beginning) || /^"?[\w ]+"?(?:[,;\t]"?[\w ]+"?){2}/.test(firstLine(beginning))) {
    return { kind: /AttributeFlowMappings/.test(beginning) ? 'rule-table' : 'table' };
  }
  if (/^AttributeFlowMappings\s+:/m.test(text)) return { kind: 'rule-list' };
  if (/^[\s-]*(?:AttributeFlowMappings|ScopeFilter|JoinFilter|AADSyncRules?)\s*:/m.test(text)) return { kind: 'dsc' };
  if (/\.csv$/i.test(path)) return { kind: 'table' };
  return { kind: mentionsRuleCmdlet(text) ? 'mentions' : 'unknown' };
}

/** Pages of Microsoft's Azure AD Connect Configuration Documenter. */
function isDocumenter(text: string): boolean {
  return /(?:AAD|Azure AD|Entra) ?Connect/i.test(text) && /Documenter|Sync Rule|Synchronization Rule/i.test(text);
}

function firstLine(text: string): string {
  return text.replace(/^\uFEFF/, '').split(/\r|\n/, 1)[0] ?? '';
}
