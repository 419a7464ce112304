import logger from 'electron-log/node';
import { basename, join } from 'node:path';
import { assertNever } from '../../shared/base/assert-never.ts';

const mostBytes = 1_000_000;

/** All that is ever logged. There is no free text: a customer's names and secrets have no way in. */
export type LogEvent =
  | { readonly kind: 'started'; readonly version: string; readonly electron: string; readonly platform: string }
  | { readonly kind: 'window-gone'; readonly reason: string; readonly exitCode: number }
  /** What a worker said beside its answers: how much, and where; its words may quote what was worked on. */
  | { readonly kind: 'worker-said'; readonly stream: string; readonly characters: number }
  | { readonly kind: 'close-failed' | 'unexpected'; readonly error: unknown }
  | { readonly kind: 'ended' };

export interface Log {
  write(event: LogEvent): void;
}

/** Writes to `main.log` in a folder, at most two files of a megabyte; written before `write` returns. */
export function createLog(folder: string): Log {
  const log = logger.create({ logId: folder });
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.maxSize = mostBytes;
  log.transports.file.format = '{iso} {level} {text}';
  return {
    write(event) {
      if (event.kind === 'close-failed' || event.kind === 'unexpected') log.error(lineOf(event));
      else log.info(lineOf(event));
    },
  };
}

/** The line of an event. */
export function lineOf(event: LogEvent): string {
  switch (event.kind) {
    case 'started':
      return `started version=${event.version} electron=${event.electron} platform=${event.platform}`;
    case 'window-gone':
      return `window-gone reason=${event.reason} exitCode=${event.exitCode}`;
    case 'worker-said':
      return `worker-said stream=${event.stream} characters=${event.characters}`;
    case 'close-failed':
    case 'unexpected':
      return `${event.kind} ${placeOf(event.error)}`;
    case 'ended':
      return 'ended';
    default:
      return assertNever(event);
  }
}

/**
 * Where in the program an error arose: its class, its code and the lines of its stack. Its message is left out, because
 * messages quote what was worked on; folders are left out, because they name customers and users.
 */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(error.code) ? error.code : '';
  // The stack begins with the message, which might itself look like a line of a stack.
  const stack = (error.stack ?? '').replace(error.message, '');
  const places = [...stack.matchAll(/^\s+at .*?([^\s()]+):(\d+):(\d+)\)?$/gm)];
  const lines = places.map(([, file = '', line, column]) => `${fileName(file)}:${line}:${column}`);
  return [error.constructor.name, code, lines.join(' < ')].filter((part) => part !== '').join(' ');
}

/** A frame may be written as a path of either system or as an address. */
function fileName(path: string): string {
  return basename(path.replaceAll('\\', '/'));
}
