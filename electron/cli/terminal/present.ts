import type { Json } from '../../../shared/base/json.ts';
import type { PlannedStep, StepRecord } from '../../../shared/engine/run/run-state.ts';
import type { Evidence, UndoQuestion } from '../../../shared/engine/contract/step.ts';
import { cliTexts, stepWords } from '../texts.ts';
import { impactOf, riskWordOf, undoSentence } from '../../../shared/procedures/steps/effect-texts.ts';
import { valueLines } from '../../../shared/base/words/value-text.ts';
import { proofOf } from '../../../shared/report/build-report.ts';
import { outcomeWordOf } from '../../../shared/report/outcome-word.ts';
import type { StepTexts } from '../../../shared/report/build-report.ts';
import type { Output, Style } from '../output.ts';
import { outcomeStyles } from './outcome-styles.ts';

/** Rows of a list that a terminal shows before it says how many more there are. */
const shownRows = 12;
/** Names that somebody has to decide about. */
const mostListed = 200;

/** What a step is for and what it will change, before it is applied. */
export function presentPlan(output: Output, { plan }: PlannedStep, { risk, undo }: StepRecord): void {
  output.line(`  ${plan.summary}`);
  const changes = plan.changes.map(
    ({ subject, field, before, after }) => `${subject} · ${field}: ${valueOf(before)} → ${valueOf(after)}`,
  );
  list(output, cliTexts.willChange, changes);
  list(output, cliTexts.impact, impactOf(plan), Number.POSITIVE_INFINITY);
  output.line({ style: 'dim', text: `  ${cliTexts.risk(riskWordOf({ risk, effects: plan.effects }))}` });
  output.line({ style: 'dim', text: `  ${cliTexts.undo(undoSentence(plan.effects, undo))}` });
}

/** The equivalent commands, whole. */
export function presentCommands(output: Output, planned: PlannedStep): void {
  if (planned.plan.commands.length === 0) return;
  output.line(`  ${cliTexts.commands}`);
  for (const command of planned.plan.commands) {
    for (const line of command.split('\n')) output.copyable(`    ${line}`);
  }
}

/** What an undo has to ask: what it would do, whom it concerns one by one, and what can be answered. */
export function presentQuestion(output: Output, { summary, warning, objects, answers }: UndoQuestion): void {
  output.line();
  for (const text of summary) output.line(text);
  for (const text of warning) output.line({ style: 'yellow', text });
  if (objects !== undefined) {
    const rows = objects.rows.map((row) => row.filter((value) => value !== '').join(' · '));
    list(output, `${objects.title}:`, rows, mostListed);
  }
  for (const { label, value, hint, impossible } of answers) {
    output.line(`  ${label} (${value}): ${impossible === undefined ? hint : impossible.reason}`);
    if (impossible !== undefined) output.line(`    ${cliTexts.remedy(impossible.remedy)}`);
  }
}

/** Heading and description of a step. */
export function presentHeading(output: Output, heading: string, texts: StepTexts | undefined): void {
  output.line();
  output.line({ style: 'bold', text: heading });
  if (texts !== undefined) output.line({ style: 'dim', text: `  ${texts.description}` });
}

/** How a step stands, in a word of its own where the outcome word alone would mislead. */
export function wordOf(step: StepRecord): { readonly style: Style; readonly text: string } {
  return { style: outcomeStyles[outcomeWordOf(step)], text: stepWords[step.state.kind] };
}

/** How a step ended: outcome, reason, remedy and proof. */
export function presentResult(output: Output, step: StepRecord): void {
  const { reason, remedy, evidence } = proofOf(step);
  const [first, ...more] = (reason ?? '').split('\n');
  output.line('  ', wordOf(step), first ? `: ${first}` : '');
  for (const line of more) output.line(`    ${line}`);
  if (remedy !== undefined) output.line(`  ${cliTexts.remedy(remedy)}`);
  list(output, cliTexts.proof, (evidence ?? []).map(evidenceText));
}

function evidenceText(evidence: Evidence): string {
  const { label, before, after } = evidence;
  return before === undefined ? `${label}: ${valueOf(after)}` : `${label}: ${valueOf(before)} → ${valueOf(after)}`;
}

function list(output: Output, heading: string, items: readonly string[], shown = shownRows): void {
  if (items.length === 0) return;
  output.line(`  ${heading}`);
  for (const item of items.slice(0, shown)) for (const line of item.split('\n')) output.line(`    ${line}`);
  if (items.length > shown) output.line(`    ${cliTexts.more(items.length - shown)}`);
}

function valueOf(value: Json): string {
  return valueLines(value).join(', ');
}
