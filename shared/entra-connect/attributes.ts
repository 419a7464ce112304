/** The attribute whose flow Solution 1 replaces. */
export const mailboxGuidAttribute = 'msExchMailboxGuid';
