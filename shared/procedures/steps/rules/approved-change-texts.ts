import type { Problem } from '../../../base/words/problem.ts';

export const approvedChangeTexts = {
  notAsApproved: {
    reason: 'What this run would do now is not what the change plan says.',
    remedy: 'Make a new change plan on the present server and have it approved.',
  } satisfies Problem,
} as const;
