import { applicationCalls } from './calls/application.ts';
import { beginCalls } from './calls/begin-run.ts';
import { changePlanCalls } from './calls/change-plan.ts';
import { compareCalls } from './calls/compare.ts';
import { engagementCalls } from './calls/engagement.ts';
import { folderCalls } from './calls/folders.ts';
import { listCalls } from './calls/lists.ts';
import { reportCalls } from './calls/reports.ts';
import { stepCalls } from './calls/steps.ts';
import { targetCalls } from './calls/target.ts';
import type { Handlers } from './context.ts';

/** Which function carries out which call. */
export const handlers: Handlers = {
  ...applicationCalls,
  ...engagementCalls,
  ...folderCalls,
  ...targetCalls,
  ...listCalls,
  ...compareCalls,
  ...changePlanCalls,
  ...beginCalls,
  ...stepCalls,
  ...reportCalls,
};
