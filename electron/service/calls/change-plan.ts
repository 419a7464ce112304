import { productName } from '../../../shared/base/words/product.ts';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { draftPlan } from '../../../shared/change-plan/draft-plan.ts';
import { changePlanFiles } from '../../../shared/change-plan/files.ts';
import { sealedPlan, type ChangePlanBody } from '../../../shared/change-plan/model.ts';
import { changePlanPage } from '../../../shared/change-plan/page.ts';
import { withRehearsal } from '../../../shared/change-plan/with-rehearsal.ts';
import type { Answer } from '../../../shared/ipc/state.ts';
import { activityTexts, serviceProblems } from '../texts.ts';
import { changeOfProcedure, findProcedure, readRunOptions } from '../../run/procedure-options.ts';
import { labFolderOf, rehearseOnCopy } from '../../run/rehearse-on-copy.ts';
import type { Target } from '../../targets/target.ts';
import { appVersion } from '../../installation/version.ts';
import { changePlanOutput, refuseOutput, writeOutput } from '../../disk/output-folder.ts';
import type { RunningActivity } from '../activities.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { answered, ofFailure, ofRunFolder, reachingFolder, refused } from '../problems.ts';
import { printedAs } from '../printed-as.ts';
import { isWholePath } from '../whole-path.ts';

/** Calls about the plan of a change, before any run. */
export const changePlanCalls: Pick<Handlers, 'planChange' | 'saveChangePlan'> = {
  async planChange(context, { procedure, options }) {
    const { activities, changePlan, desk } = context;
    changePlan.shown = undefined;
    return activities.run({ kind: 'assessing', title: activityTexts.planningChange }, async (activity) => {
      const target = desk.target();
      if (target === undefined) return refused(serviceProblems.noTarget());
      const body = await draft(context, activity, target, procedure, options);
      if (!body.ok) return body;
      const whole = await withSteps(body.value, target.text, activity);
      if (whole === undefined || activity.signal.aborted) {
        return refused(serviceProblems.cancelled(activityTexts.planningChange));
      }
      const plan = sealedPlan(whole);
      changePlan.shown = plan;
      return answered({ html: changePlanPage(plan), isBlocked: plan.blockers.length > 0 });
    });
  },

  async saveChangePlan({ activities, changePlan, options, saved }, { folder, pdf }) {
    const { printToPdf } = options.host;
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    if (pdf && printToPdf === null) return refused(serviceProblems.cannotPrint());
    return activities.run({ kind: 'finishing', title: activityTexts.savingPlan }, async () => {
      const plan = changePlan.shown;
      if (plan === undefined) return refused(serviceProblems.noChangePlan());
      const path = resolve(folder);
      return reachingFolder(path, async () => {
        // Looked at before it is printed, which takes a while.
        const free = await refuseOutput(path, changePlanOutput);
        if (!free.ok) return refused(ofRunFolder(free.problem));
        const printed = await printedAs('change-plan.pdf', changePlanPage(plan), pdf ? printToPdf : null);
        const files = new Map<string, string | Uint8Array>([...changePlanFiles(plan), ...printed.files]);
        const written = await writeOutput(path, changePlanOutput, files);
        if (!written.ok) return refused(ofRunFolder(written.problem));
        saved.add(path);
        return answered({ folder: path, files: [...files.keys()].sort(), noPdf: printed.noPdf });
      });
    });
  },
};

async function draft(
  { options: service, store }: ServiceContext,
  { signal, progress }: RunningActivity,
  target: Target,
  id: string,
  given: Readonly<Record<string, string>>,
): Promise<Answer<ChangePlanBody>> {
  const procedure = findProcedure(id);
  if (!procedure.ok) return refused(serviceProblems.wrongChoice(procedure.message));
  const options = readRunOptions(procedure.value, new Map(Object.entries(given)));
  if (!options.ok) return refused(serviceProblems.wrongChoice(options.message));
  const change = changeOfProcedure(procedure.value);
  if (change === undefined) return refused(serviceProblems.noChangePlan());
  const { engagement } = store.state();
  const { machine, operator } = service.identity;
  const drafted = await draftPlan(
    {
      ...{ id: randomUUID(), procedure: procedure.value, change, options: options.value, target },
      product: { name: productName, version: appVersion },
      plannedBy: { operator: engagement?.operator ?? operator, machine },
      customer: textOrNone(engagement?.customer),
      ticket: textOrNone(engagement?.ticket),
    },
    { signal, progress },
  );
  if (drafted.ok) return answered(drafted.value);
  const { failure } = drafted;
  return refused(
    failure.code === 'cancelled' ? serviceProblems.cancelled(activityTexts.planningChange) : ofFailure(failure),
  );
}

/**
 * On a lab the procedure is carried out on a copy besides, so that every step is planned from what the steps before it
 * leave behind. Undefined: cancelled meanwhile.
 */
async function withSteps(
  body: ChangePlanBody,
  target: string,
  { signal, progress }: RunningActivity,
): Promise<ChangePlanBody | undefined> {
  const folder = labFolderOf(target);
  const procedure = findProcedure(body.procedure);
  if (folder === undefined || !procedure.ok) return body;
  const end = await rehearseOnCopy(folder, procedure.value, body, {
    signal,
    onProgress: ({ text, ...numbers }) => progress({ ...numbers, text: activityTexts.onCopy(text) }),
  });
  return end.kind === 'rehearsed' ? withRehearsal(body, end.steps) : undefined;
}

function textOrNone(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
