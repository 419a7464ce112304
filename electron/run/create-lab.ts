import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { failed, success, type Result } from '../../shared/base/failure.ts';
import type { LabOrder, LabOrderEnd } from './create-lab-worker.ts';

/** What a lab of an order turned out to be: what a person should know of it. */
export interface CreatedLab {
  readonly notes: readonly string[];
}

/**
 * Builds a lab in a new folder, in a thread of its own: inventing and synchronizing many people keeps a processor busy for
 * a while, and whoever waits must be able to cancel. The folder must be the caller's own: it is removed unless the lab is whole.
 */
export async function createLabInThread(order: LabOrder, signal: AbortSignal): Promise<Result<CreatedLab>> {
  const end = signal.aborted ? 'cancelled' : await endOf(order, signal);
  if (end !== 'cancelled' && end.ok) return success({ notes: end.notes });
  await rm(order.at, { recursive: true, force: true });
  if (end === 'cancelled') {
    return failed({ code: 'cancelled', during: `create a lab in ${order.at}`, raw: '', retry: 'safe' });
  }
  return failed(end.failure);
}

async function endOf(order: LabOrder, signal: AbortSignal): Promise<LabOrderEnd | 'cancelled'> {
  const ended = Promise.withResolvers<LabOrderEnd | 'cancelled'>();
  const worker = new Worker(new URL('./create-lab-worker.ts', import.meta.url), { workerData: order });
  const onAbort = () => ended.resolve('cancelled');
  signal.addEventListener('abort', onAbort, { once: true });
  worker.once('message', (end: LabOrderEnd) => ended.resolve(end));
  worker.once('error', (error) => ended.reject(error));
  worker.once('exit', (code) => ended.reject(new Error(`The thread that builds the lab ended with code ${code}`)));
  try {
    return await ended.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
