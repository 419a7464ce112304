import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import { contributorTexts, findingWord } from '../../shared/messages/report.ts';
import { assessTarget } from '../session/assess-target.ts';
import type { Target } from '../targets/target.ts';
import type { Output } from './output.ts';
import { outcomeStyles } from './terminal/present.ts';
import { progressText } from './terminal/progress.ts';

/** Assesses a target and tells at the terminal how far it is. */
export function assessAtTerminal(target: Target, output: Output, signal: AbortSignal): Promise<Assessment> {
  return assessTarget(target, (progress) => output.transient(progressText(progress)), signal);
}

/** An assessment for people: findings, who contributes the attribute, consequences and the recommended path. */
export function presentAssessment(output: Output, assessment: Assessment): void {
  const { findings, contributors, recommendation, consequences } = assessment;
  output.line({ style: 'bold', text: cliTexts.finding });
  for (const finding of findings) {
    const word = findingWord[finding.outcome];
    output.line('  ', { style: outcomeStyles[word], text: word.padEnd(12) }, `${finding.title}: ${finding.detail}`);
    if (finding.remedy !== undefined) output.line(`  ${' '.repeat(12)}${cliTexts.remedy(finding.remedy)}`);
  }
  output.line();
  output.line({ style: 'bold', text: cliTexts.contributors });
  for (const rule of contributors) {
    const way = contributorTexts.way(rule.direction, rule.sourceObjectType, rule.targetObjectType);
    const state = contributorTexts.state(rule.origin, rule.disabled);
    output.line(
      `  ${String(rule.precedence).padStart(5)}  ${rule.name} (${way}) – ${contributorTexts.flow(rule.flow)} – ${state}`,
    );
  }
  output.line();
  for (const consequence of consequences) output.line(`  ${consequence.text}`);
  output.line();
  output.line({ style: 'bold', text: cliTexts.recommendation(recommendation.procedure) });
  for (const reason of recommendation.reasons) output.line(`  ${reason}`);
  for (const alternative of recommendation.alternatives) {
    output.line(`  ${cliTexts.alternative(alternative.procedure)}`);
    for (const reason of alternative.reasons) output.line(`    ${reason}`);
  }
}
