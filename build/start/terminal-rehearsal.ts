import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommandLine } from '../../electron/cli/main.ts';
import { claimFolder } from '../../electron/session/claim-folder.ts';
import { userFolders } from '../../electron/session/user-surroundings.ts';

const usualScenario = 'clean';

/** The rehearsal without a window: a new lab, its assessment, and null-clone step by step at the terminal. */
export async function rehearseInTerminal(scenario = usualScenario): Promise<number> {
  const { engagements } = userFolders();
  await mkdir(engagements, { recursive: true });
  const folder = await claimFolder(engagements, `practice-${scenario.replace(/[^a-z0-9-]/gi, '')}`);
  const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
  const created = await runCommandLine(['lab', 'create', scenario, '--at', lab]);
  return created === 0 ? runCommandLine(['run', 'null-clone', '--on', `lab:${lab}`, '--run', run]) : created;
}
