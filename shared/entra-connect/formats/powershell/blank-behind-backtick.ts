import type { Token } from './tokenize.ts';

const blankBefore = /`[^\S\r\n]+(?=[\r\n])/;

/**
 * The offset of a backtick that should carry a statement on and has a blank behind it, as mail and web pages leave them:
 * PowerShell ends the statement there.
 */
export function blankBehindBacktick(script: string, tokens: readonly Token[]): number | undefined {
  let end = tokens[0]?.end ?? 0;
  for (const token of tokens) {
    // Between two tokens stand only blanks, comments and carried lines.
    if (token.start > end + 2) {
      const between = script
        .slice(end, token.start)
        .replaceAll(/<#[\s\S]*?#>|#.*/g, (comment) => ' '.repeat(comment.length));
      const at = blankBefore.exec(between)?.index;
      if (at !== undefined) return end + at;
    }
    end = token.end;
  }
  return undefined;
}
