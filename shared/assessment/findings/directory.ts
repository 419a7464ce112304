import type { ExchangeInForest } from '../../systems/directory.ts';
import { assessTitles as titles, directoryTexts as texts } from '../texts.ts';
import type { Finding } from '../assessment.ts';
import type { AssessmentFacts, ForestFacts, NamedUser, RecipientCensus } from '../facts.ts';
import { bucketOf } from '../../user-flow/buckets.ts';
import { about, investigate, lengthsOf, passed, type Judgement } from './finding.ts';

/** Findings about AD, one set per forest (procedures.md, `assess` 6). */
export function directoryFindings(facts: AssessmentFacts): readonly Finding[] {
  const { forests } = facts;
  if (!forests.ok) {
    const unread = (id: string, title: string) => about(id, title, forests, () => passed(''));
    return [
      unread('directory.exchange-schema', titles.exchangeSchema),
      unread('directory.recipients', titles.recipients),
      unread('directory.no-mail-nickname', titles.nickname),
      unread('directory.archive-guids', titles.archives),
      unread('directory.duplicate-guids', titles.duplicates),
    ];
  }
  return forests.value.flatMap((forest) => forestFindings(forest, forests.value.length > 1, facts));
}

/** The id of a finding about a forest, for whoever adds to it. */
export function forestFindingId(name: string, forest: string, { forests }: Pick<AssessmentFacts, 'forests'>): string {
  return findingId(name, forest, forests.ok && forests.value.length > 1);
}

function findingId(name: string, forest: string, isOneOfSeveral: boolean): string {
  return isOneOfSeveral ? `directory.${name}.${forest}` : `directory.${name}`;
}

/** The ids stay the same for a single forest; of several, each carries its name. */
function forestFindings(
  { forest, exchange, recipients }: ForestFacts,
  isOneOfSeveral: boolean,
  facts: AssessmentFacts,
): readonly Finding[] {
  const id = (name: string) => findingId(name, forest, isOneOfSeveral);
  const titled = (title: string) => (isOneOfSeveral ? `${title}: ${forest}` : title);
  return [
    about(id('exchange-schema'), titled(titles.exchangeSchema), exchange, schemaJudgement),
    about(id('organization'), titled(titles.exchangeServers), exchange, organizationJudgement),
    about(id('recipients'), titled(titles.recipients), recipients, recipientsJudgement),
    about(id('no-mail-nickname'), titled(titles.nickname), recipients, ({ named }) => {
      const count = withoutNickname(forest, named, facts).length;
      return count === 0
        ? passed(texts.nickname(0))
        : investigate(texts.nickname(count), texts.nicknameRemedy, { count });
    }),
    about(id('archive-guids'), titled(titles.archives), recipients, ({ named: { archives } }) =>
      archives.length === 0
        ? passed(texts.archives(0))
        : investigate(texts.archives(archives.length), texts.archivesRemedy, { count: archives.length }),
    ),
    about(id('duplicate-guids'), titled(titles.duplicates), recipients, duplicatesJudgement),
  ];
}

/** Users of a forest who stop for want of a mailNickname: those of the account, where there is one. */
export function withoutNickname(
  forest: string,
  named: RecipientCensus['named'],
  { users }: Pick<AssessmentFacts, 'users'>,
): readonly NamedUser[] {
  if (!users.ok || users.value.from !== 'directory') return named.withoutNickname;
  const { value: read } = users;
  return read.users.filter((user) => user.place === forest && bucketOf(user, read) === 'no-nickname');
}

function schemaJudgement({ schemaVersion }: ExchangeInForest): Judgement {
  return schemaVersion === undefined
    ? investigate(texts.noSchema, texts.noSchemaRemedy)
    : passed(texts.schema(schemaVersion), { schemaVersion });
}

function organizationJudgement({ organization, servers, hybridConfigured }: ExchangeInForest): Judgement {
  return passed(
    organization === undefined
      ? texts.noOrganization
      : texts.organization(organization, servers.length, hybridConfigured),
    { servers, hybridConfigured },
  );
}

function recipientsJudgement(census: RecipientCensus): Judgement {
  const kinds = lengthsOf(census.kinds);
  const recipients = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const withMailboxGuid = census.withMailboxGuid.length;
  const remote = kinds['remote-mailbox'];
  const detail = texts.recipients(
    recipients,
    withMailboxGuid,
    kinds['on-premises-mailbox'],
    remote,
    kinds['mail-user'],
  );
  const evidence = { recipients, withMailboxGuid, ...kinds };
  return remote === 0 ? passed(detail, evidence) : investigate(detail, texts.remoteRemedy, evidence);
}

function duplicatesJudgement({ duplicateGuids }: RecipientCensus): Judgement {
  if (duplicateGuids.length === 0) return passed(texts.noDuplicates);
  const objects = duplicateGuids.flatMap(({ guid, distinguishedNames }) =>
    distinguishedNames.map((name) => `${guid} ${name}`),
  );
  return investigate(texts.duplicates(duplicateGuids.length), texts.duplicatesRemedy, {
    objects: objects.slice(0, 200),
  });
}
