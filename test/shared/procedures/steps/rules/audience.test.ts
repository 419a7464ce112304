import { describe, expect, it } from 'vitest';
import { labClock } from '../../../../../electron/lab/clock.ts';
import { readMembers } from '../../../../../shared/procedures/steps/rules/audience.ts';
import type { Reading } from '../../../../../shared/systems/contexts.ts';
import { labWorld } from '../../../../integration/null-clone/lab-run.ts';

describe('the members of a group', () => {
  it('are not taken for none where the server withholds them', async () => {
    const { machine, systems } = labWorld('clean', { users: 10 });
    const connector = machine.state.server.connectors.find(({ kind }) => kind === 'ad')!;
    const { objects } = machine.state.connectorSpaces.get(connector.id)!;
    const [group] = [...objects.values()];
    const member = Array.from({ length: 250_001 }, (_, index) => `CN=${String(index)}`);
    objects.put({ ...group!, attributes: group!.attributes.with([['member', member]]) });
    const { signal } = new AbortController();
    const context = { systems, signal, clock: labClock(machine), progress: () => undefined } as unknown as Reading;
    const name = group!.distinguishedName;
    expect(await readMembers(context, connector, [name])).toMatchObject({
      ok: false,
      failure: { code: 'group-too-large', raw: name, retry: 'pointless' },
    });
    expect(await readMembers(context, connector, ['CN=Another'])).toMatchObject({ ok: true });
  });
});
