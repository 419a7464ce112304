import { sameValue } from '../../rules/equality.ts';
import { writeError, type FileReport, type WriteError } from './problems.ts';
import { characterXmlCannotHold } from './xml-text.ts';
import { parseXml, type ContentReaders, type XmlElement } from './xml-tree.ts';

/** Reads a written text back and says what came back different. */
export function readBack<Value extends object>(
  text: string,
  subject: string,
  expected: Value,
  read: (root: XmlElement, report: FileReport) => Value | undefined,
  contentReaders?: ContentReaders,
): readonly WriteError[] {
  const character = characterXmlCannotHold(text);
  if (character !== undefined) return [writeError(subject, 'character-not-allowed', character)];
  const parsed = parseXml(text, contentReaders);
  const report: FileReport = { file: subject, text, errors: [], notes: [] };
  const actual = parsed.ok ? read(parsed.root, report) : undefined;
  if (actual === undefined) {
    return [writeError(subject, 'change-not-supported', report.errors[0]?.message ?? subject)];
  }
  const differing = Object.keys(expected).filter(
    (key) => !sameValue(expected[key as keyof Value], actual[key as keyof Value]),
  );
  return differing.map((field) => writeError(subject, 'change-not-supported', field));
}
