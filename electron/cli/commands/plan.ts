import { productName } from '../../../shared/base/words/product.ts';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { StepRecord } from '../../../shared/engine/run/run-state.ts';
import { draftPlan } from '../../../shared/change-plan/draft-plan.ts';
import { changePlanFiles } from '../../../shared/change-plan/files.ts';
import { sealedPlan, type ChangePlanBody, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import { changePlanPage } from '../../../shared/change-plan/page.ts';
import { withRehearsal } from '../../../shared/change-plan/with-rehearsal.ts';
import { explainFailure, failureText } from '../../../shared/systems/failure-texts.ts';
import { commandLine, quotedWord } from '../../installation/invocation.ts';
import { planTexts } from '../../printing/texts.ts';
import { cliTexts } from '../texts.ts';
import type { RuleChange } from '../../../shared/procedures/steps/rules/rule-change.ts';
import type { HybridSystems } from '../../../shared/systems/contexts.ts';
import type { Procedure } from '../../../shared/engine/contract/step.ts';
import { printWithBrowser } from '../../printing/print-with-browser.ts';
import { changeOfProcedure } from '../../run/procedure-options.ts';
import { labFolderOf, rehearseOnCopy } from '../../run/rehearse-on-copy.ts';
import type { Target } from '../../targets/target.ts';
import { thisProcess } from '../../disk/this-process.ts';
import { appVersion } from '../../installation/version.ts';
import { changePlanOutput, refuseOutput, writeOutput } from '../../disk/output-folder.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from '../exit.ts';
import { targetWithPath } from '../options.ts';
import { optionsOf, procedureOf } from '../procedure-options.ts';
import type { CommandContext } from '../program.ts';
import { folderValue } from '../run-folders.ts';
import { withTarget } from '../target.ts';
import { progressText } from '../terminal/progress.ts';
import { presentCommands, presentHeading, presentPlan, presentResult } from '../terminal/present.ts';

interface PlanOptions {
  readonly procedure: string;
  readonly on: string;
  readonly out: string;
  readonly option: ReadonlyMap<string, string>;
  readonly customer?: string;
  readonly ticket?: string;
  readonly operator?: string;
  readonly replace?: boolean;
}

/**
 * `plan`: what the change would be, for a change board, and scripts to make it by hand. On a lab the procedure is carried
 * out on a copy besides, so that every step is planned from what the steps before it leave behind.
 */
export async function plan(options: PlanOptions, context: CommandContext): Promise<ExitCode> {
  const procedure = procedureOf(options.procedure);
  const given = optionsOf(procedure, options.option);
  const change = changeOfProcedure(procedure);
  if (change === undefined) throw usageError(planTexts.noChange(procedure.id), planTexts.noChangeRemedy);
  const replace = options.replace === true;
  folderValue(await refuseOutput(options.out, changePlanOutput, replace));
  const body = await withTarget(options.on, context.signal, (target) =>
    drafted(procedure, change, given, options, target, context),
  );
  const records = await rehearsed(procedure, body, options, context);
  const document = sealedPlan(records === undefined ? body : withRehearsal(body, records));
  await save(document, options.out, replace, context);
  present(document, procedure, records, options.out, context);
  return document.blockers.length === 0 ? exitCodes.done : exitCodes.verdict;
}

async function drafted(
  procedure: Procedure<HybridSystems>,
  change: RuleChange,
  given: Readonly<Record<string, string>>,
  options: PlanOptions,
  target: Target,
  { output, signal }: CommandContext,
): Promise<ChangePlanBody> {
  const { user, host } = thisProcess();
  for (const note of target.notes) output.line({ style: 'dim', text: note });
  const draft = await draftPlan(
    {
      ...{ id: randomUUID(), procedure, change, options: given, target },
      product: { name: productName, version: appVersion },
      plannedBy: { operator: options.operator ?? user, machine: host },
      ...{ customer: options.customer, ticket: options.ticket },
    },
    { signal, progress: (progress) => output.transient(progressText(progress)) },
  );
  if (draft.ok) return draft.value;
  throw new CommandError(
    exitCodes.unreachable,
    draft.failure.code,
    failureText(draft.failure),
    explainFailure(draft.failure).remedy,
  );
}

/** The steps as they went on a copy of the lab; undefined for any other target, which cannot be copied. */
async function rehearsed(
  procedure: Procedure<HybridSystems>,
  body: ChangePlanBody,
  options: PlanOptions,
  { output, signal }: CommandContext,
): Promise<readonly StepRecord[] | undefined> {
  const folder = labFolderOf(targetWithPath(options.on));
  if (folder === undefined) return undefined;
  output.line({ style: 'dim', text: planTexts.rehearsing });
  const end = await rehearseOnCopy(folder, procedure, body, {
    signal,
    onProgress: (progress) => output.transient(progressText(progress)),
  });
  if (end.kind === 'rehearsed') return end.steps;
  throw new CommandError(exitCodes.interrupted, end.kind, cliTexts.planInterrupted, '');
}

async function save(
  document: ChangePlanDocument,
  out: string,
  replace: boolean,
  { output, signal }: CommandContext,
): Promise<void> {
  const printed = await printWithBrowser(changePlanPage(document), signal);
  const pdf = printed.kind === 'printed' ? [['change-plan.pdf', printed.pdf] as const] : [];
  const files = new Map<string, string | Uint8Array>([...changePlanFiles(document), ...pdf]);
  folderValue(await writeOutput(out, changePlanOutput, files, replace));
  if (printed.kind === 'impossible') output.line({ style: 'dim', text: printed.reason });
}

function present(
  document: ChangePlanDocument,
  procedure: Procedure<HybridSystems>,
  records: readonly StepRecord[] | undefined,
  out: string,
  { output }: CommandContext,
): void {
  for (const step of records ?? []) {
    presentHeading(
      output,
      step.title,
      procedure.steps.find(({ id }) => id === step.id),
    );
    if (step.planned === undefined || step.state.kind === 'blocked') presentResult(output, step);
    else {
      presentPlan(output, step.planned, step);
      presentCommands(output, step.planned);
    }
  }
  if (document.blockers.length > 0) {
    output.line(planTexts.blocked);
    for (const { reason, remedy } of document.blockers) output.line(`  ${reason} ${cliTexts.remedy(remedy)}`);
  }
  output.line();
  output.copyable(planTexts.written(join(out, 'change-plan.html')));
  output.copyable(planTexts.hash(document.hash));
  if (document.blockers.length === 0) output.copyable(planTexts.runWith(runCommand(document, out)));
  output.document(document);
}

/** An export cannot be written to: its plan is for the server that it came from. */
function runCommand({ procedure, target }: ChangePlanDocument, plan: string): string {
  const on = target.startsWith('export:') ? planTexts.theServer : quotedWord(target);
  return `${commandLine('run', procedure, '--on')} ${on} --plan ${quotedWord(plan)}`;
}
