import { riskWordOf } from '../../procedures/steps/effect-texts.ts';
import { reportTexts } from '../texts.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportStep } from '../model.ts';
import { comparisonSection } from './comparison-section.ts';
import { commandLines, objectTable, outcomeMark, table, textCell, textList, valueCell } from './parts.ts';

/** One step: what it was for, what was to change, and the proof. */
export function stepSection(step: ReportStep, number: number): Markup {
  return markup`<article class="step" id="step-${step.id}">
<h3><span>${number}. ${step.title} <code class="quiet">${step.id}</code></span>${outcomeMark(step.outcome, stateWord(step))}</h3>
${step.began === undefined ? '' : markup`<p class="quiet">${reportTexts.times(step.began, step.ended ?? '')}</p>`}
<p>${step.description} <span class="quiet">(${step.source})</span></p>
${reasons(step)}
${step.summary === undefined ? '' : markup`<p>${step.summary}</p>`}
${section(reportTexts.impact, step.impact.length > 0 && textList(step.impact))}
${step.undo === undefined ? '' : markup`<p>${reportTexts.riskAndUndo(riskWordOf(step), step.undo)}</p>`}
${section(
  reportTexts.changes,
  step.changes.length > 0 &&
    table(
      reportTexts.changes,
      Object.values(reportTexts.change),
      step.changes.map((change) => [
        textCell(change.subject),
        textCell(change.field),
        valueCell(change.before),
        valueCell(change.after),
      ]),
    ),
)}
${step.comparisons.map(comparisonSection)}
${section(reportTexts.commands, step.commands.length > 0 && commandLines(step.commands))}
${section(reportTexts.evidence, step.evidence.length > 0 && evidenceTable(reportTexts.evidence, step.evidence))}
${section(
  reportTexts.undoneHeading,
  step.undone !== undefined &&
    markup`<p>${reportTexts.undoneBy(step.undone.operator, step.undone.at)}</p>${
      step.undone.evidence.length > 0 ? evidenceTable(reportTexts.undoneHeading, step.undone.evidence) : ''
    }`,
)}
${section(reportTexts.objects, step.tables.length > 0 && markup`${step.tables.map(objectTable)}`)}
</article>`;
}

/** What was read back; the column for what was before is there where something was. */
function evidenceTable(caption: string, evidence: ReportStep['evidence']): Markup {
  const { label, before, after, readBack } = reportTexts.evidenceColumns;
  return evidence.every((item) => item.before === undefined)
    ? table(
        caption,
        [label, readBack],
        evidence.map((item) => [textCell(item.label), valueCell(item.after)]),
      )
    : table(
        caption,
        [label, before, after],
        evidence.map((item) => [
          textCell(item.label),
          item.before === undefined ? markup`–` : valueCell(item.before),
          valueCell(item.after),
        ]),
      );
}

/** The outcome word; an undone step says so, for "skipped" would hide that it had been carried out. */
export function stateWord(step: ReportStep): string {
  if (step.state === 'undone') return reportTexts.undoneWord;
  return step.outcome === 'Passed' && step.state !== 'verified' ? `${step.outcome} (${step.state})` : step.outcome;
}

function reasons(step: ReportStep): Markup {
  const { reason, remedy, confirmation, override } = step;
  const lines = [
    step.undone === undefined ? reason : undefined,
    remedy,
    confirmation && reportTexts.confirmed(confirmation.count, confirmation.operator, confirmation.at),
    override && reportTexts.overridden(override.reason, override.operator, override.at),
    step.timesApplied > 1 ? reportTexts.appliedAgain(step.timesApplied) : undefined,
  ].filter((line) => line !== undefined);
  return lines.length === 0
    ? markup``
    : markup`<div class="notice">${lines.map((line) => markup`<p class="lines">${line}</p>`)}</div>`;
}

function section(heading: string, content: Markup | false): Markup {
  return content === false ? markup`` : markup`<h4>${heading}</h4>${content}`;
}
