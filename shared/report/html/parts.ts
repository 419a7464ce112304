import { reportTexts } from '../texts.ts';
import { valueLines, valueText } from '../../base/words/value-text.ts';
import type { Json } from '../../base/json.ts';
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

/** A value as it is read by a person: what is absent is said, not left blank; of a list each item stands on its own. */
export function valueCell(value: Json | undefined): Markup {
  if (value === null || value === undefined) return markup`<span class="absent">${valueText(value)}</span>`;
  const lines = valueLines(value);
  return lines.length === 1
    ? textCell(lines[0] ?? '')
    : markup`<ul>${lines.map((line) => markup`<li>${textCell(line)}</li>`)}</ul>`;
}

/** Behind a comma, point or semicolon, where the next part of an attribute’s name begins, and in words beyond any column. */
const breakingPlaces = /(?<=[,.;])(?=\S)|(?<=\p{Ll})(?=\p{Lu})|(?<=[\p{L}\p{N}]{24})/u;

/** A name or value in a narrow column: it may break between its parts, so that it need not break within a word. */
export function textCell(text: string): Markup {
  const [first, ...others] = text.split(breakingPlaces);
  return markup`<bdi>${first}${others.map((part) => markup`<wbr>${part}`)}</bdi>`;
}

/** What is there to be unfolded on the screen; on paper only its heading is. */
export function folded(heading: string, content: Markup): Markup {
  return markup`<details><summary>${heading}<span class="paper-only"> ${reportTexts.folded}</span></summary>${content}</details>`;
}

/** Lines of commands that are in sight at once, and on paper: the scripts that create rules again have a thousand. */
const commandLinesShown = 30;

/** The commands of a step; the lines of long ones are folded away but for the first. */
export function commandLines(commands: readonly string[]): Markup {
  const lines = commands.join('\n').split('\n');
  const isLong = lines.length > commandLinesShown * 1.5;
  const [shown, others] = isLong ? [lines.slice(0, commandLinesShown), lines.slice(commandLinesShown)] : [lines, []];
  return markup`<pre>${shown.join('\n')}</pre>${
    others.length === 0 ? '' : folded(reportTexts.moreLines(others.length), markup`<pre>${others.join('\n')}</pre>`)
  }`;
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

/** From so many columns on a table is set smaller on paper; up to so many rows it is kept on one page. */
const [wideFrom, shortUpTo] = [6, 8];

function tableWith(
  caption: Markup,
  columns: readonly string[],
  rows: readonly (readonly Markup[])[],
  look = 'plain',
): Markup {
  const classes = [
    look,
    ...(columns.length >= wideFrom ? ['wide'] : []),
    ...(rows.length <= shortUpTo ? ['short'] : []),
  ];
  return markup`<table class="${classes.join(' ')}">${caption}<thead><tr>${columns.map(
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
    reference.sample.map((row) => row.map(textCell)),
  );
}

/** A list of facts; absent ones are left out. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): Markup {
  return markup`<dl class="facts">${rows.map(([name, value]) =>
    value === undefined || value === '' ? markup`` : markup`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
  )}</dl>`;
}
