import { labTexts } from '../../lab/command-texts.ts';
import { grouped } from '../../../shared/base/words/counted.ts';
import { contributorTexts } from '../../../shared/report/texts.ts';
import { unreachableText } from '../../lab/world/messages.ts';
import type { Counts, LabDescription } from '../../lab/world/show.ts';
import type { WitnessOutcome } from '../../lab/world/witnesses/witness-report.ts';
import type { Output } from '../output.ts';

/** A lab for people. */
export function presentLab(output: Output, lab: LabDescription): void {
  const { headings } = labTexts;
  const { server, scheduler, tenant } = lab;
  section(output, headings.server, [
    labTexts.server(server.name, server.productVersion, server.rules, server.disabledRules),
    labTexts.scheduler(
      scheduler.syncCycleEnabled,
      scheduler.stagingMode,
      scheduler.suspended,
      scheduler.cycleInProgress,
    ),
    labTexts.now(lab.now),
  ]);
  section(
    output,
    headings.directory,
    lab.forests.map((forest) => `${forest.name}: ${countsText(forest.objects)}`),
  );
  section(
    output,
    headings.connectorSpaces,
    lab.connectorSpaces.map(
      (space) => `${space.name}: ${countsText({ objects: space.objects, ...prefixed(space.pendingExports) })}`,
    ),
  );
  section(output, headings.metaverse, [countsText(lab.metaverse)]);
  section(output, headings.tenant, [
    `${tenant.name}: ${countsText({ ...tenant.objects, [labTexts.recycleBin]: tenant.recycleBin })}`,
    ...tenant.products.map(({ name, enabled, consumed }) => `${name}: ${consumed} / ${enabled}`),
  ]);
  section(output, headings.exchange, [
    countsText({ ...lab.recipients, [labTexts.softDeleted]: lab.softDeletedRecipients }),
  ]);
  section(output, headings.mailboxes, [
    labTexts.mailboxes(lab.mailboxes.mailboxes, lab.mailboxes.withNewGuid),
    labTexts.licensed(lab.mailboxes.licensedUsers, lab.mailboxes.licensedWithoutMailbox),
    labTexts.guids(lab.mailboxGuids),
  ]);
  section(
    output,
    headings.contributors,
    lab.contributors.map(
      (rule) =>
        `${String(rule.precedence).padStart(5)}  ${rule.name} (${contributorTexts.way(rule.direction, rule.sourceObjectType, rule.targetObjectType)}) – ${contributorTexts.flow(rule.flow)} – ${contributorTexts.state(rule.origin, rule.disabled)}`,
    ),
  );
  section(
    output,
    headings.runs,
    lab.lastRuns.map((run) => `${run.startedAt}  ${run.connectorName} · ${run.runProfileName}: ${run.result}`),
  );
  section(
    output,
    headings.readings,
    Object.entries(lab.readings).map(([name, value]) => `${name}=${String(value)}`),
  );
  section(
    output,
    headings.faults,
    lab.faults.map((fault) => `${fault.port}.${fault.call}: ${fault.kind}`),
  );
}

/** Which rules have an invented object they apply to, and why others have none. */
export function presentWitnesses(output: Output, witnesses: readonly WitnessOutcome[]): void {
  if (witnesses.length === 0) return;
  const reached = witnesses.filter(({ result }) => result.kind === 'witnessed').length;
  output.line(labTexts.witnesses(reached, witnesses.length));
  for (const { ruleName, result } of witnesses) {
    if (result.kind === 'unreachable')
      output.line(`  ${labTexts.unreachable(ruleName, unreachableText(result.reason))}`);
  }
}

function section(output: Output, heading: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  output.line({ style: 'bold', text: heading });
  for (const line of lines) output.line(`  ${line}`);
}

function countsText(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${grouped(count)} ${name}`)
    .join(', ');
}

function prefixed(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`pending ${name}`, count]));
}
