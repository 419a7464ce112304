import { describe, expect, it } from 'vitest';
import { zeroGuid } from '../../../shared/base/guid.ts';
import { hasMailbox } from '../../../shared/user-flow/cloud-mailbox.ts';

const guid = '5a5a5a5a-0000-4000-8000-000000000001';

describe('a recipient of Exchange Online', () => {
  it.each([
    ['the mailbox of a user', 'UserMailbox', guid, true],
    ['a mailbox of another kind, a shared one perhaps', 'Other', guid, true],
    ['a mail user that holds a GUID', 'MailUser', guid, false],
    ['a recipient of another kind without a mailbox', 'Other', zeroGuid, false],
  ])('that is %s counts as such', (_what, recipientTypeDetails, exchangeGuid, expected) => {
    expect(hasMailbox({ recipientTypeDetails, exchangeGuid })).toBe(expected);
  });
});
