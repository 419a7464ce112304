import { previewTexts } from '../proof/texts.ts';
import type { AttributeChange, PreviewResult } from '../../../systems/sync-server/sync-server.ts';
import { sameAttribute } from '../../../entra-connect/rules/flows-to.ts';
import { valueText } from '../../../entra-connect/rules/values.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';

/** What the preview of one user says about the change. */
export type PreviewVerdict =
  /** The GUID goes, in the metaverse and, where `exported`, in the cloud; nothing else changes. */
  | {
      readonly kind: 'removes-guid';
      readonly exported: boolean;
      /** The rule that clears it, where the server names one: AuthoritativeNull. */
      readonly by: string | undefined;
    }
  /** So many attributes of the user get a value, the GUID may be among them; none is taken away. */
  | { readonly kind: 'values-return'; readonly attributes: number; readonly withGuid: boolean }
  | { readonly kind: 'no-change' }
  /** NULL with Apply Once leaves the stored value where it is: the synchronization would change nothing. */
  | { readonly kind: 'keeps-guid' }
  | { readonly kind: 'unexpected'; readonly problems: readonly string[] };

export interface Expectation {
  /** A rule of this run is about the object: its GUID, and nothing else, may go. */
  readonly isTreated: boolean;
  /** Its metaverse object holds a GUID that a rule of this run brings in: it must go. */
  readonly hasGuid: boolean;
}

/** Judges the preview of one object. */
export function judgePreview(result: PreviewResult, { isTreated, hasGuid }: Expectation): PreviewVerdict {
  const isExpected = (change: AttributeChange) => isTreated && isRemovalOfGuid(change);
  const removals = result.metaverse.filter(isExpected);
  const problems = problemsOf(result, isExpected);
  if (problems.length > 0) return { kind: 'unexpected', problems };
  const exported = result.exports.some(({ changes }) => changes.some(isExpected));
  if (removals.length > 0 || exported) {
    return { kind: 'removes-guid', exported, by: removals[0]?.ruleName };
  }
  return hasGuid ? { kind: 'keeps-guid' } : { kind: 'no-change' };
}

/** The same where rules that were missing come back: values may come, none but the GUID may go. */
export function judgeReturn(result: PreviewResult, { isTreated }: Expectation): PreviewVerdict {
  const comes = ({ after }: AttributeChange) => after !== undefined && after.length > 0;
  const problems = problemsOf(result, (change) => isTreated && (comes(change) || isRemovalOfGuid(change)));
  if (problems.length > 0) return { kind: 'unexpected', problems };
  const changed = [...result.metaverse, ...result.exports.flatMap(({ changes }) => changes)];
  const removal = result.metaverse.find(isRemovalOfGuid);
  const exported = result.exports.some(({ changes }) => changes.some(isRemovalOfGuid));
  if (removal !== undefined || exported) return { kind: 'removes-guid', exported, by: removal?.ruleName };
  if (changed.length === 0) return { kind: 'no-change' };
  const names = new Set(changed.map(({ attribute }) => attribute.toLowerCase()));
  return { kind: 'values-return', attributes: names.size, withGuid: names.has(mailboxGuidAttribute.toLowerCase()) };
}

function problemsOf(result: PreviewResult, isExpected: (change: AttributeChange) => boolean): readonly string[] {
  return [
    ...(result.error === undefined ? [] : [previewTexts.error(result.error)]),
    ...result.metaverse
      .filter((change) => !isExpected(change))
      .map((change) => changeText(previewTexts.metaverse, change)),
    ...result.exports.flatMap((exported) => [
      ...(exported.operation === 'add' || exported.operation === 'delete'
        ? [previewTexts.operation(exported.operation, exported.connectorName, exported.distinguishedName)]
        : []),
      ...exported.changes
        .filter((change) => !isExpected(change))
        .map((change) => changeText(exported.connectorName, change)),
    ]),
  ];
}

function isRemovalOfGuid({ attribute, after }: AttributeChange): boolean {
  return sameAttribute(attribute, mailboxGuidAttribute) && (after === undefined || after.length === 0);
}

function changeText(where: string, { attribute, before, after }: AttributeChange): string {
  const text = (values: AttributeChange['after']) => values?.map(valueText).join(', ') ?? '';
  return previewTexts.change(where, attribute, text(before), text(after));
}
