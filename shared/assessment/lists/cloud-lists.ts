import { zeroGuid } from '../../base/guid.ts';
import { cloudListTexts as texts, licenseValues, listColumns, type ListText } from './texts.ts';
import { timeText } from '../../base/words/time.ts';
import type { LicenceHolding } from '../../user-flow/exchange-licences.ts';
import type { CloudRecipientCensus, NamedRecipient } from '../facts.ts';
import type { StudiedFacts } from '../study.ts';
import { listOf, type OfferedList } from './offered-list.ts';

/** Lists of users of the tenant and of recipients of Exchange Online. */
export function cloudLists(facts: StudiedFacts): readonly OfferedList[] {
  return [...tenantLists(facts), ...recycleBinList(facts), ...recipientLists(facts)];
}

const holdings = ['direct', 'by-group', 'none'] as const satisfies readonly LicenceHolding[];

function tenantLists({ tenant, licensed }: StudiedFacts): readonly OfferedList[] {
  if (!tenant.ok) return [];
  const { synced, errors } = tenant.value;
  const peopleOf = (wanted: readonly LicenceHolding[]) =>
    wanted.flatMap((holding) => synced[holding].map((user) => ({ user, holding })));
  const list = (id: string, of: string, text: ListText, wanted: readonly LicenceHolding[]) =>
    listOf({ id, of, ...text, ...listColumns.tenant }, peopleOf(wanted), ({ user, holding }) => [
      user.displayName,
      user.userPrincipalName,
      licenseValues.holding[holding],
    ]);
  const isUpperBound = licensed.ok && licensed.value.basis === 'tenant';
  return [
    ...(isUpperBound ? [list('users-licensed', 'users-licensed', texts.licensedAtMost, ['direct', 'by-group'])] : []),
    { ...list('tenant.licensed.all', 'tenant.licensed', texts.synced, holdings), isSum: true },
    ...holdings.map((holding) =>
      list(`tenant.licensed.${holding}`, 'tenant.licensed', texts.holders[holding], [holding]),
    ),
    listOf({ id: 'tenant.provisioning-errors', ...texts.errors, ...listColumns.errors }, errors, (error) => [
      error.displayName,
      error.userPrincipalName,
      error.service,
      error.text,
    ]),
  ];
}

function recycleBinList({ recycleBin }: StudiedFacts): readonly OfferedList[] {
  if (!recycleBin.ok) return [];
  return [
    listOf({ id: 'tenant.recycle-bin', ...texts.recycleBin, ...listColumns.deletedUsers }, recycleBin.value, (user) => [
      user.userPrincipalName,
      timeText(user.deletedAt),
    ]),
  ];
}

function recipientLists({ cloudRecipients, softDeletedRecipients }: StudiedFacts): readonly OfferedList[] {
  return [
    ...(cloudRecipients.ok ? activeLists(cloudRecipients.value) : []),
    ...(softDeletedRecipients.ok
      ? [
          listOf(
            { id: 'exchange-online.soft-deleted', ...texts.softDeleted, ...listColumns.deletedRecipients },
            softDeletedRecipients.value,
            recipientRow,
          ),
        ]
      : []),
  ];
}

function activeLists(census: CloudRecipientCensus): readonly OfferedList[] {
  const list = (part: keyof CloudRecipientCensus, id: string, of: string) =>
    listOf({ id, of, ...texts[part], ...listColumns.recipients }, census[part], recipientRow);
  const counted = 'exchange-online.recipients';
  const managed = 'exchange-online.cloud-managed';
  return [
    list('mailUsersWithGuid', `${counted}.mail-users`, counted),
    list('mailboxes', `${counted}.mailboxes`, counted),
    list('cloudManaged', managed, managed),
  ];
}

/** Name, address, type, GUID, when it was deleted. */
function recipientRow(recipient: NamedRecipient): readonly string[] {
  const { displayName, primarySmtpAddress, recipientTypeDetails, exchangeGuid, softDeletedAt } = recipient;
  return [
    displayName,
    primarySmtpAddress,
    recipientTypeDetails,
    exchangeGuid === zeroGuid ? '' : exchangeGuid,
    softDeletedAt === undefined ? '' : timeText(softDeletedAt),
  ];
}
