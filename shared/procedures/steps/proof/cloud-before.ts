import { failed, success, type Result } from '../../../base/failure.ts';
import { beforeTexts } from './texts.ts';
import type { EntraObjectId } from '../../../base/identifiers.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import { hasMailbox } from '../../../user-flow/cloud-mailbox.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { Round } from '../rules/rule-change.ts';
import { sealedLines } from '../rules/sealed-lines.ts';

/** Where the recipients of Exchange Online before a round are sealed: one line per recipient. */
export function cloudBeforeFile({ folder }: Round): string {
  return `${folder}cloud-recipients.tsv`;
}

/** Who had a mailbox in the cloud before: Entra object id → ExchangeGuid. */
export type MailboxesBefore = ReadonlyMap<string, string>;

/** The lines to seal; undefined when Exchange Online is not connected. `alsoSees` is told of every recipient. */
export async function cloudBefore(
  context: Reading,
  alsoSees: (recipient: CloudRecipient) => void,
): Promise<Result<string | undefined>> {
  const lines: string[] = [];
  const read = await visitCloudRecipients(context, (recipient) => {
    alsoSees(recipient);
    const { externalDirectoryObjectId: id, recipientTypeDetails, exchangeGuid } = recipient;
    if (id !== undefined) lines.push(`${[id, recipientTypeDetails, exchangeGuid].join('\t')}\n`);
  });
  if (read.ok) return success(lines.join(''));
  return read.failure.code === 'not-available' ? success(undefined) : read;
}

/** A recipient as it was sealed. */
export interface RecipientBefore {
  readonly isMailbox: boolean;
  readonly guid: string;
}

export async function readRecipientsBefore(
  context: Reading,
  round: Round,
): Promise<Result<ReadonlyMap<EntraObjectId, RecipientBefore>>> {
  const text = await context.evidenceFile(cloudBeforeFile(round));
  if (!text.ok) return text;
  const recipients = new Map<EntraObjectId, RecipientBefore>();
  for (const line of sealedLines(text.value)) {
    const [id, kind, guid] = line.split('\t');
    if (id === undefined || guid === undefined) {
      return failed({ code: 'invalid-answer', during: cloudBeforeFile(round), raw: line, retry: 'pointless' });
    }
    recipients.set(id as EntraObjectId, {
      isMailbox: hasMailbox({ recipientTypeDetails: kind ?? '', exchangeGuid: guid }),
      guid,
    });
  }
  return success(recipients);
}

export async function readMailboxesBefore(context: Reading, round: Round): Promise<Result<MailboxesBefore>> {
  const recipients = await readRecipientsBefore(context, round);
  if (!recipients.ok) return recipients;
  return success(
    new Map([...recipients.value].flatMap(([id, { isMailbox, guid }]) => (isMailbox ? [[id, guid]] : []))),
  );
}

export async function visitCloudRecipients(
  context: Reading,
  visit: (recipient: CloudRecipient) => void,
): Promise<Result<void>> {
  const during = beforeTexts.readingCloud;
  return readAll(
    context,
    during,
    (window) => context.systems.exchangeOnline.recipients(window, context),
    (recipients, done, total) => {
      recipients.forEach(visit);
      context.progress(progressOf(during, done, total));
    },
  );
}
