import { z } from 'zod';
import { parseGuid, type Guid } from '../../../base/guid.ts';
import type { ConnectorId } from '../../../base/identifiers.ts';

/** An object of AD, with the name by which a rule can tell it from every other one of its type. */
interface NamedObject {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
  /** Null: there is none, or another object has it too. */
  readonly userPrincipalName: string | null;
}

/**
 * A user whose mailbox in Exchange Online has another GUID than the one that the rules would give: that GUID would cut the
 * user off from it.
 */
export interface MailboxOwner {
  /** Of the user in Entra ID. */
  readonly id: string;
  /** Source anchor, base64. */
  readonly anchor: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly distinguishedName: string;
  /** The one that the rules would give. */
  readonly directoryGuid: string;
  /** Null: the user is licensed, and Exchange Online may make the mailbox at any moment. */
  readonly mailboxGuid: string | null;
  readonly items: number;
  /** The user's objects whose rules contribute the GUID. */
  readonly objects: readonly NamedObject[];
}

const connectorId = z
  .string()
  .refine((text) => parseGuid(text) === text, 'not a GUID in canonical form')
  .transform((text) => text as Guid as ConnectorId);

export const mailboxOwnerSchema: z.ZodType<MailboxOwner> = z.strictObject({
  id: z.string(),
  anchor: z.string(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  distinguishedName: z.string(),
  directoryGuid: z.string(),
  mailboxGuid: z.string().nullable(),
  items: z.int(),
  objects: z.array(z.strictObject({ connectorId, objectType: z.string(), userPrincipalName: z.string().nullable() })),
});
