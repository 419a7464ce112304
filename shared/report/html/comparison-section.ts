import { comparisonTexts as texts, standingTexts } from '../../entra-connect/rules/rule-difference-texts.ts';
import type { ComparedPart, Comparison } from '../../base/comparison.ts';
import { markup, type Markup } from '../markup.ts';
import { folded, table, textCell, valueCell } from './parts.ts';

/** Two versions of one thing: what differs is in sight, what is the same is counted and folded away. */
export function comparisonSection(comparison: Comparison): Markup {
  const { title, parts } = comparison;
  const same = parts.filter(({ standing }) => standing === 'same');
  const different = parts.filter(({ standing }) => standing !== 'same');
  return markup`<h4>${title}</h4>
<p>${different.length === 0 ? texts.identical : texts.counts(different.length, same.length)}</p>
${different.length === 0 ? markup`` : differences(comparison, different)}
${
  same.length === 0
    ? markup``
    : folded(
        texts.same(same.length),
        table(
          `${title}: ${texts.same(same.length)}`,
          [texts.part, texts.label, `${comparison.before}, ${comparison.after}`],
          same.map(({ part, label, after }) => [markup`${part}`, textCell(label), sideText(after)]),
        ),
      )
}`;
}

function differences({ title, before, after }: Comparison, parts: readonly ComparedPart[]): Markup {
  return table(
    title,
    [texts.part, texts.label, texts.standing, before, after],
    parts.map((one) => [
      markup`${one.part}`,
      textCell(one.label),
      markup`${standingTexts[one.standing]}`,
      sideText(one.before),
      sideText(one.after),
    ]),
  );
}

function sideText(text: string | undefined): Markup {
  return markup`<span class="lines">${valueCell(text)}</span>`;
}
