import { resolve } from 'node:path';
import type { Answer } from '../../../shared/ipc/state.ts';
import { activityTexts, serviceProblems } from '../texts.ts';
import { verdictText } from '../../../shared/run-folder/verdict-texts.ts';
import { reportPage } from '../../../shared/report/html/page.ts';
import type { BuiltReport } from '../../../shared/report/build-report.ts';
import { findProcedure } from '../../run/procedure-options.ts';
import { filesBelow } from '../../disk/run-folder/run-files.ts';
import { readRunFolder, type ReadRun } from '../../disk/run-folder/run-folder.ts';
import { exportReport, reportOfRun } from '../../disk/run-folder/run-report.ts';
import { verifyRun } from '../../disk/run-folder/verify.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { answered, ofRunFolder, reachingFolder, refused } from '../problems.ts';
import { printedAs } from '../printed-as.ts';
import { isWholePath } from '../whole-path.ts';

/** Calls about the record of a run. */
export const reportCalls: Pick<Handlers, 'reportPage' | 'saveReport' | 'verifyReport'> = {
  async reportPage(context) {
    const reported = await reportOfPresentRun(context);
    return reported.ok ? answered({ html: reportPage(reported.value.built.report) }) : reported;
  },

  async saveReport(context, { folder, pdf }) {
    const { activities, options, saved } = context;
    const { printToPdf } = options.host;
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    if (pdf && printToPdf === null) return refused(serviceProblems.cannotPrint());
    return activities.run({ kind: 'finishing', title: activityTexts.saving }, async () => {
      const reported = await reportOfPresentRun(context);
      if (!reported.ok) return reported;
      const { run, built } = reported.value;
      const path = resolve(folder);
      return reachingFolder(path, async () => {
        const { files: further, noPdf } = await printedAs(
          'report.pdf',
          reportPage(built.report),
          pdf ? printToPdf : null,
        );
        const exported = await exportReport(run, path, built, further);
        if (!exported.ok) return refused(ofRunFolder(exported.problem));
        saved.add(path);
        const files = (await filesBelow(path)).map((file) => file.path);
        return answered({ folder: path, files: files.sort(byDepth), noPdf });
      });
    });
  },

  async verifyReport({ activities, store }, { folder, journalHash }) {
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    // What is being written is not sealed yet, and that would be called a change.
    if (store.state().activity?.kind === 'finishing') await activities.rest();
    const verdict = await verifyRun(folder, journalHash === undefined ? {} : { journalHash });
    return answered({ verdict: verdictText(verdict), intact: verdict.kind === 'intact' });
  },
};

/** The report lies at the top, the evidence below. */
function byDepth(one: string, other: string): number {
  return one.split('/').length - other.split('/').length || one.localeCompare(other, 'en');
}

/** The report as the journal on the disk tells it, whether or not the run is over. */
async function reportOfPresentRun({
  store,
  desk,
}: ServiceContext): Promise<Answer<{ readonly run: ReadRun; readonly built: BuiltReport }>> {
  const { run: present } = store.state();
  if (present === null) return refused(serviceProblems.noRun());
  const read = await readRunFolder(present.folder, desk.opening());
  if (!read.ok) return refused(ofRunFolder(read.problem));
  const run = read.value;
  if (run.state.kind === 'empty') return refused(serviceProblems.noRun());
  const procedure = findProcedure(run.description.procedure);
  if (!procedure.ok) return refused(serviceProblems.wrongChoice(procedure.message));
  return answered({ run, built: await reportOfRun(run, procedure.value) });
}
