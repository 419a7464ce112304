import { chosenPathText } from '../../procedures/chosen-path-texts.ts';
import { outcomeHeading, reportTexts } from '../texts.ts';
import { runUsersTexts } from '../run-users-texts.ts';
import { timeText } from '../../base/words/time.ts';
import { chosenPath } from '../../procedures/chosen-path.ts';
import { markup, type Markup } from '../markup.ts';
import type { Report } from '../model.ts';
import { assessmentSection } from './assessment-section.ts';
import { documentPage, type Section } from './document.ts';
import { className, facts, outcomeMark, table, textList } from './parts.ts';
import { runUsersSection } from './run-users.ts';
import { stateWord, stepSection } from './step-section.ts';

/** report.html: one file, no script, nothing fetched. */
export function reportPage(report: Report): string {
  return documentPage(reportTexts.title(report.procedure.title), engagement(report), sectionsOf(report));
}

function sectionsOf(report: Report): readonly Section[] {
  const { assessment, users, beforeUndo, afterUndo, remarks } = report;
  return [
    { id: 'summary', heading: reportTexts.summary, content: summary(report) },
    {
      id: 'assessment',
      heading: reportTexts.assessment,
      content: assessment === undefined ? markup`<p>${reportTexts.noAssessment}</p>` : assessmentSection(assessment),
    },
    { id: 'path', heading: reportTexts.path, content: path(report) },
    ...(users === undefined ? [] : [{ id: 'users', heading: runUsersTexts.heading, content: runUsersSection(users) }]),
    {
      id: 'steps',
      heading: reportTexts.steps,
      content: markup`${report.steps.map((step, index) => stepSection(step, index + 1))}`,
    },
    ...(beforeUndo.length === 0
      ? []
      : [
          {
            id: 'before-undo',
            heading: reportTexts.beforeUndo,
            content: markup`${beforeUndo.map((step, index) => stepSection(step, index + 1))}`,
          },
        ]),
    ...(afterUndo.length === 0
      ? []
      : [
          {
            id: 'after-undo',
            heading: reportTexts.afterUndo,
            content: markup`${afterUndo.map((step, index) => stepSection(step, index + 1))}`,
          },
        ]),
    ...(report.standingWarnings.length === 0
      ? []
      : [{ id: 'warnings', heading: reportTexts.warnings, content: textList(report.standingWarnings) }]),
    {
      id: 'remaining',
      heading: reportTexts.remaining,
      content:
        report.remaining.length === 0 ? markup`<p>${reportTexts.nothingRemaining}</p>` : textList(report.remaining),
    },
    { id: 'undo', heading: reportTexts.undo, content: textList(report.howToUndo) },
    { id: 'record', heading: reportTexts.record, content: record(report, remarks) },
  ];
}

function engagement(report: Report): Markup {
  const texts = reportTexts.engagement;
  const { engagement: run, product, procedure, plan } = report;
  return facts([
    [texts.customer, run.customer],
    [texts.ticket, run.ticket],
    [texts.operators, run.operators.join(', ')],
    [texts.machines, run.machines.join(', ')],
    [texts.target, run.target],
    [texts.began, timeText(run.began)],
    [texts.ended, timeText(run.ended)],
    [texts.runId, run.runId],
    [
      texts.options,
      Object.entries(procedure.options)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ],
    [texts.plan, plan && reportTexts.plan(plan.id, plan.plannedAt, plan.planHash)],
    [texts.product, `${product.name} ${product.version}`],
  ]);
}

function path({ procedure, assessment }: Report): Markup {
  const recommended = assessment?.recommendation.procedure;
  return textList(chosenPathText(chosenPath(procedure.id, recommended, procedure.options)));
}

function summary(report: Report): Markup {
  const { word, mark } = outcomeHeading(report.outcome);
  return markup`<div class="verdict ${className(mark)}"><strong>${outcomeMark(mark, word)}</strong><span>${report.verdict}</span></div>${table(
    reportTexts.steps,
    reportTexts.stepColumns,
    report.steps.map((step, index) => [
      markup`${index + 1}`,
      markup`<a href="#step-${step.id}">${step.title}</a>`,
      outcomeMark(step.outcome, stateWord(step)),
    ]),
  )}`;
}

function record(report: Report, remarks: Report['remarks']): Markup {
  return markup`${facts([
    [reportTexts.journalHash, report.journal.hash],
    [reportTexts.journalEntries, String(report.journal.entries)],
  ])}<p>${reportTexts.verifyHint}</p>${
    remarks.length === 0
      ? ''
      : markup`<h3>${reportTexts.remarks}</h3>${textList(remarks.map((remark) => `${timeText(remark.at)}: ${remark.text}`))}`
  }${
    report.files.length === 0
      ? ''
      : table(
          reportTexts.files,
          reportTexts.fileColumns,
          report.files.map((file) => [markup`<code>${file.path}</code>`, markup`<code>${file.sha256}</code>`]),
        )
  }`;
}
