/** What becomes of users who have a mailbox in Exchange Online with another GUID. */
export const ownerChoices = ['keep', 'refuse', 'restore-anyway'] as const;
export type OwnerChoice = (typeof ownerChoices)[number];

/** Where nothing was chosen: keep; where that is impossible, nothing is done. */
export const standardOwnerChoice: OwnerChoice = 'keep';
