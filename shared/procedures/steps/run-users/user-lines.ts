import { z } from 'zod';
import { buckets } from '../../../user-flow/buckets.ts';
import { recipientKinds } from '../../../entra-connect/recipient-kind.ts';

/**
 * The users of a run, one by one: sealed before the change and again by each proof, one JSON array a line. `users.csv` of the
 * report is made from these files and from nothing else.
 */

/** A GUID as it was read: `not-read`, `absent` (there is no object), empty (the object has none), or the GUID. */
const guidRead = z.string();
export const notRead = 'not-read';
export const absent = 'absent';

/** Whether a user has a mailbox in Exchange Online; `absent`: there is no recipient. */
const mailboxRead = z.enum(['yes', 'no', absent, notRead]);
type MailboxRead = z.infer<typeof mailboxRead>;

const holdings = ['none', 'direct', 'by-group', absent, notRead] as const;

const beforeLine = z.tuple([
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.enum(recipientKinds),
  guidRead,
  z.enum(buckets as [(typeof buckets)[number]]),
  z.boolean(),
  z.enum(holdings),
  guidRead,
  guidRead,
  guidRead,
  mailboxRead,
]);

/** What three systems hold of a user. */
export interface UserState {
  readonly metaverse: string;
  /** Connector space of Microsoft Entra ID. */
  readonly entra: string;
  readonly exchangeOnline: string;
  readonly mailbox: MailboxRead;
}

export const unreadState: UserState = {
  metaverse: notRead,
  entra: notRead,
  exchangeOnline: notRead,
  mailbox: notRead,
};

/** A user whom a round is about, before it. */
export interface UserBefore {
  /** Of the object in the connector space of AD. */
  readonly id: string;
  readonly metaverseId: string | null;
  readonly entraId: string | null;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly distinguishedName: string;
  readonly objectType: string;
  readonly kind: (typeof recipientKinds)[number];
  /** In AD. */
  readonly guid: string;
  readonly bucket: (typeof buckets)[number];
  /** Loses the GUID in Microsoft 365 by the change, or gets it back there. */
  readonly isAffected: boolean;
  readonly holding: (typeof holdings)[number];
  readonly state: UserState;
}

export function writeUsersBefore(users: readonly UserBefore[]): string {
  return users
    .map(({ state, ...user }) => {
      const { id, metaverseId, entraId, name, userPrincipalName, distinguishedName, objectType, kind } = user;
      const line: z.infer<typeof beforeLine> = [
        ...[id, metaverseId, entraId, name, userPrincipalName, distinguishedName, objectType, kind],
        ...[user.guid, user.bucket, user.isAffected, user.holding],
        ...[state.metaverse, state.entra, state.exchangeOnline, state.mailbox],
      ] as z.infer<typeof beforeLine>;
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

export function readUsersBefore(text: string): readonly UserBefore[] {
  return linesOf(text).map((line) => {
    const [id, metaverseId, entraId, name, userPrincipalName, distinguishedName, objectType, kind, ...rest] =
      beforeLine.parse(line);
    const [guid, bucket, isAffected, holding, metaverse, entra, exchangeOnline, mailbox] = rest;
    return {
      ...{ id, metaverseId, entraId, name, userPrincipalName, distinguishedName, objectType, kind },
      ...{ guid, bucket, isAffected, holding },
      state: { metaverse, entra, exchangeOnline, mailbox },
    };
  });
}

const verdicts = ['as-planned', 'not-as-planned', 'not-told'] as const;
const afterLine = z.tuple([z.string(), guidRead, guidRead, guidRead, mailboxRead, z.enum(verdicts)]);

/** A user as a proof has read it back; `not-told`: the proof says nothing of this user. */
export interface UserAfter {
  readonly id: string;
  readonly state: UserState;
  readonly verdict: (typeof verdicts)[number];
}

export function writeUsersAfter(users: readonly UserAfter[]): string {
  return users
    .map(({ id, state: { metaverse, entra, exchangeOnline, mailbox }, verdict }) => {
      const line: z.infer<typeof afterLine> = [id, metaverse, entra, exchangeOnline, mailbox, verdict];
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

export function readUsersAfter(text: string): readonly UserAfter[] {
  return linesOf(text).map((line) => {
    const [id, metaverse, entra, exchangeOnline, mailbox, verdict] = afterLine.parse(line);
    return { id, state: { metaverse, entra, exchangeOnline, mailbox }, verdict };
  });
}

/** Where the license step seals who was to get a mailbox. */
export const usersLicensedFile = 'licence/users.jsonl';

const licenceActions = ['assign', 'reassign', 'expected'] as const;
const licenceLine = z.tuple([z.string(), z.enum(licenceActions), z.string(), guidRead, mailboxRead]);

/** A user who was to get a mailbox, as the license step has read it back. */
export interface UserLicensed {
  readonly entraId: string;
  readonly action: (typeof licenceActions)[number];
  /** Identifiers of the products that were assigned; empty: none. */
  readonly products: string;
  readonly exchangeOnline: string;
  readonly mailbox: MailboxRead;
}

export function writeUsersLicensed(users: readonly UserLicensed[]): string {
  return users
    .map(({ entraId, action, products, exchangeOnline, mailbox }) => {
      const line: z.infer<typeof licenceLine> = [entraId, action, products, exchangeOnline, mailbox];
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

export function readUsersLicensed(text: string): readonly UserLicensed[] {
  return linesOf(text).map((line) => {
    const [entraId, action, products, exchangeOnline, mailbox] = licenceLine.parse(line);
    return { entraId, action, products, exchangeOnline, mailbox };
  });
}

/** The file is checked against its seal before it gets here, so a malformed line is a bug. */
function linesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
