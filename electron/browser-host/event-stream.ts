import type { ServerResponse } from 'node:http';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';

/** Milliseconds between two signs of life. */
const heartbeat = 15_000;
/** Bytes that wait for a window that does not read; it then has to read the state anew. */
const mostWaiting = 32 * 2 ** 20;

/** Begins a stream of server-sent events with a sign of life now and then. */
export function beginEvents(response: ServerResponse, time: HostTime): void {
  response.write('retry: 1000\n\n');
  let stop = () => {};
  const beat = () => {
    stop = time.after(heartbeat, () => {
      response.write(': here\n\n');
      beat();
    });
  };
  beat();
  response.on('close', () => stop());
}

/** Sends one event; a window that has fallen too far behind is cut off and connects again. */
export function sendEvent(response: ServerResponse, data: string, event?: string): void {
  if (response.writableLength > mostWaiting) {
    response.destroy();
    return;
  }
  // JSON holds no line break: one data line is the whole event.
  response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`);
}
