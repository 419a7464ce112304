export const firstRoundId = 'first';
/** The step of the first round that synchronizes one user before everybody, where a procedure has it. */
export const firstUserStepId = 'first-user';

/** The steps of the round that every procedure has. */
export const firstRoundSteps = {
  pause: 'pause-scheduler',
  preview: 'preview',
  resume: 'resume-scheduler',
  fullSync: 'full-sync',
  prove: 'prove-effect',
} as const;
/** The steps of the round that widens a pilot to everybody. */
export const widenedRoundSteps = {
  pause: 'pause-to-widen',
  preview: 'preview-widened',
  resume: 'resume-widened',
  fullSync: 'full-sync-widened',
  prove: 'prove-widened',
} as const;
