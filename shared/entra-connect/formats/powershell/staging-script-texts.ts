/** What the script for staging servers says when it refuses. */
export const stagingScriptTexts = {
  notStaging: 'This server is not in staging mode. On the active server Hybrid Preflight itself makes the change.',
  running: 'A synchronization is running. Wait until it has ended, then run this script again.',
  noConnector: (name: string) => `This server has no connector, or several, of the name ${name}.`,
  numberTaken: (precedence: number) =>
    `Another rule of this server holds the precedence ${precedence}. Put a free number below 100 into this script, lower than that of every other rule with msExchMailboxGuid.`,
} as const;
