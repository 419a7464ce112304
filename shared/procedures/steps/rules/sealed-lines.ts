/** The lines of a sealed file, each of which ends in a line feed. */
export function sealedLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
