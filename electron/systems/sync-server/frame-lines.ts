import { isUtf8 } from 'node:buffer';

/** Who hears what a worker's output holds. */
export interface LineListener {
  /** A line that begins with the marker, without it. */
  frame(text: string): void;
  /** The beginning of any other line. */
  stray(text: string): void;
  /** A frame that cannot be read: too long, or not UTF-8. */
  unreadable(why: 'too-long' | 'not-utf-8'): void;
}

/** Most bytes of one frame: five times the largest answer that is expected, and well below what a string can hold. */
const mostFrameBytes = 256 * 1024 * 1024;
const strayBytesKept = 2048;
const lineFeed = 0x0a;

/**
 * Cuts a worker's output into lines, however it arrives in pieces. The pieces of a line are joined once, at its end; of a
 * line that is no frame only the beginning is kept.
 */
export class FrameLines {
  readonly #prefix: Buffer;
  readonly #listener: LineListener;
  readonly #mostBytes: number;
  #pieces: Buffer[] = [];
  #length = 0;
  #kind: 'not-known-yet' | 'frame' | 'stray' = 'not-known-yet';

  constructor(marker: string, listener: LineListener, mostBytes = mostFrameBytes) {
    this.#prefix = Buffer.from(`${marker} `);
    this.#listener = listener;
    this.#mostBytes = mostBytes;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      this.#take(chunk.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    if (start < chunk.length) this.#take(chunk.subarray(start));
  }

  #take(piece: Buffer): void {
    const kept = this.#kind === 'stray' ? piece.subarray(0, Math.max(strayBytesKept - this.#length, 0)) : piece;
    if (kept.length > 0) this.#pieces.push(kept);
    this.#length += piece.length;
    if (this.#kind === 'not-known-yet' && this.#length >= this.#prefix.length) this.#recognise();
    if (this.#kind === 'frame' && this.#length > this.#mostBytes) {
      this.#forget();
      this.#kind = 'stray';
      this.#listener.unreadable('too-long');
    }
  }

  #recognise(): void {
    const head = Buffer.concat(this.#pieces);
    const isFrame = head.subarray(0, this.#prefix.length).equals(this.#prefix);
    this.#kind = isFrame ? 'frame' : 'stray';
    this.#pieces = [isFrame ? head : head.subarray(0, strayBytesKept)];
  }

  #endLine(): void {
    const line = Buffer.concat(this.#pieces);
    const isFrame = this.#kind === 'frame';
    this.#forget();
    if (!isFrame) {
      const text = line.toString('utf8').trim();
      if (text !== '') this.#listener.stray(text);
    } else if (isUtf8(line)) {
      this.#listener.frame(line.toString('utf8', this.#prefix.length));
    } else {
      this.#listener.unreadable('not-utf-8');
    }
  }

  #forget(): void {
    this.#pieces = [];
    this.#length = 0;
    this.#kind = 'not-known-yet';
  }
}
