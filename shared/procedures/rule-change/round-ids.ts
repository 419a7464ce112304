export const firstRoundId = 'first';
/** The step of the first round that synchronizes one user before everybody, where a procedure has it. */
export const firstUserStepId = 'first-user';
