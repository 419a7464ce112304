import { beforeAll, describe, expect, it } from 'vitest';
import { createScenario } from '../../../../electron/lab/world/create-scenario.ts';
import { describeLab, type LabDescription } from '../../../../electron/lab/world/show.ts';
import type { LabState } from '../../../../electron/lab/state.ts';

function lab(): LabState {
  const created = createScenario('half-applied', { users: 100 });
  if (!created.ok) throw new Error(created.failure.raw);
  return created.value.state;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

describe('the description of a lab', () => {
  let state: LabState;
  let description: LabDescription;

  beforeAll(() => {
    state = lab();
    description = describeLab(state);
  });

  it('is plain JSON', () => {
    // What JSON cannot hold – bigint, maps, bytes – would throw or come back different.
    const { lastCycleAt } = description.server;
    expect(lastCycleAt).toBeDefined();
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
  });

  it('counts every object of AD, of the metaverse, of the connector spaces and of the cloud once', () => {
    expect(total(description.forests[0]!.objects)).toBe(state.forests[0]!.objects.size);
    expect(total(description.metaverse)).toBe(state.metaverse.size);
    expect(total(description.tenant.objects) + description.tenant.recycleBin).toBe(state.tenant.objects.size);
    expect(total(description.recipients) + description.softDeletedRecipients).toBe(
      state.exchangeOnline.recipients.size,
    );
    expect(description.connectorSpaces.map(({ objects }) => objects)).toEqual(
      description.connectorSpaces.map(
        ({ connectorId }) =>
          [...state.connectorSpaces.values()].find((space) => space.connectorId === connectorId)!.objects.size,
      ),
    );
  });

  it('names the kinds of mailboxes', () => {
    expect(Object.keys(description.forests[0]!.objects)).toEqual(
      expect.arrayContaining(['user (UserMailbox)', 'user (RemoteUserMailbox)', 'user (MailUser)']),
    );
  });

  it('shows the rules that flow the mailbox GUID, the strongest first, with where they come from', () => {
    expect(
      description.contributors.map(({ precedence, origin, disabled, direction }) => [
        precedence,
        origin,
        disabled,
        direction,
      ]),
    ).toEqual([
      [108, 'default', true, 'inbound'],
      [109, 'default', false, 'inbound'],
      [120, 'default', false, 'outbound'],
      [200, 'clone', false, 'inbound'],
    ]);
  });

  it('shows the scheduler and the last runs', () => {
    expect(description.scheduler).toMatchObject({
      syncCycleEnabled: false,
      stagingMode: false,
      cycleInProgress: false,
    });
    expect(description.lastRuns.map(({ result }) => result)).toEqual(Array(12).fill('success'));
  });

  it('changes nothing', () => {
    const before = JSON.stringify(describeLab(state));
    describeLab(state);
    expect(JSON.stringify(describeLab(state))).toBe(before);
  });
});
