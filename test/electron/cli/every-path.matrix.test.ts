import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import { decisionOf, reasonWords } from '../../remote-mailboxes.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { errorDocument, runDocument } from './documents.ts';
import { spoken } from './spoken.ts';

/** What a scenario is about needs more users than a few. */
const usersOf: Readonly<Record<string, number>> = { 'over-deletion-threshold': 600 };
const fewUsers = 30;

const path = z.looseObject({ procedure: z.string(), options: z.record(z.string(), z.string()).optional() });
const assessed = z.looseObject({
  recommendation: path.extend({ alternatives: z.array(path), afterwards: path.optional() }),
});

function words(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => ['--option', `${name}=${value}`]);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(scenarios.map(({ id }) => id))('on the command line, in the lab %s', (scenario) => {
  it('everything that is offered can be begun; nothing but what is recommended without a reason', async () => {
    const folder = await emptyFolder();
    const lab = join(folder, 'lab');
    const users = String(usersOf[scenario] ?? fewUsers);
    expect((await spoken('lab', 'create', scenario, '--at', lab, '--users', users)).code).toBe(0);
    const { stdout } = await spoken('assess', '--on', `lab:${lab}`, '--json');
    const { recommendation } = assessed.parse(JSON.parse(stdout));
    const offered = [recommendation, ...recommendation.alternatives].filter((one) =>
      registeredProcedures.has(one.procedure),
    );
    const others = [...registeredProcedures.keys()].filter((id) => offered.every(({ procedure }) => procedure !== id));
    for (const { procedure, options = {} } of [...offered, ...others.map((id) => ({ procedure: id, options: {} }))]) {
      const run = join(folder, `run-${procedure}`);
      const [first] = registeredProcedures.get(procedure)?.procedure.steps ?? [];
      const decided = decisionOf(procedure);
      const until = ['--yes', '--until', first?.id ?? '', '--json'];
      const wanted = [
        'run',
        procedure,
        '--on',
        `lab:${lab}`,
        '--run',
        run,
        ...words({ ...options, ...decided }),
        ...until,
      ];
      const isAlternative = procedure !== recommendation.procedure;
      if (isAlternative) {
        const refused = await spoken(...wanted);
        expect([procedure, refused.code]).toEqual([procedure, 2]);
        const { message, remedy } = errorDocument.parse(JSON.parse(refused.stdout));
        expect(message).toContain(procedure);
        expect(remedy).toContain('--option reason=');
        expect(await readdir(folder)).not.toContain(`run-${procedure}`);
      }
      // Whether it can be begun with a reason depends on what forbids it.
      if (others.includes(procedure)) continue;
      const begun = await spoken(...wanted, ...(isAlternative ? reasonWords : []));
      expect([procedure, begun.code]).toEqual([procedure, 0]);
      expect(runDocument.parse(JSON.parse(begun.stdout)).steps[0]?.state).toBe('verified');
    }
  });
});
