import { styleText } from 'node:util';
import { brokenBetweenWords, type StyledText } from './terminal/wrap.ts';

export type Style = Parameters<typeof styleText>[0];

/** A piece of a line, with a style where the stream has colours. */
type Piece = string | { readonly style: Style; readonly text: string };

/**
 * Where a command writes. With `--json` exactly one document goes to standard output and everything for people
 * to standard error (design.md §11).
 */
export interface Output {
  readonly json: boolean;
  /** Whether the people's stream is a terminal. */
  readonly interactive: boolean;
  /** A line for people; on a terminal it is broken between words. */
  line(...pieces: readonly Piece[]): void;
  /** A line that a person copies: it is never broken. */
  copyable(text: string): void;
  /** A line that the next one replaces on a terminal; elsewhere shown at most once in a while. */
  transient(text: string): void;
  /** The one document of this command; ignored without `--json`. */
  document(value: object): void;
}

/** Columns where the terminal does not tell. */
const widthUnknown = 80;

/** Milliseconds between two progress lines where the stream is no terminal. */
const plainProgressInterval = 5_000;

/** Whoever reads the output has gone, which is their own choice (`| head`, a closed terminal). */
const readerGone: readonly unknown[] = ['EPIPE', 'EIO'];

/**
 * Keeps the work from being left half-done because its output cannot be written. The answer says whether output was lost that
 * somebody may be waiting for, on a full disk for instance.
 */
export function outliveReaders(streams: readonly NodeJS.WriteStream[]): () => boolean {
  const lost = new Set<NodeJS.WriteStream>();
  const gone = new Set<NodeJS.WriteStream>();
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // What follows the first error only says that the stream has ended.
      if (readerGone.includes(error.code)) gone.add(stream);
      else if (!gone.has(stream)) lost.add(stream);
    });
  }
  return () => lost.size > 0;
}

export function createOutput(
  json: boolean,
  standardOutput: NodeJS.WriteStream,
  standardError: NodeJS.WriteStream,
): Output {
  const stream = json ? standardError : standardOutput;
  let transientShown = false;
  let lastPlain = 0;
  const clear = () => {
    if (transientShown) stream.write('\r\x1b[2K');
    transientShown = false;
  };
  return {
    json,
    interactive: stream.isTTY,
    line(...pieces) {
      clear();
      const parts = pieces.map(printablePart);
      const lines = stream.isTTY ? brokenBetweenWords(parts, stream.columns || widthUnknown) : [parts];
      stream.write(lines.map((line) => `${line.map((part) => rendered(part, stream)).join('')}\n`).join(''));
    },
    copyable(text) {
      clear();
      stream.write(`${printable(text)}\n`);
    },
    transient(text) {
      if (stream.isTTY) {
        clear();
        stream.write(printable(text).slice(0, (stream.columns || widthUnknown) - 1));
        transientShown = true;
      } else if (Date.now() - lastPlain >= plainProgressInterval) {
        lastPlain = Date.now();
        stream.write(`${printable(text)}\n`);
      }
    },
    document(value) {
      if (json) standardOutput.write(`${JSON.stringify(value, undefined, 2)}\n`);
    },
  };
}

function printablePart(piece: Piece): StyledText {
  return typeof piece === 'string'
    ? { style: undefined, text: printable(piece) }
    : { style: piece.style, text: printable(piece.text) };
}

function rendered({ style, text }: StyledText, stream: NodeJS.WriteStream): string {
  return style === undefined ? text : styleText(style, text, { stream });
}

/**
 * Names come from a customer's directory: a control character in one must not steer the terminal, begin a line of its own,
 * or turn the direction of the text that follows.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
