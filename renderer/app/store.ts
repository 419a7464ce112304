import { create } from 'zustand';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { CallInput, CallName } from '../../shared/ipc/calls.ts';
import type { AppState, CallOutputs, Reply, StateDelta } from '../../shared/ipc/state.ts';
import type { Connection, Transport } from '../transport/transport.ts';
import { applyDelta, type Replica } from './replica.ts';

interface WindowState {
  readonly connection: Connection;
  readonly replica: Replica | undefined;
}

const useWindowStore = create<WindowState>(() => ({ connection: 'connected', replica: undefined }));

/** Longest time that deltas wait for a frame, in milliseconds: a hidden page paints none. */
const longestWait = 100;

/** Keeps the replica up to date from now on. Deltas are taken in once per frame: a step may report hundreds a second. */
export function followService(transport: Transport): void {
  const { bridge } = transport;
  let waiting: StateDelta[] = [];
  let scheduled = false;
  let reading = false;
  /** Counts the times that the state was asked for. */
  let asked = 0;

  const takeIn = () => {
    if (!scheduled) return;
    scheduled = false;
    // They are taken in after that.
    if (reading) return;
    const deltas = waiting;
    waiting = [];
    let { replica } = useWindowStore.getState();
    if (replica === undefined) return;
    for (const delta of deltas) {
      const end = applyDelta(replica, delta);
      if (end.kind === 'gap') {
        void readAnew();
        return;
      }
      if (end.kind === 'applied') replica = end.replica;
    }
    useWindowStore.setState({ replica });
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(takeIn);
    setTimeout(takeIn, longestWait);
  };

  async function readAnew(): Promise<void> {
    asked += 1;
    if (reading) return;
    reading = true;
    let answering: number;
    do {
      answering = asked;
      const answer = await bridge.call('getState', {});
      if (answer.ok) useWindowStore.setState({ replica: answer.value, connection: 'connected' });
      // Asked for meanwhile: what was answered may be older than the connection.
    } while (answering !== asked);
    reading = false;
    schedule();
  }

  bridge.onDelta((delta) => {
    waiting.push(delta);
    schedule();
  });
  transport.onConnection((connection) => {
    useWindowStore.setState({ connection });
    // What happened meanwhile was not heard.
    if (connection === 'connected') void readAnew();
  });
  void readAnew();
}

/** The connection, for the frame around the screens. */
export function useConnection(): Connection {
  return useWindowStore(({ connection }) => connection);
}

/** Whether there is anything to show yet. */
export function useIsReady(): boolean {
  return useWindowStore(({ replica }) => replica !== undefined);
}

/** A part of the service's state; only where `useIsReady`. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useWindowStore(({ replica }) => {
    if (replica === undefined) throw new Error('The state was asked for before it was read');
    return select(replica.state);
  });
}

let presentBridge: Bridge | undefined;

/** Set once, before anything is drawn. */
export function setBridge(bridge: Bridge): void {
  presentBridge = bridge;
}

/**
 * Calls the service. The answer comes when the replica holds all that changed before it: answers and deltas travel apart,
 * and an answer that overtakes would be shown together with work that has ended.
 */
export async function askService<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<Reply<CallOutputs[Name]>> {
  if (presentBridge === undefined) throw new Error('The window has no bridge');
  const reply = await presentBridge.call(name, input);
  await untilKnown(reply.sequence);
  return reply;
}

/** Resolves when the replica has come that far; a window that has lost its service for good waits for nothing. */
function untilKnown(sequence: number): Promise<void> {
  const isKnown = ({ replica, connection }: WindowState) =>
    connection === 'ended' || (replica !== undefined && replica.sequence >= sequence);
  return new Promise((resolve) => {
    if (isKnown(useWindowStore.getState())) {
      resolve();
      return;
    }
    const stop = useWindowStore.subscribe((state) => {
      if (!isKnown(state)) return;
      stop();
      resolve();
    });
  });
}
