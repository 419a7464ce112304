import type { Assessment } from '../../shared/assessment/assessment.ts';
import type { Assessed } from '../../shared/assessment/judge.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import { chosenPath } from '../../shared/procedures/chosen-path.ts';
import { chosenPathText } from '../../shared/procedures/chosen-path-texts.ts';
import { cliTexts } from './texts.ts';
import { contributionTexts as texts } from '../../shared/entra-connect/contributors/texts.ts';
import { grouped } from '../../shared/base/words/counted.ts';
import { bucketTexts, flowNotes, userFlowTexts } from '../../shared/user-flow/texts.ts';
import { bucketsOf } from '../../shared/user-flow/flow.ts';
import { contributorTexts, findingWord } from '../../shared/report/texts.ts';
import { ofProcedure, recommendationName } from '../../shared/assessment/recommendation-texts.ts';
import { ruleOnConnector } from '../../shared/entra-connect/rules/rule-name.ts';
import { isSameKind } from '../../shared/entra-connect/contributors/contributors.ts';
import { assessTarget } from '../targets/assess-target.ts';
import type { Target } from '../targets/target.ts';
import type { Output } from './output.ts';
import { outcomeStyles } from './terminal/outcome-styles.ts';
import { progressText } from './terminal/progress.ts';

/** Assesses a target and tells at the terminal how far it is. Undefined: cancelled meanwhile. */
export function assessAtTerminal(target: Target, output: Output, signal: AbortSignal): Promise<Assessed | undefined> {
  return assessTarget(target, (progress) => output.transient(progressText(progress)), signal);
}

/** An assessment for people: findings, who contributes the attribute, consequences and the recommended path. */
export function presentAssessment(output: Output, assessment: Assessment): void {
  const { findings, recommendation } = assessment;
  output.line({ style: 'bold', text: cliTexts.finding });
  for (const finding of findings) presentFinding(output, finding);
  output.line();
  presentContributors(output, assessment, undefined);
  presentFlow(output, assessment);
  if (recommendation.afterwards !== undefined) output.line(`  ${ofProcedure(recommendation.afterwards.procedure)}`);
  presentConsequences(output, assessment.consequences);
  presentFirst(output, recommendation);
  output.line({
    style: 'bold',
    text: cliTexts.recommendation(recommendation.procedure, recommendationName(recommendation)),
  });
  for (const reason of recommendation.reasons) output.line(`  ${reason}`);
  presentAfterwards(output, recommendation);
  for (const alternative of recommendation.alternatives) {
    const isHere = registeredProcedures.has(alternative.procedure);
    const heading = isHere ? cliTexts.alternative : cliTexts.notInThisVersion;
    output.line(`  ${heading(alternative.procedure)}`);
    for (const reason of alternative.reasons) output.line(`    ${reason}`);
  }
}

function presentFirst(output: Output, { first }: Assessment['recommendation']): void {
  if (first.length === 0) return;
  output.line({ style: 'yellow', text: cliTexts.first });
  for (const { title, action } of first) output.line(`  ${title}: ${action}`);
}

function presentAfterwards(output: Output, { afterwards }: Assessment['recommendation']): void {
  if (afterwards === undefined) return;
  output.line(`  ${cliTexts.afterwards(afterwards.procedure)}`);
  for (const reason of afterwards.reasons) output.line(`    ${reason}`);
}

interface ChosenRun {
  readonly procedure: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The same before a run: what is not in order, what the change means, and whether this is the recommended path. */
export function presentSituation(output: Output, assessment: Assessment, { procedure, options }: ChosenRun): void {
  const { findings, recommendation } = assessment;
  const attention = findings.filter(({ outcome }) => outcome === 'failed' || outcome === 'investigate');
  const count = (outcome: Assessment['findings'][number]['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).length;
  output.line({ style: 'bold', text: cliTexts.finding });
  output.line(`  ${cliTexts.otherFindings(count('passed'), count('not-run') + count('skipped'))}`);
  for (const finding of attention) presentFinding(output, finding);
  output.line();
  presentContributors(output, assessment, procedure);
  const alternative = recommendation.alternatives.find((path) => path.procedure === procedure);
  presentConsequences(output, alternative?.consequences ?? assessment.consequences);
  presentFirst(output, recommendation);
  const recommended = recommendation.procedure === procedure;
  const style = recommended ? 'bold' : 'yellow';
  output.line({
    style,
    text: recommended
      ? cliTexts.recommendation(procedure, recommendationName(recommendation))
      : cliTexts.otherPath(recommendation.procedure, procedure),
  });
  for (const reason of recommendation.reasons) output.line(`  ${reason}`);
  if (!recommended) {
    for (const line of chosenPathText(chosenPath(procedure, recommendation.procedure, options))) output.line(line);
  }
}

/** Characters of the outcome, with the two spaces that end it. */
const outcomeColumn = 13;

function presentFinding(output: Output, finding: Assessment['findings'][number]): void {
  const word = findingWord[finding.outcome];
  output.line(
    '  ',
    { style: outcomeStyles[word], text: word.padEnd(outcomeColumn) },
    `${finding.title}: ${finding.detail}`,
  );
  if (finding.remedy !== undefined) output.line(`  ${' '.repeat(outcomeColumn)}${cliTexts.remedy(finding.remedy)}`);
}

/** Who wins for whom: each kind of object with the rules that are asked for it, in their order. */
function presentContributors(
  output: Output,
  { contribution, contributors, connectors }: Assessment,
  chosen: string | undefined,
): void {
  output.line({ style: 'bold', text: cliTexts.contributors });
  if (contribution === undefined) {
    for (const contributor of contributors) presentContributor(output, { contributor });
    output.line();
    return;
  }
  const connectorName = (id: string) => connectors.find((connector) => connector.id === id)?.name ?? id;
  const planned = contribution.others.find(({ procedure }) => procedure === chosen) ?? contribution;
  for (const group of contribution.now) {
    const objects = texts.objects(group.connectorSpaceObjectType, connectorName(group.connectorId));
    output.line(`  ${texts.way[group.direction]} ${objects}`);
    for (const rule of group.rules.filter(({ reach }) => reach === 'same-object')) presentContributor(output, rule);
    const joined = group.rules.filter(({ reach }) => reach !== 'same-object');
    if (joined.length > 0) {
      const names = joined.map(({ contributor }) => contributor.precedence).join(', ');
      output.line({ style: 'dim', text: `    ${texts.joined(joined.length)}: ${names}` });
    }
    output.line(`    → ${texts.end[group.direction][group.end]}`);
    const after = planned.after?.find((one) => isSameKind(one, group));
    if (planned.procedure !== null && after !== undefined && after.end !== group.end) {
      output.line(`    → ${texts.after(planned.procedure)}: ${texts.end[group.direction][after.end]}`);
    }
  }
  const idle = contribution.idle.map(({ name, connectorId }) => ruleOnConnector(name, connectorName(connectorId)));
  if (idle.length > 0) output.line(`  ${texts.idle(idle)}`);
  output.line();
}

function presentContributor(
  output: Output,
  { contributor, text }: { readonly contributor: Assessment['contributors'][number]; readonly text?: string },
): void {
  const { precedence, name, flow, origin, disabled } = contributor;
  const state = contributorTexts.state(origin, disabled);
  output.line(`  ${String(precedence).padStart(5)}  ${name} – ${contributorTexts.flow(flow)} – ${state}`);
  if (text !== undefined) output.line({ style: 'dim', text: `         ${text}` });
}

/** Where every user is: the buckets with their sum. */
function presentFlow(output: Output, { flow }: Pick<Assessment, 'flow'>): void {
  if (flow === undefined) return;
  output.line({ style: 'bold', text: userFlowTexts.heading(flow.whole) });
  for (const { id, users, licensed } of bucketsOf(flow)) {
    const held = licensed === undefined || licensed === 0 ? '' : ` (${userFlowTexts.licensedOf(licensed)})`;
    output.line(`  ${grouped(users).padStart(9)}  ${bucketTexts[id].title}${held}`);
  }
  for (const line of flowNotes(flow)) output.line(`  ${line}`);
  output.line();
}

function presentConsequences(output: Output, consequences: Assessment['consequences']): void {
  for (const { text } of consequences) output.line(`  ${text}`);
  output.line();
}
