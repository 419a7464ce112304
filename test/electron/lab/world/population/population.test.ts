import { describe, expect, it } from 'vitest';
import { countsOf, sharePerThousand, type PersonKind } from '../../../../../electron/lab/world/population/kinds.ts';
import { usualShares, type PopulationPlan } from '../../../../../electron/lab/world/population/plan.ts';
import { populate } from '../../../../../electron/lab/world/population/population.ts';
import type { DirectoryRow } from '../../../../../electron/lab/state.ts';
import { valueText } from '../../../../../shared/entra-connect/rules/values.ts';

function plan(changes: Partial<PopulationPlan> = {}): PopulationPlan {
  return {
    forestName: 'fabrikam.com',
    domain: 'DC=fabrikam,DC=com',
    synchronizedContainer: 'OU=Company,DC=fabrikam,DC=com',
    otherContainer: 'OU=Not Synchronized,DC=fabrikam,DC=com',
    organization: 'Fabrikam',
    tenantDomain: 'fabrikam.onmicrosoft.com',
    users: 1000,
    shares: usualShares,
    inetOrgPersonsPerThousand: 20,
    seed: 7,
    now: '2026-11-20T08:00:00.000Z',
    ...changes,
  };
}

function people(changes: Partial<PopulationPlan> = {}, seed = 1): readonly DirectoryRow[] {
  return populate(plan(changes), { seed, count: 0 });
}

function userLike(rows: readonly DirectoryRow[]): readonly DirectoryRow[] {
  return rows.filter((row) => row.objectClass === 'user' || row.objectClass === 'inetOrgPerson');
}

function written(rows: readonly DirectoryRow[]): string {
  return rows
    .map((row) =>
      [
        row.id,
        row.distinguishedName,
        ...[...row.attributes.entries()].map(([name, values]) => `${name}=${values.map(valueText).join('|')}`),
      ].join(';'),
    )
    .join('\n');
}

describe('an invented population', () => {
  it('is the same for the same seed, byte for byte', () => {
    expect(written(people())).toBe(written(people()));
  });

  it('is another one for another seed', () => {
    expect(written(people({ seed: 8 }))).not.toBe(written(people()));
  });

  it.each([1, 24, 250, 1000, 4321])('has as many user-like objects as asked for: %i', (users) => {
    expect(userLike(people({ users }))).toHaveLength(users);
  });

  it('has every kind in its stated proportion', () => {
    expect(Object.values(sharePerThousand).reduce((sum, share) => sum + share, 0)).toBe(1000);
    expect(Object.fromEntries(countsOf(10_000))).toEqual(
      Object.fromEntries(Object.entries(sharePerThousand).map(([kind, share]) => [kind, share * 10])),
    );
  });

  it('has every kind at least once as soon as there is room', () => {
    expect([...countsOf(30).values()].every((count) => count >= 1)).toBe(true);
    expect([...countsOf(30).values()].reduce((sum, count) => sum + count, 0)).toBe(30);
  });

  it.each([
    // With archive, disabled, without nickname and outside the scope: all of them are user mailboxes.
    ['mailbox', 1n, 730 + 40 + 20 + 10 + 15],
    ['remote-mailbox', 2_147_483_648n, 50],
    ['mail-user', 128n, 30],
    ['shared-mailbox', 4n, 45],
    ['room', 16n, 15],
    ['equipment', 32n, 10],
  ] as const satisfies readonly (readonly [PersonKind, bigint, number])[])(
    'carries the recipient type of a %s',
    (_kind, typeDetails, count) => {
      const found = people().filter((row) => row.attributes.first('msExchRecipientTypeDetails') === typeDetails);
      expect(found).toHaveLength(count);
    },
  );

  it('gives on-premises mailboxes a database and a mailbox GUID, remote ones a routing address instead of the database', () => {
    const mailboxes = people().filter((row) => row.attributes.has('homeMDB'));
    const remote = people().filter((row) => row.attributes.first('msExchRecipientTypeDetails') === 2_147_483_648n);
    expect(mailboxes.every((row) => row.attributes.has('msExchMailboxGuid'))).toBe(true);
    expect(
      remote.every((row) => row.attributes.text('targetAddress')?.endsWith('@fabrikam.mail.onmicrosoft.com')),
    ).toBe(true);
    expect(remote.some((row) => row.attributes.has('homeMDB'))).toBe(false);
  });

  it('never gives two objects the same mailbox GUID, account name, SID or distinguished name', () => {
    const rows = people({ users: 5000 });
    for (const name of ['msExchMailboxGuid', 'sAMAccountName', 'objectSid', 'userPrincipalName', 'legacyExchangeDN']) {
      const values = rows.flatMap((row) => row.attributes.get(name) ?? []).map(valueText);
      expect(new Set(values).size, name).toBe(values.length);
    }
    expect(new Set(rows.map((row) => row.distinguishedName.toLowerCase())).size).toBe(rows.length);
  });

  it('keeps account names within 20 plain characters', () => {
    const names = people({ users: 5000 }).flatMap((row) => row.attributes.text('sAMAccountName') ?? []);
    expect(names.filter((name) => !/^[a-z0-9._]{1,20}$/.test(name))).toEqual([]);
  });

  it.each([
    ['umlauts', /[äöüß]/i],
    ['an apostrophe', /'/],
    ['a right-to-left script', /\p{Script=Arabic}|\p{Script=Hebrew}/u],
    ['emoji', /\p{Extended_Pictographic}/u],
    ['a comma', /,/],
  ])('has names with %s', (_what, pattern) => {
    const names = people({ users: 500 }).flatMap((row) => row.attributes.text('displayName') ?? []);
    expect(names.some((name) => pattern.test(name))).toBe(true);
  });

  it('escapes a comma in the distinguished name and not in the name itself', () => {
    const row = people().find((candidate) => candidate.attributes.text('cn')?.includes(','))!;
    expect(row.distinguishedName).toContain(String.raw`\,`);
    expect(row.attributes.text('cn')).not.toContain('\\');
  });

  it('creates every container before what is in it', () => {
    const seen = new Set<string>();
    const orphans = people().filter((row) => {
      const parent = row.distinguishedName
        .split(/(?<!\\),/)
        .slice(1)
        .join(',');
      seen.add(row.distinguishedName);
      return row.objectClass !== 'domainDNS' && !seen.has(parent);
    });
    expect(orphans).toEqual([]);
  });

  it('has inetOrgPersons in the stated proportion', () => {
    const count = (share: number) =>
      people({ inetOrgPersonsPerThousand: share }).filter((row) => row.objectClass === 'inetOrgPerson').length;
    expect([count(0), count(20), count(500)]).toEqual([0, 20, 500]);
  });

  it('has contacts with an address and groups whose members exist', () => {
    const rows = people();
    const names = new Set(rows.map((row) => row.distinguishedName));
    const groups = rows.filter((row) => row.objectClass === 'group');
    const contacts = rows.filter((row) => row.objectClass === 'contact');
    expect([contacts.length, groups.length]).toEqual([30, 20]);
    expect(contacts.every((row) => row.attributes.has('targetAddress'))).toBe(true);
    expect(
      groups.flatMap((row) => row.attributes.get('member') ?? []).filter((member) => !names.has(String(member))),
    ).toEqual([]);
  });

  it('keeps people outside the scope only where there is an outside', () => {
    const outside = people().filter((row) => row.distinguishedName.endsWith(',OU=Not Synchronized,DC=fabrikam,DC=com'));
    expect(outside).toHaveLength(15);
    expect(userLike(people({ otherContainer: undefined }))).toHaveLength(1000);
  });
});
