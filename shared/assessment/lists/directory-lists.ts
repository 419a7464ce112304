import { recipientKindTexts } from '../../entra-connect/recipient-kind-texts.ts';
import { directoryListTexts as texts, listColumns, type ListText } from './texts.ts';
import { recipientKinds, type RecipientKind } from '../../entra-connect/recipient-kind.ts';
import { commonName, parentOf } from '../../entra-connect/evaluation/distinguished-names.ts';
import type { ForestFacts, NamedUser } from '../facts.ts';
import { forestFindingId, withoutNickname } from '../findings/directory.ts';
import type { StudiedFacts } from '../study.ts';
import { listOf, type OfferedList } from './offered-list.ts';

/** Lists of users of AD, forest by forest. */
export function directoryLists(facts: StudiedFacts): readonly OfferedList[] {
  return facts.forests.ok ? facts.forests.value.flatMap((one) => forestLists(one, facts)) : [];
}

function forestLists({ forest, recipients }: ForestFacts, facts: StudiedFacts): readonly OfferedList[] {
  if (!recipients.ok) return [];
  const { kinds, named, withMailboxGuid, duplicateGuids } = recipients.value;
  const idOf = (finding: string) => forestFindingId(finding, forest, facts);
  const { columns, shown, shownOfKind } = listColumns.directory;
  const list = (finding: string, text: ListText, users: readonly NamedUser[]) =>
    listOf({ id: idOf(finding), ...text, columns, shown }, users, (user) => directoryRow(user, text.why));
  const part = (name: RecipientKind | 'all' | 'with-guid', text: ListText, users: readonly NamedUser[]) => {
    const isSum = name === 'all' || name === 'with-guid';
    return {
      ...list('recipients', text, users),
      id: `${idOf('recipients')}.${name}`,
      shown: isSum ? shown : shownOfKind,
      isSum,
    };
  };
  const duplicates = duplicateGuids.flatMap(({ guid, distinguishedNames }) =>
    distinguishedNames.map((name) => ({ guid, name })),
  );
  return [
    part(
      'all',
      texts.all,
      recipientKinds.flatMap((kind) => kinds[kind]),
    ),
    part('with-guid', texts.withMailboxGuid, withMailboxGuid),
    ...recipientKinds.map((kind) => part(kind, texts.kinds[kind], kinds[kind])),
    list('no-mail-nickname', texts.withoutNickname, withoutNickname(forest, named, facts)),
    list('archive-guids', texts.archives, named.archives),
    listOf(
      { id: idOf('duplicate-guids'), ...texts.duplicates, ...listColumns.duplicates },
      duplicates,
      ({ guid, name }) => [commonName(name), name, guid],
    ),
  ];
}

function directoryRow(user: NamedUser, why: string): readonly string[] {
  const { distinguishedName, userPrincipalName, objectType, kind } = user;
  return [
    commonName(distinguishedName),
    userPrincipalName,
    distinguishedName,
    parentOf(distinguishedName),
    objectType,
    recipientKindTexts[kind],
    why,
  ];
}
