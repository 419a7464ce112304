import type { Result } from '../base/failure.ts';
import type { Guid } from '../base/guid.ts';
import type { Call, Window, WindowOf } from './call.ts';

/** Exchange in a forest (graph-exchange.md §4.1). */
export interface ExchangeInForest {
  /** `rangeUpper` of ms-Exch-Schema-Version-Pt; undefined: the schema was never extended. */
  readonly schemaVersion: number | undefined;
  readonly organization: string | undefined;
  readonly servers: readonly string[];
  readonly hybridConfigured: boolean;
}

/** A user or inetOrgPerson of AD with what matters for its mailbox. */
export interface DirectoryRecipient {
  readonly objectGuid: Guid;
  readonly distinguishedName: string;
  readonly objectType: 'user' | 'inetOrgPerson';
  readonly userPrincipalName: string | undefined;
  readonly mailNickname: string | undefined;
  readonly mailboxGuid: Guid | undefined;
  readonly archiveGuid: Guid | undefined;
  /** msExchRecipientTypeDetails, a 64-bit integer (graph-exchange.md §4.2). */
  readonly recipientTypeDetails: bigint | undefined;
  readonly hasHomeDatabase: boolean;
}

/** Reading AD. Every method names the forest as the AD connector does. */
export interface DirectoryReader {
  forests(call: Call): Promise<Result<readonly string[]>>;
  exchange(forest: string, call: Call): Promise<Result<ExchangeInForest>>;
  recipients(forest: string, window: Window, call: Call): Promise<Result<WindowOf<DirectoryRecipient>>>;
}
