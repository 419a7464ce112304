import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../renderer/common/object-columns.ts';

const guid = '5f0c2a11-7d3e-4b60-9a12-3c4d5e6f7081';
const name = 'CN=Anna Kay,OU=Users,OU=Staff,DC=contoso,DC=com';

describe('the columns of a table of named objects', () => {
  const [person, mailbox, identifier] = columnsOf(['Object', 'Mailbox', 'GUID'], [[name, '3 items', guid], [name, '1 item', '']]); // prettier-ignore

  it('leave a GUID whole', () => {
    expect(identifier?.width).toBeGreaterThan(guid.length * 0.5);
  });

  it('give a long name more room than a number, and neither less than it needs', () => {
    expect(person?.share).toBeGreaterThan(mailbox?.share ?? 0);
    expect(person?.least).toBeGreaterThan(mailbox?.least ?? 0);
    expect(mailbox?.least).toBeGreaterThanOrEqual(7);
  });

  it('have room for their headings where the table is empty', () => {
    expect(columnsOf(['msExchMailboxGuid in the metaverse'], [])[0]?.least).toBe(18);
  });
});
