import { serviceProblems } from '../texts.ts';
import { listFile } from '../../../shared/report/assessment-tables.ts';
import type { Handlers } from '../context.ts';
import { answered, refused } from '../problems.ts';

/** Calls about the names behind the counts of the assessment. */
export const listCalls: Pick<Handlers, 'listPage' | 'wholeList'> = {
  async listPage({ names }, { assessment, list, ...wanted }) {
    const found = names.find(assessment, list);
    return found === undefined ? refused(serviceProblems.listGone()) : answered(found.page(wanted));
  },

  async wholeList({ names }, { assessment, list, filter }) {
    const found = names.find(assessment, list);
    if (found === undefined) return refused(serviceProblems.listGone());
    const table = found.whole(filter);
    return answered({ file: listFile(table), table });
  },
};
