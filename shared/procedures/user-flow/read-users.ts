import { success, type Result } from '../../failure.ts';
import type { SystemReaders } from '../../ports/systems.ts';
import type { Connector } from '../../sync-rules/model.ts';
import type { Gathering } from '../object-census.ts';
import { joinUsers } from './join-users.ts';
import { readCloud } from './read-cloud.ts';
import { readDirectoryUsers } from './read-directory.ts';
import { readSpaces, unreadSpace } from './read-spaces.ts';
import type { FlowUsers } from './user.ts';

/** Follows every user of AD with a mailbox GUID through all systems that are connected. */
export async function readFlowUsers(
  systems: SystemReaders,
  connectors: readonly Connector[],
  gathering: Gathering,
): Promise<Result<FlowUsers>> {
  const directory = await readDirectoryUsers(systems.directory, gathering);
  if (!directory.ok) return directory;
  const spaces = await readSpaces(systems.syncServer, connectors, namesOf(directory.value ?? []), gathering);
  const unread = unreadSpace(connectors, spaces);
  if (unread?.ok === false) return unread;
  const cloud = await readCloud(systems, spaces.entraSpace, gathering);
  if (!cloud.ok) return cloud;
  return success(joinUsers({ directory: directory.value, ...spaces, ...cloud.value }));
}

/** Distinguished names as they compare. */
export function namesOf(users: readonly { readonly distinguishedName: string }[]): ReadonlySet<string> {
  return new Set(users.map(({ distinguishedName }) => distinguishedName.toLowerCase()));
}
