import type { ObjectTable } from '../../engine/contract/step.ts';
import { grouped } from '../../base/words/counted.ts';
import { bucketTexts, flowNotes, stationTitle, userFlowTexts as texts } from '../../user-flow/texts.ts';
import type { UserList } from '../../assessment/lists/offered-list.ts';
import type { ReportedAssessment } from '../assessment-schema.ts';
import { listFile } from '../assessment-tables.ts';
import { markup, type Markup } from '../markup.ts';
import type { TableReference } from '../model.ts';
import { objectTable, table, textList } from './parts.ts';

/** The account of users: where everybody with a mailbox GUID is, each in one line; nothing where no users are known. */
export function flowSection({ flow }: Pick<ReportedAssessment, 'flow'>): Markup {
  if (flow === undefined) return markup``;
  const rows = flow.stations.flatMap((station) =>
    station.stops.map(({ id, users, licensed }) => [
      markup`${stationTitle(station.id, flow)}`,
      markup`${bucketTexts[id].title}`,
      markup`${grouped(users)}`,
      markup`${licensed === undefined ? '' : grouped(licensed)}`,
      markup`${bucketTexts[id].why}`,
    ]),
  );
  return markup`<h3>${texts.heading(flow.whole)}</h3>${
    rows.length === 0 ? '' : table(texts.heading(flow.whole), texts.tableColumns, rows)
  }${textList(flowNotes(flow))}`;
}

/** Rows of a list that the page shows; the CSV file holds all. */
const rowsShown = 25;

/** The names behind the counts: the first of each list, and where all of them are. */
export function namesSection(lists: readonly UserList[]): Markup {
  return markup`${lists.map((list) => markup`<h3>${list.title}</h3><p>${list.why}</p>${objectTable(referenceTo(list))}`)}`;
}

function referenceTo(list: ObjectTable): TableReference {
  return {
    id: list.id,
    title: list.title,
    file: listFile(list),
    columns: [...list.columns],
    rowCount: list.rows.length,
    sample: list.rows.slice(0, rowsShown).map((row) => [...row]),
  };
}
