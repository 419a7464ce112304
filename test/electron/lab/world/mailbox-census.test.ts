import { describe, expect, it } from 'vitest';
import { countMailboxes, countMailboxGuids } from '../../../../electron/lab/world/mailbox-census.ts';
import { createScenario } from '../../../../electron/lab/world/create-scenario.ts';

function lab(id: string) {
  const created = createScenario(id, { users: 60 });
  if (!created.ok) throw new Error(created.failure.raw);
  return created.value.state;
}

describe('Where the mailbox GUID stands, as `lab show` counts it', () => {
  it('is everywhere from AD to Exchange Online before anything is changed', () => {
    const census = countMailboxGuids(lab('clean'));
    expect(census.directory).toBeGreaterThan(40);
    expect(census.metaverse).toBeGreaterThan(40);
    expect(census.tenant).toBeGreaterThan(40);
    expect(census.mailUsers).toBeGreaterThan(40);
    expect(census.directory).toBeGreaterThanOrEqual(census.metaverse);
  });

  it('keeps licensed users without a mailbox; only those who never had a GUID have one', () => {
    const census = countMailboxes(lab('licensed'));
    expect(census.licensedWithoutMailbox).toBeGreaterThan(20);
    expect(census.licensedWithoutMailbox + census.mailboxes).toBe(census.licensedUsers);
    expect(census.mailboxes).toBeLessThan(10);
  });

  it('leaves a few pilot users licensed in the clean lab', () => {
    const { licensedUsers } = countMailboxes(lab('clean'));
    expect(licensedUsers).toBeGreaterThan(0);
    expect(licensedUsers).toBeLessThan(10);
  });
});
