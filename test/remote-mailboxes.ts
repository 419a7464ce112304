/** The decision that null-clone asks for in every lab with remote mailboxes, as an option of a run. */
export const remoteMailboxesDecided = { 'remote-mailboxes': 'They are migrated with the others.' } as const;

/** The same on the command line. */
export const decidedWords: readonly string[] = Object.entries(remoteMailboxesDecided).flatMap(([name, reason]) => [
  '--option',
  `${name}=${reason}`,
]);
