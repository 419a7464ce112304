/** The decision about remote mailboxes, as an option of a run: null-clone asks for it in every lab that has some. */
export const remoteMailboxesDecided = { 'remote-mailboxes': 'They are migrated with the others.' } as const;

/** The same for the procedures that have the option; others need none. */
export function decisionOf(procedure: string): Readonly<Record<string, string>> {
  return procedure === 'null-clone' || procedure === 'repair-recipe' ? remoteMailboxesDecided : {};
}

/** What null-clone takes in the window in every lab with remote mailboxes, where null-override is recommended. */
export const decidedOptions = { ...remoteMailboxesDecided, reason: 'The change board asks for it.' } as const;

/** Why a procedure is chosen that is not the recommended one, as the command line demands it. */
export const reasonWords: readonly string[] = ['--option', `reason=${decidedOptions.reason}`];

/** What null-clone takes on the command line in every lab with remote mailboxes, where null-override is recommended. */
export const decidedWords: readonly string[] = [
  ...Object.entries(remoteMailboxesDecided).flatMap(([name, reason]) => ['--option', `${name}=${reason}`]),
  ...reasonWords,
];
