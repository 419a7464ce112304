import type { JournalEntry } from '../engine/journal/journal-entry.ts';
import type { CapturedFile } from '../engine/journal/journal-parts.ts';
import type { Run, StepState } from '../engine/run/run-state.ts';
import { sealedFilesOf } from '../engine/journal/sealed-files.ts';
import type { ObjectTable } from '../engine/contract/step.ts';
import { recipientKindTexts } from '../entra-connect/recipient-kind-texts.ts';
import { runUsersTexts as texts } from './run-users-texts.ts';
import { bucketTexts } from '../user-flow/texts.ts';
import {
  absent,
  notRead,
  readUsersAfter,
  readUsersBefore,
  readUsersLicensed,
  unreadState,
  usersLicensedFile,
  type UserAfter,
  type UserBefore,
  type UserLicensed,
} from '../procedures/steps/run-users/user-lines.ts';
import { keepOwnersId, keptOwners } from '../procedures/steps/mailbox-owners/sealed-owners.ts';
import { buckets } from '../user-flow/buckets.ts';
import type { ReportedUsers } from './model.ts';

/** The sealed files of a run that its list of users is made from. */
export interface UserFiles {
  /** In the order of the rounds. */
  readonly before: readonly CapturedFile[];
  /** Of the proofs that hold, the last one last. */
  readonly after: readonly CapturedFile[];
  readonly licensed: CapturedFile | undefined;
}

/** Texts of sealed files, by where they are stored; what is missing could not be read, or is no longer what was sealed. */
export type SealedTexts = ReadonlyMap<string, string>;

export type RunUsers =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly path: string }
  | { readonly kind: 'listed'; readonly table: ObjectTable; readonly counts: UserCounts };

/** What the list comes to. */
type UserCounts = Pick<ReportedUsers, 'affected' | 'created' | 'verdicts' | 'buckets'>;

/** Files of a step about users, one by one. */
const isUserFile = ({ path }: CapturedFile) => path.endsWith('/users.jsonl');

/** Which files tell of the users. What was read back before something was undone is not how it is now. */
export function userFilesOf(run: Run, entries: readonly JournalEntry[]): UserFiles {
  const proved = [...run.steps, ...(run.course.kind === 'forward' ? [] : run.afterUndo)];
  return {
    before: run.steps.flatMap(({ captured }) => captured?.files.filter(isUserFile) ?? []),
    after: proved
      .flatMap(({ state }) => filesOfProof(state).filter(isUserFile))
      .filter(({ path }) => path !== usersLicensedFile),
    licensed: entries.flatMap(sealedFilesOf).findLast(({ path }) => path === usersLicensedFile),
  };
}

function filesOfProof(state: StepState): readonly CapturedFile[] {
  switch (state.kind) {
    case 'verified':
      return state.files ?? [];
    case 'failed':
      return state.problem.kind === 'verification' ? (state.problem.files ?? []) : [];
    case 'overridden':
      return filesOfProof(state.instead);
    default:
      return [];
  }
}

/** Every user whom the run is about, with what was read before and after; from the sealed files and the journal alone. */
export function runUsers(run: Run, files: UserFiles, sealed: SealedTexts): RunUsers {
  const all = [...files.before, ...files.after, ...(files.licensed === undefined ? [] : [files.licensed])];
  const unreadable = all.find(({ storedAs }) => !sealed.has(storedAs));
  if (unreadable !== undefined) return { kind: 'unreadable', path: unreadable.storedAs };
  if (files.before.length === 0) return { kind: 'none' };
  const textOf = ({ storedAs }: CapturedFile) => sealed.get(storedAs) ?? '';
  const users = firstOfEach(files.before.flatMap((file) => readUsersBefore(textOf(file))));
  const after = new Map(files.after.flatMap((file) => readUsersAfter(textOf(file))).map((one) => [one.id, one]));
  const licensed = new Map(
    (files.licensed === undefined ? [] : readUsersLicensed(textOf(files.licensed))).map((one) => [one.entraId, one]),
  );
  const licence = licencesOf(run, licensed);
  return listed(users.map((user) => describedUser(user, after.get(user.id), licence)));
}

/** What an undo has taken back of the licenses: all of them, but for those of users whose mailbox it keeps. */
function licencesOf({ steps, beforeUndo }: Run, licensed: Licensed['licensed']): Licensed {
  const captured = beforeUndo.find(({ id }) => id === keepOwnersId)?.captured?.state;
  const isUndone = steps.find(({ id }) => id === 'licence')?.writing === 'undone';
  return { licensed, isUndone, kept: new Set(keptOwners(captured).map(({ id }) => id)) };
}

/** Whoever belongs to several rounds was as the first of them found it. */
function firstOfEach(users: readonly UserBefore[]): readonly UserBefore[] {
  const first = new Map<string, UserBefore>();
  for (const user of users) if (!first.has(user.id)) first.set(user.id, user);
  return [...first.values()];
}

interface Licensed {
  readonly licensed: ReadonlyMap<string, UserLicensed>;
  readonly isUndone: boolean;
  /** Users by their identifier in Entra ID. */
  readonly kept: ReadonlySet<string>;
}

interface DescribedUser {
  readonly before: UserBefore;
  readonly after: Omit<UserAfter, 'id'>;
  readonly created: 'yes' | 'no' | typeof notRead;
  readonly licence: string;
}

function describedUser(before: UserBefore, proved: UserAfter | undefined, licence: Licensed): DescribedUser {
  const own = before.entraId === null ? undefined : licence.licensed.get(before.entraId);
  const after = withMailbox(proved ?? { state: unreadState, verdict: 'not-told' }, licence.isUndone ? undefined : own);
  const isTakenBack = licence.isUndone && before.entraId !== null && !licence.kept.has(before.entraId);
  const action = own === undefined ? '' : texts.licence[own.action];
  const isKnown = before.state.mailbox !== notRead && after.state.mailbox !== notRead;
  const isNew = before.state.mailbox !== 'yes' && after.state.mailbox === 'yes';
  return {
    before,
    after,
    created: isKnown ? (isNew ? 'yes' : 'no') : notRead,
    licence: own !== undefined && own.action !== 'expected' && isTakenBack ? texts.undone(action) : action,
  };
}

/** The license step read Exchange Online last, for those who were to get a mailbox. */
function withMailbox(after: Omit<UserAfter, 'id'>, licensed: UserLicensed | undefined): Omit<UserAfter, 'id'> {
  const { state, verdict } = after;
  switch (licensed?.mailbox) {
    case 'yes':
      return { state: { ...state, exchangeOnline: licensed.exchangeOnline, mailbox: 'yes' }, verdict };
    case 'no':
      return { state: { ...state, mailbox: 'no' }, verdict: 'not-as-planned' };
    default:
      return { state, verdict };
  }
}

function listed(users: readonly DescribedUser[]): RunUsers {
  const count = (isCounted: (user: DescribedUser) => boolean) => users.filter(isCounted).length;
  const members = Map.groupBy(users, ({ before }) => before.bucket);
  return {
    kind: 'listed',
    table: { id: 'users', title: texts.title, columns: texts.columns, rows: users.map(rowOf) },
    counts: {
      affected: count(({ before }) => before.isAffected),
      created: count(({ created }) => created === 'yes'),
      verdicts: {
        verified: count(({ after }) => after.verdict === 'as-planned'),
        failed: count(({ after }) => after.verdict === 'not-as-planned'),
        unread: count(({ after }) => after.verdict === 'not-told'),
      },
      buckets: buckets.flatMap((id) => {
        const own = members.get(id) ?? [];
        const affected = own.filter(({ before }) => before.isAffected).length;
        return own.length === 0 ? [] : [{ id, title: bucketTexts[id].title, users: own.length, affected }];
      }),
    },
  };
}

function rowOf({ before, after, created, licence }: DescribedUser): readonly string[] {
  return [
    before.userPrincipalName,
    before.name,
    before.distinguishedName,
    before.objectType,
    recipientKindTexts[before.kind],
    before.guid,
    guidCell(before.state.metaverse),
    guidCell(after.state.metaverse),
    guidCell(before.state.entra),
    guidCell(after.state.entra),
    guidCell(before.state.exchangeOnline),
    guidCell(after.state.exchangeOnline),
    texts.mailbox[before.state.mailbox],
    texts.mailbox[after.state.mailbox],
    texts.mailbox[created],
    texts.holding[before.holding],
    licence,
    bucketTexts[before.bucket].title,
    before.isAffected ? texts.yes : texts.no,
    texts.verdict[after.verdict],
  ];
}

function guidCell(cell: string): string {
  if (cell === notRead || cell === absent) return texts.cell[cell];
  return cell === '' ? texts.cell.empty : cell;
}
