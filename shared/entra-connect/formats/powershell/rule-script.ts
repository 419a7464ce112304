const cmdlet = String.raw`(?:ADSync\\)?(?:New-ADSyncRule|Add-ADSync(?:Rule|AttributeFlowMapping))\b`;
const anywhere = new RegExp(cmdlet, 'i');
const onNewLine = new RegExp(String.raw`[\r\n][^\S\r\n]*${cmdlet}`, 'i');
/** Where a command can stand, with something to do behind it: a parameter, a variable, or the next line. */
const asCommand = new RegExp(
  String.raw`(?:^|[={(|;&])[^\S\r\n]*${cmdlet}[^\S\r\n]*(?:[-\u2013\u2014\u2015@$]|${'`'}[^\S\r\n]*$)`,
  'im',
);

/** Whether a text names a cmdlet that makes rules, be it in a sentence. */
export function mentionsRuleCmdlet(text: string): boolean {
  return anywhere.test(text);
}

/** Whether a text is a script that makes rules: the file's name does not tell. A document with code in it is none. */
export function isRuleScript(text: string): boolean {
  return asCommand.test(text) && !isDocument(text);
}

/** Markdown with fenced code, or a page: what stands around the code is no script. */
function isDocument(text: string): boolean {
  return /^[^\S\r\n]*```/m.test(text) || /^\uFEFF?\s*<(?:!doctype\s+html|html)\b/i.test(text);
}

/** Whether a text holds such a cmdlet at the beginning of one of its further lines. */
export function hasRuleCmdletOnNewLine(text: string): boolean {
  return onNewLine.test(text);
}
