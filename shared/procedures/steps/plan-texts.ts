import { anyInvocation } from '../../base/words/any-invocation.ts';
import { counted } from '../../base/words/counted.ts';

/** What holds for every change of rules. Sources: entra-connect.md §0, §4, §5; procedures.md. */
export const ruleChangePlanTexts = {
  planning: 'Plan the change',
  uncounted: (option: string, chosen: string) =>
    `The choice ${option}=${chosen} is about somebody: an export holds no users, so it could not be counted. The run counts, and does not begin where it is about nobody; apply.ps1 does not count: look at the members or the attribute before it.`,
  risks: [
    {
      risk: 'A synchronization in the middle of the change could clear every Exchange attribute of every user.',
      mitigation:
        'The scheduler is off and nothing runs from before the first operation until all of them have been read back. At no moment between two operations is an attribute without an enabled rule that was flowed before.',
    },
    {
      risk: 'Every affected user who holds an Exchange Online license gets an empty cloud mailbox as soon as the change is exported, and mail may begin to arrive there.',
      mitigation:
        'The licensed users are counted beforehand; the migration follows at once. With group-based licensing this holds for every member of the group.',
    },
    {
      risk: 'The change has another effect than planned.',
      mitigation:
        'A preview of users of each kind, without writing, stops before anything synchronizes unless the removal of msExchMailboxGuid is the only effect. Every object is compared afterwards.',
    },
    {
      risk: 'The server is no longer as it was when this plan was made.',
      mitigation:
        'The plan carries the hash of what it rests on. A server that does not match is refused, with what differs.',
    },
    {
      risk: 'A staging server that takes over brings the value back, because rules are not replicated.',
      mitigation: 'The same change is made on every staging server before it takes over.',
    },
  ],
  prerequisites: [
    'A version of Microsoft Entra Connect that is in support and synchronizes.',
    'No configuration wizard is open, the scheduler is not suspended, and no synchronization runs when the change begins.',
    'No deletion waits for export to Microsoft Entra ID.',
    'The account is local administrator and member of the group ADSyncAdmins on the Entra Connect server.',
    'The rules are exactly as this plan names them: nobody changes rules between approval and change.',
    'Whoever owns the users knows of the pause: while the scheduler is off, changes in AD do not reach Microsoft 365.',
  ],
  verification: [
    'Every operation is read back from the server, field by field, before the next begins.',
    'No number is shared by two rules, and no other rule has been touched.',
    'A preview of single users shows nothing but the removal of msExchMailboxGuid.',
    'Every step of the full synchronization ends with success; nothing is deleted; no export is left over.',
    'In the metaverse msExchMailboxGuid is absent, while mailNickname, legacyExchangeDN and targetAddress are still there.',
  ],
  undo: [
    `${anyInvocation('undo --run <run folder>')}: takes back the steps that were carried out, last one first, and proves each one.`,
    'By hand: undo.ps1 in this folder takes back whatever apply.ps1 has carried out.',
    'A full synchronization follows, so that the cloud gets the former values again.',
  ],
  duration: {
    rules: (operations: number) =>
      `Rules: ${counted(operations, 'operation')}, a few minutes with the checks. The scheduler is off from before the first one until after the preview.`,
    lastRun: (connector: string, profile: string, minutes: number) =>
      `Full synchronization: “${profile}” on ${connector} took ${counted(minutes, 'minute')} the last time.`,
    unknown:
      'Full synchronization: not known from this target. It reads every object again; the run history of the server shows how long the last one took.',
    effect: 'Until the cloud follows: minutes to hours after the export.',
  },
} as const;
