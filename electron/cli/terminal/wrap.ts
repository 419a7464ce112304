import type { Style } from '../output.ts';

/** A part of a line, with a style where the stream has colors. */
export interface StyledText {
  readonly style: Style | undefined;
  readonly text: string;
}

/** An indentation, also below a first column that two spaces end, in characters. */
const leading = /^ *(?:\S+(?: \S+)* {2,})?/;

/** Breaks a line between words where it is longer than `width`; what follows is indented like its last column. */
export function brokenBetweenWords(parts: readonly StyledText[], width: number): readonly (readonly StyledText[])[] {
  const whole = parts.map(({ text }) => text).join('');
  if (whole.length <= width) return [parts];
  const indent = leading.exec(whole)?.[0].length ?? 0;
  const column = ' '.repeat(indent <= width / 2 ? indent : 0);
  const lines: StyledText[][] = [[]];
  let filled = 0;
  for (const { style, text } of parts) {
    for (const chunk of text.match(/ *[^ ]+| +$/g) ?? []) {
      const breaks = filled > column.length && filled + chunk.length > width;
      if (breaks) lines.push([{ style: undefined, text: column }]);
      const added = breaks ? chunk.trimStart() : chunk;
      lines.at(-1)?.push({ style, text: added });
      filled = (breaks ? column.length : filled) + added.length;
    }
  }
  return lines;
}
