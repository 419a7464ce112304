import { assertNever } from '../../../shared/base/assert-never.ts';
import { failed, type Failure, type Result } from '../../../shared/base/failure.ts';
import { syncServerTexts } from '../texts.ts';
import { isWriteCall } from '../../../shared/systems/write-calls.ts';
import type { LabMachine } from '../machine.ts';
import { strike, type FaultKind, type PortName } from './fault-book.ts';

type Method = (...parameters: unknown[]) => Promise<Result<unknown>>;

/** A port whose every method may be struck by the faults that are switched on, and honours its call's signal. */
export function faultyPort<Port extends object>(machine: LabMachine, name: PortName, port: Port): Port {
  return new Proxy(port, {
    get(target, property, receiver) {
      const method: unknown = Reflect.get(target, property, receiver);
      if (typeof method !== 'function' || typeof property !== 'string') return method;
      return (...parameters: unknown[]) =>
        callWithFaults(machine, name, property, () => (method as Method).apply(target, parameters), parameters);
    },
  });
}

async function callWithFaults(
  machine: LabMachine,
  port: PortName,
  call: string,
  perform: () => Promise<Result<unknown>>,
  parameters: readonly unknown[],
): Promise<Result<unknown>> {
  const signal = signalOf(parameters.at(-1));
  if (signal?.aborted === true) return failed({ code: 'cancelled', during: call, raw: 'cancelled', retry: 'safe' });
  const kind = await strike(machine, port, call);
  if (kind === undefined) return perform();
  if (kind === 'time-out-after' || kind === 'connection-lost-after') await perform();
  if (kind === 'no-answer') await givenUp(signal);
  return failed(failureOf(kind, port, call));
}

/** Whoever calls without a signal waits for ever, as on a real system. */
function givenUp(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function failureOf(kind: FaultKind, port: PortName, call: string): Failure {
  const during = `${port} ${call}`;
  const unanswered = isWriteCall(call) ? 'effect-unknown' : 'safe';
  switch (kind) {
    case 'time-out-before':
    case 'time-out-after':
      // Whoever waits in vain cannot know whether the call arrived.
      return { code: 'time-out', during, raw: 'The operation has timed out.', retry: unanswered };
    case 'connection-lost-before':
      return { code: 'connection-lost', during, raw: 'No connection could be made.', retry: 'safe' };
    case 'connection-lost-after':
      return {
        code: 'connection-lost',
        during,
        raw: 'The connection was closed before the answer.',
        retry: unanswered,
      };
    case 'throttled':
      return { code: 'throttled', during, raw: '429 Too Many Requests', retry: 'safe', retryAfter: 30 };
    case 'access-denied':
      return {
        code: 'access-denied',
        during,
        raw: 'Insufficient privileges to complete the operation.',
        retry: 'pointless',
      };
    case 'connector-busy':
      return {
        code: 'connector-busy',
        during,
        raw: syncServerTexts.busy('contoso.onmicrosoft.com - AAD'),
        retry: 'safe',
      };
    case 'no-answer':
      return { code: 'cancelled', during, raw: 'The call was given up before it was answered.', retry: unanswered };
    default:
      return assertNever(kind);
  }
}

function signalOf(call: unknown): AbortSignal | undefined {
  const isCall = typeof call === 'object' && call !== null && 'signal' in call;
  return isCall && call.signal instanceof AbortSignal ? call.signal : undefined;
}
