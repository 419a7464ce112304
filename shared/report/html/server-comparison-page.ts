import { compareTexts as texts } from '../server-comparison/texts.ts';
import { markup, type Markup } from '../markup.ts';
import type { ServerComparison } from '../server-comparison/document.ts';
import { aspectsText, comparisonSummary, comparisonTables } from '../server-comparison/tables.ts';
import { comparisonSection } from './comparison-section.ts';
import { documentPage } from './document.ts';
import { facts, table, textList } from './parts.ts';

/** comparison.html: two configurations beside each other. */
export function serverComparisonPage(comparison: ServerComparison): string {
  const header = facts([
    [texts.on, comparison.on],
    [texts.with, comparison.with],
  ]);
  const sections = comparisonTables(comparison).filter(({ id }) => id !== 'differences');
  const title = comparison.baselineVersion === undefined ? texts.title : texts.titleDefaults;
  return documentPage(title, header, [
    { id: 'summary', heading: texts.summary, content: textList(comparisonSummary(comparison)) },
    ...(comparison.remarks.length === 0
      ? []
      : [{ id: 'remarks', heading: texts.remarks, content: textList(comparison.remarks) }]),
    ...sections.map(({ id, title: heading, columns, rows }) => ({
      id,
      heading,
      content:
        rows.length === 0
          ? markup`<p>${texts.nothing}</p>`
          : markup`${table(heading, columns, rows.map((row) => row.map(cell)))}${id === 'rules-changed' ? details(comparison) : ''}`, // prettier-ignore
    })),
  ]);
}

function details({ rules }: ServerComparison): Markup {
  return markup`${rules.changed
    .filter(({ differences }) => differences.length > 0)
    .map((rule) => [
      markup`<h3><bdi>${rule.name}</bdi></h3>`,
      comparisonSection({
        title: `${rule.connector}: ${aspectsText(rule)}`,
        before: texts.on,
        after: texts.with,
        parts: rule.differences,
      }),
    ])}`;
}

function cell(text: string): Markup {
  return markup`<span class="lines"><bdi>${text}</bdi></span>`;
}
