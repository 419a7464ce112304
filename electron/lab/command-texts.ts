/** Texts of the `lab` commands. */
import { grouped } from '../../shared/base/words/counted.ts';
export const labTexts = {
  creating: 'Inventing people and synchronizing for the first time …',
  created: (scenario: string, folder: string) => `The lab "${scenario}" is in ${folder}`,
  notEmpty: (folder: string) => `${folder} is not empty. A lab gets a folder of its own.`,
  exported: (files: number, folder: string) => `${files} files written to ${folder}`,
  faults: (count: number) => (count === 0 ? 'No fault is switched on.' : `${count} faults are switched on.`),
  keepVersionNeedsRules: '--keep-version goes with --rules.',
  notAVersion: (text: string) => `"${text}" is not a version such as 2.6.92.0.`,
  unknownReading: (name: string, known: string) => `There is no reading "${name}". There are: ${known}.`,
  readingValue: (name: string, value: string, allowed: string) =>
    `"${value}" is no value of ${name}. Possible: ${allowed}.`,
  wholeMinutes: 'whole minutes',
  faultNeeds: 'Give --call <port.method> and --fault <kind>, or --clear.',
  unknownCall: (call: string, ports: string) =>
    `"${call}" is no call. A call is <port>.<method> or <port>.*; the ports are ${ports}.`,
  unknownFault: (fault: string, kinds: string) => `There is no fault "${fault}". There are: ${kinds}.`,
  server: (name: string, version: string, rules: number, disabled: number) =>
    `${name}, Entra Connect ${version}, ${rules} rules (${disabled} disabled)`,
  scheduler: (enabled: boolean, staging: boolean, suspended: boolean, running: boolean) =>
    `Scheduler ${enabled ? 'on' : 'off'}${staging ? ', staging mode' : ''}${suspended ? ', suspended' : ''}${running ? ', cycle running' : ''}`,
  headings: {
    server: 'Server',
    directory: 'AD',
    connectorSpaces: 'Connector spaces',
    metaverse: 'Metaverse',
    tenant: 'Entra ID',
    exchange: 'Exchange Online',
    mailboxes: 'Mailboxes',
    contributors: 'Rules that flow msExchMailboxGuid',
    runs: 'Last runs',
    readings: 'How this lab reads what is documented nowhere',
    faults: 'Faults',
  },
  mailboxes: (count: number, withNewGuid: number) =>
    `${grouped(count)} mailboxes in Exchange Online, ${grouped(withNewGuid)} of them with a new GUID`,
  licensed: (count: number, without: number) =>
    `${grouped(count)} licensed users, ${grouped(without)} of them without a mailbox`,
  guids: (places: {
    readonly directory: number;
    readonly metaverse: number;
    readonly tenant: number;
    readonly mailUsers: number;
  }) =>
    `msExchMailboxGuid: ${grouped(places.directory)} in AD, ${grouped(places.metaverse)} in the metaverse, ${grouped(places.tenant)} in Entra ID, ${grouped(places.mailUsers)} on mail users of Exchange Online`,
  recycleBin: 'recycle bin',
  softDeleted: 'soft-deleted recipients',
  now: (time: string) => `Virtual time: ${time}`,
  witnesses: (reached: number, all: number) =>
    `${reached} of ${all} rule scopes have an invented object that the rule applies to.`,
  unreachable: (rule: string, reason: string) => `No witness for "${rule}": ${reason}`,
} as const;
