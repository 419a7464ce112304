import type { Service } from '../../shared/ipc/bridge.ts';
import type { CallInput, CallName } from '../../shared/ipc/calls.ts';
import { practiceTexts } from './texts.ts';
import { claimFolder } from '../run/claim-folder.ts';

/** Begins an engagement for practice in a new folder and opens a lab in it; problems are shown by the window. */
export async function beginPractice(
  service: Service,
  { scenario, operator, folder }: { readonly scenario: string; readonly operator: string; readonly folder: string },
): Promise<void> {
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => service.call(name, input);
  const own = await claimFolder(folder, `practice-${scenario.replace(/[^a-z0-9-]/gi, '')}`);
  await call('startEngagement', { customer: practiceTexts.customer, ticket: '', operator, folder: own });
  await call('openTarget', { kind: 'scenario', scenario });
}
