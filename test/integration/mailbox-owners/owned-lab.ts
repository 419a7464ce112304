import type { LabState } from '../../../electron/lab/state.ts';
import { licenseUsers } from '../../../electron/lab/world/licensing.ts';
import { runCycle, settleCloud } from '../../../electron/lab/world/settle.ts';
import type { Decider } from '../../../shared/engine/drive.ts';
import { guidFromBytes } from '../../../shared/base/guid.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import type { OwnerChoice } from '../../../shared/procedures/steps/mailbox-owners/owner-choices.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { copyOfLab } from '../../matrix/next-synchronization.ts';
import { agreeable } from '../../shared/engine/toy-run.ts';
import { labWorld, run, worldOf, type LabWorld } from '../null-clone/lab-run.ts';

const guidAttribute = 'msExchMailboxGuid';

/** Procedures whose undo brings the GUID back, each with a lab in which it took the GUID away. */
export const undoable = [
  ['null-clone', 'clean', nullClone],
  ['null-override', 'two-forests', nullOverride],
  ['null-override', 'inetorgperson', nullOverride],
  ['repair-recipe', 'recreated-default', repairRecipe],
] as const;

/** A run that is finished, after which every fourth user has a mailbox of its own GUID in Exchange Online. */
export async function finishedWithOwners(
  scenario: string,
  procedure: LabWorld['procedure'],
  users = 48,
): Promise<LabWorld> {
  const lab = labWorld(scenario, { users }, {}, procedure);
  runCycle(lab.state, 'Initial');
  settleCloud(lab.state);
  const { end } = await run(lab);
  if (end.kind !== 'finished') throw new Error(`The run did not finish: ${JSON.stringify(end)}`);
  licenseUsers(lab.state, (index) => (index % 4 === 0 ? 'directly' : 'not-at-all'));
  return lab;
}

/** The same run and lab once more, living on by itself. */
export function copyOf({ state, disk, options, procedure }: LabWorld): LabWorld {
  const copy = worldOf(copyOfLab(state), options, procedure);
  copy.disk.text = disk.text;
  for (const [path, text] of disk.files) copy.disk.files.set(path, text);
  return copy;
}

/** Users with a mailbox in Exchange Online, by their identifier in Entra ID, with its GUID. */
export function mailboxesIn(state: LabState): ReadonlyMap<string, string> {
  return new Map(
    [...state.exchangeOnline.recipients.values()].flatMap((row) =>
      row.recipientTypeDetails === 'UserMailbox' && row.softDeletedAt === undefined
        ? [[String(row.externalDirectoryObjectId), row.exchangeGuid]]
        : [],
    ),
  );
}

/** Users with a mailbox to whom Entra ID gives another GUID: looked at in the lab's cloud, past the ports. */
export function cutOff(state: LabState): readonly string[] {
  const mailboxes = mailboxesIn(state);
  return [...state.tenant.objects.values()].flatMap(({ id, attributes }) => {
    const own = mailboxes.get(id);
    const given = attributes.first(guidAttribute);
    const guid = given instanceof Uint8Array ? guidFromBytes(given) : undefined;
    return own === undefined || guid === undefined || guid === own ? [] : [id];
  });
}

/** Objects of Entra ID with a mailbox GUID. */
export function withGuid(state: LabState): number {
  return [...state.tenant.objects.values()].filter(({ attributes }) => attributes.has(guidAttribute)).length;
}

/** Agrees to everything, and answers the question of an undo so; with the right number unless another one is given. */
export function answering(choice: OwnerChoice, typed?: number): Decider {
  return {
    ...agreeable,
    answerUndo: async ({ answers }) => {
      const { confirmation } = answers.find(({ value }) => value === choice) ?? {};
      return { answer: choice, confirmation: typed ?? confirmation?.count };
    },
  };
}

/** The same lab with Exchange Online not connected. */
export function withoutExchangeOnline(world: LabWorld): LabWorld {
  const gone = async () =>
    ({
      ok: false,
      failure: { code: 'not-available', during: 'Exchange Online', raw: 'not connected', retry: 'pointless' },
    }) as const;
  const exchangeOnline = { organization: gone, recipients: gone, softDeletedRecipients: gone, recipientOf: gone };
  return { ...world, systems: { ...world.systems, exchangeOnline } };
}
