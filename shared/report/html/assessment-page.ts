import { reportTexts } from '../../messages/report.ts';
import { timeText } from '../../messages/time.ts';
import type { ReportedAssessment } from '../assessment-schema.ts';
import { assessmentSection } from './assessment-section.ts';
import { documentPage } from './document.ts';
import { facts, textList } from './parts.ts';

/** assessment.html: the assessment alone, before any run. */
export function assessmentPage(assessment: ReportedAssessment, target: string): string {
  const header = facts([
    [reportTexts.engagement.target, target],
    [reportTexts.observed, timeText(assessment.observedAt)],
  ]);
  return documentPage(reportTexts.assessmentTitle, header, [
    { id: 'assessment', heading: reportTexts.assessment, content: assessmentSection(assessment) },
    { id: 'warnings', heading: reportTexts.warnings, content: textList(assessment.standingWarnings) },
  ]);
}
