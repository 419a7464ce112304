import type { Output } from '../../../electron/cli/output.ts';

/** What a person reads of the account of users, as numbers. */
export interface ReadAccount {
  readonly whole: number;
  /** By the title of the bucket. */
  readonly buckets: ReadonlyMap<string, number>;
  /** The parts of the printed sum, and what it is said to come to. */
  readonly parts: readonly number[];
  readonly sum: number;
}

/** Reads the account out of the lines that the command line writes. */
export function accountInLines(lines: readonly string[]): ReadAccount {
  const heading = lines.findIndex((line) => /^Where the .* with a mailbox GUID/.test(line));
  const rest = lines.slice(heading + 1);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => line.includes(' = ')),
  );
  return {
    whole: numberIn(lines[heading] ?? ''),
    buckets: new Map(
      rows.map((line) => {
        const [, count = '', title = ''] = /^\s*([\d,]+)\s+(.+?)(?: \([\d,]+ licensed\))?$/.exec(line) ?? [];
        return [title, numberIn(count)];
      }),
    ),
    ...sumIn(rest.find((line) => line.includes(' = ')) ?? ''),
  };
}

/** Reads the account out of a page. */
export function accountInPage(html: string): ReadAccount {
  const begin = html.indexOf('<h3>Where the ');
  const section = html.slice(begin, html.indexOf('<h3>', begin + 4));
  const rows = [...section.matchAll(/<tr>((?:<td>[\s\S]*?<\/td>)+)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
  );
  return {
    whole: numberIn(/<h3>([^<]*)</.exec(section)?.[1] ?? ''),
    buckets: new Map(rows.map(([, title = '', users = '']) => [title, numberIn(users)])),
    ...sumIn(/<li>([^<]* = [^<]*)</.exec(section)?.[1] ?? ''),
  };
}

function sumIn(sentence: string): Pick<ReadAccount, 'parts' | 'sum'> {
  const [left = '', right = ''] = sentence.split(' = ');
  return { parts: left.split(' + ').map(numberIn), sum: numberIn(right) };
}

/** The first number of a text, with its thousands. */
export function numberIn(text: string): number {
  return Number((/\d[\d,]*/.exec(text)?.[0] ?? 'NaN').replaceAll(',', ''));
}

/** Keeps what is written for people. */
export function keptLines(): { readonly output: Output; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const output: Output = {
    json: false,
    interactive: false,
    line: (...pieces) => {
      lines.push(pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''));
    },
    copyable: (text) => {
      lines.push(text);
    },
    transient: () => undefined,
    document: () => undefined,
  };
  return { output, lines };
}

/** A table of a page by the heading above it: its cells as text, row by row. */
export function tableBelow(html: string, heading: string): readonly (readonly string[])[] {
  const begin = html.indexOf(heading);
  if (begin < 0) throw new Error(`There is no heading “${heading}”`);
  const table = html.slice(html.indexOf('<tbody>', begin), html.indexOf('</tbody>', begin));
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
  );
}
