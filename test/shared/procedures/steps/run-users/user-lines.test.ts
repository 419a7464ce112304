import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recipientKinds } from '../../../../../shared/entra-connect/recipient-kind.ts';
import { buckets } from '../../../../../shared/user-flow/buckets.ts';
import {
  readUsersAfter,
  readUsersBefore,
  readUsersLicensed,
  writeUsersAfter,
  writeUsersBefore,
  writeUsersLicensed,
} from '../../../../../shared/procedures/steps/run-users/user-lines.ts';

const text = fc.string({ unit: 'binary' });
const cell = fc.constantFrom('', 'not-read', 'absent', '1b6e0c1e-0000-4000-8000-000000000001');
const mailbox = fc.constantFrom('yes', 'no', 'absent', 'not-read');
const state = fc.record({ metaverse: cell, entra: cell, exchangeOnline: cell, mailbox });
const before = fc.record({
  ...{ id: text, metaverseId: fc.option(text), entraId: fc.option(text), name: text, userPrincipalName: text },
  ...{ distinguishedName: text, objectType: text, kind: fc.constantFrom(...recipientKinds), guid: cell, state },
  ...{ bucket: fc.constantFrom(...buckets), isAffected: fc.boolean() },
  holding: fc.constantFrom('none', 'direct', 'by-group', 'absent', 'not-read'),
});
const after = fc.record({ id: text, state, verdict: fc.constantFrom('as-planned', 'not-as-planned', 'not-told') });
const licensed = fc.record({
  ...{ entraId: text, action: fc.constantFrom('assign', 'reassign', 'expected'), products: text },
  ...{ exchangeOnline: cell, mailbox },
});

it('reads the sealed lines as they were written, whatever a name contains', () => {
  fc.assert(
    fc.property(fc.array(before), fc.array(after), fc.array(licensed), (one, two, three) => {
      expect(readUsersBefore(writeUsersBefore(one))).toEqual(one);
      expect(readUsersAfter(writeUsersAfter(two))).toEqual(two);
      expect(readUsersLicensed(writeUsersLicensed(three))).toEqual(three);
    }),
  );
});

it('writes one line a user', () => {
  fc.assert(
    fc.property(fc.array(before), (users) => {
      expect(writeUsersBefore(users).split('\n')).toHaveLength(users.length + 1);
    }),
  );
});
