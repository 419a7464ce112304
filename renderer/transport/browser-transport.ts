import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { CallInput, CallName } from '../../shared/ipc/calls.ts';
import type { CallOutputs, Reply, StateDelta } from '../../shared/ipc/state.ts';
import { entryPaths, windowQuery } from '../../shared/ipc/entry.ts';
import { connectionTexts } from '../common/texts.ts';
import { post } from './browser-entry.ts';
import type { Connection, Transport } from './transport.ts';

/**
 * The browser host's bridge: calls by POST, deltas by server-sent events, nothing but the page's own origin. `secret` is the
 * window's.
 */
export function browserTransport(secret: string): Transport {
  const deltaListeners = new Set<(delta: StateDelta) => void>();
  const connectionListeners = new Set<(connection: Connection) => void>();
  const tell = (connection: Connection) => {
    for (const listener of connectionListeners) listener(connection);
  };
  let source: EventSource | undefined;

  /** Opened with the first listener, so that no delta goes by unheard. */
  function listen(): void {
    const events = new EventSource(`${entryPaths.events}?${windowQuery}=${secret}`);
    source = events;
    events.addEventListener('open', () => tell('connected'));
    events.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const delta = JSON.parse(data) as StateDelta;
      for (const listener of deltaListeners) listener(delta);
    });
    events.addEventListener('taken-over', () => {
      events.close();
      tell('ended');
    });
    // A closed source was refused by the host and does not try again by itself.
    events.addEventListener('error', () => tell(events.readyState === EventSource.CLOSED ? 'ended' : 'lost'));
  }

  const bridge: Bridge = {
    call: (name, input) => call(secret, name, input),
    onDelta(listener) {
      deltaListeners.add(listener);
      if (source === undefined) listen();
      return () => deltaListeners.delete(listener);
    },
  };
  return {
    bridge,
    pathOfFile: null,
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
  };
}

async function call<Name extends CallName>(
  secret: string,
  name: Name,
  input: CallInput<Name>,
): Promise<Reply<CallOutputs[Name]>> {
  try {
    const response = await post(entryPaths.call, { name, input }, secret);
    return (await response.json()) as Reply<CallOutputs[Name]>;
  } catch (error) {
    return { ok: false, problem: connectionTexts.unanswered(name, String(error)), sequence: 0 };
  }
}
