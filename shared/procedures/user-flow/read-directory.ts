import { success, type Result } from '../../failure.ts';
import { readingTexts as texts } from '../../messages/user-flow.ts';
import type { DirectoryReader, DirectoryRecipient } from '../../ports/directory.ts';
import { progressOf, type Gathering } from '../object-census.ts';
import { readAll } from '../paging.ts';
import { persistently } from '../patience.ts';
import type { DirectoryUser } from './join-users.ts';

/** Visits every user of a forest. */
export async function visitForest(
  directory: DirectoryReader,
  forest: string,
  gathering: Gathering,
  visit: (recipient: DirectoryRecipient) => void,
): Promise<Result<void>> {
  const during = texts.forest(forest);
  return readAll(
    gathering,
    during,
    (window) => directory.recipients(forest, window, gathering),
    (recipients, done, total) => {
      recipients.forEach(visit);
      gathering.progress(progressOf(during, done, total));
    },
  );
}

/** The users of AD with a mailbox GUID; undefined: AD is not connected. */
export async function readDirectoryUsers(
  directory: DirectoryReader,
  gathering: Gathering,
): Promise<Result<readonly DirectoryUser[] | undefined>> {
  const users: DirectoryUser[] = [];
  const forests = await persistently(gathering, () => directory.forests(gathering));
  if (!forests.ok) return unlessConnected(forests);
  for (const forest of forests.value) {
    const read = await visitForest(directory, forest, gathering, (recipient) => {
      if (recipient.mailboxGuid !== undefined) users.push({ ...recipient, forest });
    });
    if (!read.ok) return unlessConnected(read);
  }
  return success(users);
}

function unlessConnected(read: Extract<Result<unknown>, { readonly ok: false }>): Result<undefined> {
  return read.failure.code === 'not-available' ? success(undefined) : read;
}
