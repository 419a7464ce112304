import type { ObjectTable, Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { success } from '../../failure.ts';
import { ownerTexts as texts } from '../../messages/doctor-procedures.ts';
import type { Plain } from '../plain.ts';
import type { HybridSystems, Reading } from '../systems.ts';
import { readMailboxOwners } from './mailbox-owners.ts';

interface OwnerFacts {
  /** False: a system that would know is not connected. */
  readonly known: boolean;
  /** Rows of the table. */
  readonly owners: readonly (readonly string[])[];
}
type Facts = Plain<OwnerFacts>;

/** Names, one by one, who owns a cloud mailbox with another GUID, before anything is changed. */
export const nameOwners: Step<HybridSystems, Facts, null> = {
  id: 'name-owners',
  revision: 1,
  ...texts.step,
  risk: 'none',
  probe,
  plan,
  capture: async () => success({ state: null, files: [] }),
  apply: async () => success(undefined),
  verify,
  undo: { kind: 'changes-nothing' },
};

async function probe(context: Reading): Promise<Probe<Facts>> {
  const owners = await readMailboxOwners(context);
  if (!owners.ok) return { kind: 'unknown', failure: owners.failure };
  const rows = (owners.value ?? []).map((owner) => [
    owner.distinguishedName,
    owner.userPrincipalName ?? '',
    owner.objectType,
    owner.directoryGuid,
    owner.mailboxGuid,
  ]);
  return { kind: 'ready', facts: { known: owners.value !== undefined, owners: rows } };
}

function tableOf({ owners }: Facts): readonly ObjectTable[] {
  return owners.length === 0
    ? []
    : [{ id: 'mailbox-owners', title: texts.tableTitle, columns: texts.columns, rows: owners }];
}

function plan(facts: Facts): StepPlan {
  return {
    summary: facts.known ? texts.summary(facts.owners.length) : texts.summaryUnknown,
    changes: [],
    commands: [],
    impact: texts.impact,
    objects: tableOf(facts),
    confirmation: undefined,
  };
}

async function verify(context: Reading): Promise<Verification> {
  const probed = await probe(context);
  if (probed.kind === 'unknown') return probed;
  const facts = probed.kind === 'ready' ? probed.facts : { known: false, owners: [] };
  const evidence = [{ label: texts.tableTitle, after: facts.known ? facts.owners.length : texts.notKnown }];
  return { kind: 'passed', evidence, objects: tableOf(facts) };
}
