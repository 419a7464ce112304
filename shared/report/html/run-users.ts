import { grouped } from '../../base/words/counted.ts';
import { runUsersTexts as texts } from '../run-users-texts.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportedUsers } from '../model.ts';
import { objectTable, table, textCell, textList } from './parts.ts';

/** Whom the run is about: the counts, where the users were, the first of them, and where all of them are. */
export function runUsersSection(users: ReportedUsers): Markup {
  const { rowCount, affected, created, verdicts, buckets, file } = users;
  const number = (count: number) => markup`${grouped(count)}`;
  return markup`${textList([
    texts.summary(rowCount, affected),
    texts.verdicts(verdicts),
    texts.created(created),
    texts.source,
  ])}<p><a href="${file}" download>${texts.file(file)}</a></p>${table(texts.title, texts.bucketColumns, [
    ...buckets.map((bucket) => [textCell(bucket.title), number(bucket.users), number(bucket.affected)]),
    [markup`<strong>${texts.sum}</strong>`, number(rowCount), number(affected)],
  ])}${objectTable(onPage(users))}`;
}

/** A printed page has no room for all columns. */
function onPage({ columns, sample, ...users }: ReportedUsers): ReportedUsers {
  const places = texts.onPage.map((column) => columns.indexOf(column));
  return { ...users, columns: [...texts.onPage], sample: sample.map((row) => places.map((place) => row[place] ?? '')) };
}
