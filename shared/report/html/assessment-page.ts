import { reportTexts } from '../texts.ts';
import { timeText } from '../../base/words/time.ts';
import { namesHeading } from '../../assessment/lists/texts.ts';
import type { UserList } from '../../assessment/lists/offered-list.ts';
import type { ReportedAssessment } from '../assessment-schema.ts';
import { assessmentSection } from './assessment-section.ts';
import { documentPage } from './document.ts';
import { facts, textList } from './parts.ts';
import { namesSection } from './user-flow.ts';

/** assessment.html: the assessment alone, before any run. */
export function assessmentPage(
  assessment: ReportedAssessment,
  target: string,
  lists: readonly UserList[] = [],
): string {
  const header = facts([
    [reportTexts.engagement.target, target],
    [reportTexts.observed, timeText(assessment.observedAt)],
  ]);
  return documentPage(reportTexts.assessmentTitle, header, [
    { id: 'assessment', heading: reportTexts.assessment, content: assessmentSection(assessment) },
    ...(lists.length === 0 ? [] : [{ id: 'names', heading: namesHeading, content: namesSection(lists) }]),
    { id: 'warnings', heading: reportTexts.warnings, content: textList(assessment.standingWarnings) },
  ]);
}
