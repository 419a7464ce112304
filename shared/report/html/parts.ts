import { reportTexts } from '../../messages/report.ts';
import type { Json } from '../../engine/json.ts';
import { markup, type Markup } from '../markup.ts';
import type { OutcomeWord, TableReference } from '../model.ts';

const icons: Readonly<Record<OutcomeWord, string>> = {
  Passed: '✔',
  Failed: '✖',
  Investigate: '▲',
  Skipped: '○',
  'Not run': '–',
};

/** An outcome as icon, word and colour: never by colour alone. */
export function outcomeMark(outcome: OutcomeWord, word: string = outcome): Markup {
  return markup`<span class="mark ${className(outcome)}"><span aria-hidden="true">${icons[outcome]}</span> ${word}</span>`;
}

export function className(outcome: OutcomeWord): string {
  return outcome.replace(' ', '-');
}

/** A value as it is read by a person; an absent one is said, not left blank. */
export function valueText(value: Json | undefined): Markup {
  if (value === null || value === undefined) return markup`<span class="absent">${reportTexts.absent}</span>`;
  if (typeof value === 'string') return markup`<bdi>${value}</bdi>`;
  if (typeof value === 'number') return markup`${value.toLocaleString('en-US')}`;
  if (typeof value === 'boolean') return markup`${value ? 'yes' : 'no'}`;
  return markup`<code>${JSON.stringify(value)}</code>`;
}

export function textList(texts: readonly string[]): Markup {
  return texts.length === 0 ? markup`` : markup`<ul>${texts.map((text) => markup`<li>${text}</li>`)}</ul>`;
}

/** A table below a heading that says the same as its caption, which is therefore not shown. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Markup[])[],
  look: 'plain' | 'findings' = 'plain',
): Markup {
  return tableWith(markup`<caption class="unseen">${caption}</caption>`, columns, rows, look);
}

function tableWith(
  caption: Markup,
  columns: readonly string[],
  rows: readonly (readonly Markup[])[],
  look = 'plain',
): Markup {
  return markup`<table class="${look}">${caption}<thead><tr>${columns.map(
    (column) => markup`<th scope="col">${column}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`,
  )}</tbody></table>`;
}

/** The first rows of a table of objects, and where all of them are. */
export function objectTable(reference: TableReference): Markup {
  const caption = `${reference.title}: ${reportTexts.rowsInFile(reference.sample.length, reference.rowCount, reference.file)}`;
  return tableWith(
    markup`<caption>${caption}</caption>`,
    reference.columns,
    reference.sample.map((row) => row.map((cell) => markup`<bdi>${cell}</bdi>`)),
  );
}

/** A list of facts; absent ones are left out. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): Markup {
  return markup`<dl class="facts">${rows.map(([name, value]) =>
    value === undefined || value === '' ? markup`` : markup`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
  )}</dl>`;
}
